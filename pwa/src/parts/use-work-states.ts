import { map } from 'rxjs'
import type { WorkState } from '#app/services.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'

const none: ReadonlyMap<string, WorkState> = new Map()

/** Where what is not yet at the school is, by id: on this phone, on its way, or in need of the person. */
export const useWorkStates = (): ReadonlyMap<string, WorkState> => {
  const learning = useLearning()
  return (
    useObservable(
      () => learning.sync.outbox$.pipe(map((items) => new Map(items.map(({ id, state }) => [id, state])))),
      [learning],
    ) ?? none
  )
}
