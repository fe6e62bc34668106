import type { Clock } from './clock.ts'

type Timer = Pick<Clock, 'after'>

/** What `work` comes to; rejects with `late()` where it has not within `ms`. It goes on all the same. */
export const endsWithin = async <Result>(
  clock: Timer,
  ms: number,
  work: Result | Promise<Result>,
  late: () => Error,
): Promise<Result> => {
  const over = Promise.withResolvers<never>()
  const cancel = clock.after(ms, () => over.reject(late()))
  return Promise.race([work, over.promise]).finally(cancel)
}

/** Resolves when `work` has ended, well or not, or after `ms`: whoever closes does not wait for a service that is gone. */
export const atMost = async (clock: Timer, ms: number, work: Promise<unknown>): Promise<void> => {
  const over = Promise.withResolvers<void>()
  const cancel = clock.after(ms, over.resolve)
  await Promise.race([work.catch(() => undefined), over.promise])
  cancel()
}
