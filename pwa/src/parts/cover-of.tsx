import type { ReactNode } from 'react'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { CourseCover } from '#ui/course-cover.tsx'
import { map, of, switchMap } from 'rxjs'

/**
 * A course's cover: its picture where that is on this device, else the one drawn from its id. A list of covers fetches nothing over a
 * link that somebody pays for.
 */
export const CoverOf = ({
  course,
  shape = 'wide',
}: {
  readonly course: Pick<Course, 'id'> & { readonly coverFileId?: string | undefined }
  readonly shape?: 'wide' | 'square'
}): ReactNode => {
  const learning = useLearning()
  const { id, coverFileId } = course
  const src = useObservable(
    () =>
      coverFileId === undefined
        ? of(undefined)
        : learning.files(id).pipe(
            map((files) => files.find((file) => file.id === coverFileId)),
            switchMap(async (file) =>
              file !== undefined && (await learning.isStored(file)) ? learning.mediaUrl(file) : undefined,
            ),
          ),
    [learning, id, coverFileId],
  )
  return <CourseCover courseId={id} src={src} shape={shape} />
}
