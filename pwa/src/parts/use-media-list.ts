import { combineLatest, map } from 'rxjs'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import type { MediaUpload } from '#app/media-library.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { useTeaching } from '#app/use-teaching.ts'

/** A medium of a course as its teachers see it: on its way, or there. */
export type ListedMedium = Pick<CourseFile, 'id' | 'name' | 'role' | 'bytes'> & {
  /** What the school has made of it. */
  readonly file?: CourseFile
  readonly upload?: MediaUpload
}

/** The media of a course: what is on its way first, then by name. Undefined until they have been read. */
export const useMediaList = (courseId: string): readonly ListedMedium[] | undefined => {
  const learning = useLearning()
  const { media } = useTeaching()
  return useObservable(
    () =>
      combineLatest([learning.files(courseId), media.uploads(courseId)]).pipe(
        map(([files, uploads]) => {
          const here = new Set(files.map(({ id }) => id))
          return [
            ...uploads
              .filter(({ id }) => !here.has(id))
              .map(({ id, name, role, bytes, ...rest }) => ({
                id,
                name,
                role,
                bytes,
                upload: { id, name, role, bytes, ...rest },
              })),
            ...files
              .toSorted((a, b) => a.name.localeCompare(b.name))
              .map((file) => ({ id: file.id, name: file.name, role: file.role, bytes: file.bytes, file })),
          ]
        }),
      ),
    [learning, media, courseId],
  )
}
