import { useMemo, type ReactNode } from 'react'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import { CourseMediaContext, type CourseMedia } from '#rich-text/media/course-media.tsx'
import { useLocalUrls } from './use-local-urls.ts'
import { useMediaList } from './use-media-list.ts'

/** The media of a course for who writes it: what has not left this device yet is shown, too. */
export const TeachMediaProvider = ({
  courseId,
  children,
}: {
  readonly courseId: string
  readonly children: ReactNode
}): ReactNode => {
  const list = useMediaList(courseId)
  const urls = useLocalUrls((list ?? []).flatMap(({ upload }) => (upload === undefined ? [] : [upload.id])))
  const media = useMemo<CourseMedia>(() => {
    const files = new Map<string, CourseFile>()
    for (const { file, upload } of list ?? [])
      if (file !== undefined) files.set(file.id, file)
      else if (upload !== undefined) files.set(upload.id, { ...upload, mime: upload.mime, hash: '' })
    return {
      courseId,
      isKnown: list !== undefined,
      fileOf: (id) => files.get(id),
      localUrlOf: (id) => urls.get(id),
    }
  }, [courseId, list, urls])
  return <CourseMediaContext value={media}>{children}</CourseMediaContext>
}
