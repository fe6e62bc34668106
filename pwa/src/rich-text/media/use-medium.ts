import { useEffect, useState } from 'react'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import { defer, distinctUntilChanged, map, of, startWith, switchMap, type Observable } from 'rxjs'
import { useServices } from '#app/app-context.ts'
import type { Learning } from '#app/services.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useCurrent, useObservable } from '#app/use-observable.ts'
import { useCourseMedia } from './course-media.tsx'
import { mediumState, type MediumState } from './medium-state.ts'

/** What can be shown of a medium right now. `want`: the person has agreed to load it. */
export const useMedium = (
  file: CourseFile | undefined,
): { readonly state: MediumState; readonly url: string | undefined; readonly want: () => void } => {
  const learning = useLearning()
  const isOnline = useCurrent(useServices().connectivity.isOnline$) ?? true
  const [isWanted, setWanted] = useState(false)
  const isStored = useObservable(
    () =>
      file === undefined
        ? of(false)
        : defer(() => learning.isStored(file)).pipe(
            switchMap((isHere) => (isHere ? of(true) : comesWith(learning, file))),
          ),
    [learning, file],
  )
  const saver = useObservable(
    () => learning.person().pipe(map((person) => person?.settings.dataSaver === true)),
    [learning],
  )
  const [isMetered, setMetered] = useState<boolean>()
  const mustKnowLink = file !== undefined && isStored === false && isOnline
  useEffect(() => {
    if (!mustKnowLink) return undefined
    let isCurrent = true
    void learning.downloads.plan(file.courseId, { withVideo: true }).then(
      (plan) => {
        if (isCurrent) setMetered(plan.isMetered)
      },
      () => {
        if (isCurrent) setMetered(true) // In doubt it is asked for.
      },
    )
    return () => {
      isCurrent = false
    }
  }, [learning, file, mustKnowLink])
  const isCostly = saver === undefined || isMetered === undefined ? undefined : saver || isMetered
  const localUrl = useCourseMedia().localUrlOf(file?.id ?? '')
  if (localUrl !== undefined) return { state: 'show', url: localUrl, want: () => undefined }
  const state = mediumState({ isListed: file !== undefined, isStored, isWanted, isOnline, isCostly })
  return {
    state,
    url: file !== undefined && state === 'show' ? learning.mediaUrl(file) : undefined,
    want: () => setWanted(true),
  }
}

/** False until a download that goes on has brought the file. */
const comesWith = (learning: Learning, file: CourseFile): Observable<boolean> =>
  learning.downloads.of(file.courseId).pipe(
    map(({ bytesDone, state }) => `${state} ${String(bytesDone)}`),
    distinctUntilChanged(),
    switchMap(() => learning.isStored(file)),
    startWith(false),
    distinctUntilChanged(),
  )
