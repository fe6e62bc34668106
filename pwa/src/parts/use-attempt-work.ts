import { map } from 'rxjs'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { OutboxItem } from '#app/services.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { workStateOf } from './work-badge.tsx'

/** Where a handed-in attempt is, live: as the outbox tells it, and by itself where the outbox has forgotten it. */
export const useAttemptWork = (attempt: Attempt): Pick<OutboxItem, 'state' | 'since' | 'code' | 'id' | 'attempt'> => {
  const { sync } = useLearning()
  const item = useObservable(
    () => sync.outbox$.pipe(map((items) => items.find((found) => found.attempt?.id === attempt.id) ?? null)),
    [sync, attempt.id],
  )
  const state = workStateOf(attempt)
  // The outbox says what is on its way and what needs the person; what the school has answered stands in the attempt.
  if (item !== null && item !== undefined && state === 'on-this-phone') return { ...item, attempt }
  const { grade, receipt, handedInAt, startedAt } = attempt
  const since = (state === 'graded' ? grade?.gradedAt : receipt?.receivedAt) ?? handedInAt ?? startedAt
  return { id: attempt.id, state, since, attempt }
}
