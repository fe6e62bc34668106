import type { OutboxItem } from '#app/services.ts'

/** A stage on the way of a piece of work. `at` in ms: device's clock for what happened here, the server's for what happened there. */
export interface Stage {
  readonly name: 'kept' | 'handed-in' | 'sent' | 'received' | 'graded' | 'stopped'
  readonly state: 'done' | 'now' | 'ahead'
  readonly at?: number
}

/** The whole way of a piece of work, past and ahead. */
export const wayOf = (item: OutboxItem): readonly Stage[] => {
  const { attempt, state, since } = item
  if (state === 'needs-you') return [{ name: 'stopped', state: 'now', at: since }]
  if (attempt === undefined)
    return [
      { name: 'kept', state: state === 'on-this-phone' ? 'now' : 'done', at: since },
      { name: 'sent', state: state === 'sending' ? 'now' : 'ahead' },
      { name: 'received', state: 'ahead' },
    ]
  const { handedInAt, receipt, grade, startedAt } = attempt
  const isGraded = grade !== undefined && !grade.pending
  const first: Stage =
    handedInAt === undefined
      ? { name: 'kept', state: state === 'sending' ? 'done' : 'now', at: startedAt }
      : { name: 'handed-in', state: state === 'on-this-phone' ? 'now' : 'done', at: handedInAt }
  // Answers of an open attempt travel too, as a copy; they are not handed in by that.
  if (handedInAt === undefined)
    return [first, { name: 'handed-in', state: 'ahead' }, { name: 'received', state: 'ahead' }]
  return [
    first,
    ...(receipt === undefined ? [{ name: 'sent', state: state === 'sending' ? 'now' : 'ahead' } as const] : []),
    receipt === undefined
      ? { name: 'received', state: 'ahead' }
      : { name: 'received', state: isGraded ? 'done' : 'now', at: receipt.receivedAt },
    isGraded ? { name: 'graded', state: 'done', at: grade.gradedAt } : { name: 'graded', state: 'ahead' },
  ]
}
