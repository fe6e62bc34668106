/**
 * A promise that `use` reads at once when it is settled. React writes these fields itself on the promises that it has waited for, and
 * reads them first; with them already there, a screen whose code and data are here renders without a fallback in between.
 */
export const trackedPromise = <T>(promise: Promise<T>): Promise<T> => {
  const tracked = promise as Promise<T> & { status?: 'pending' | 'fulfilled' | 'rejected'; value?: T; reason?: unknown }
  if (tracked.status !== undefined) return tracked
  tracked.status = 'pending'
  tracked.then(
    (value) => {
      tracked.status = 'fulfilled'
      tracked.value = value
    },
    (reason: unknown) => {
      tracked.status = 'rejected'
      tracked.reason = reason
    },
  )
  return tracked
}
