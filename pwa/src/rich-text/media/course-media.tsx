import { createContext, use, useMemo, type ReactNode } from 'react'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'

/** The media that texts of a course refer to. */
export interface CourseMedia {
  readonly courseId: string
  /** False until the list of files has been read: what a text needs of them isn't known yet. */
  readonly isKnown: boolean
  fileOf(id: string): CourseFile | undefined
  /** Where the bytes of a file are that this device alone has so far. */
  localUrlOf(id: string): string | undefined
}

const noUrl = (): undefined => undefined
export const CourseMediaContext = createContext<CourseMedia>({
  courseId: '',
  isKnown: true,
  fileOf: () => undefined,
  localUrlOf: noUrl,
})
export const useCourseMedia = (): CourseMedia => use(CourseMediaContext)

export const CourseMediaProvider = ({
  courseId,
  children,
}: {
  readonly courseId: string
  readonly children: ReactNode
}): ReactNode => {
  const learning = useLearning()
  const files = useObservable(() => learning.files(courseId), [learning, courseId])
  const media = useMemo<CourseMedia>(() => {
    const byId = new Map(files?.map((file) => [file.id, file]))
    return { courseId, isKnown: files !== undefined, fileOf: (id) => byId.get(id), localUrlOf: noUrl }
  }, [courseId, files])
  return <CourseMediaContext value={media}>{children}</CourseMediaContext>
}
