import { z } from 'zod'
import type { Store, StoreReader, TableRow } from '#ports/store/store.ts'

const MINUTE = 60_000
const DAY_MINUTES = 24 * 60

const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/** When a person is not to be disturbed by push or mail, each day: minutes after midnight in their time zone, over midnight where `from` is the later one. */
export const quietHours = z.object({
  from: z
    .int()
    .min(0)
    .max(DAY_MINUTES - 1),
  to: z
    .int()
    .min(0)
    .max(DAY_MINUTES - 1),
  /** As "Africa/Nairobi". */
  zone: z.string().min(1).max(60).refine(isZone),
})
export type QuietHours = z.infer<typeof quietHours>

export const quietHoursOf = async (store: StoreReader, personId: string): Promise<QuietHours | undefined> =>
  (await store.row<TableRow & { readonly hours: QuietHours }>('quiet_hours', personId))?.hours

export const saveQuietHours = async (store: Store, personId: string, hours: QuietHours | null): Promise<void> => {
  await store.transact(async (tx) => {
    if (hours === null) await tx.deleteRow('quiet_hours', personId)
    else await tx.putRow('quiet_hours', { id: personId, hours })
  })
}

/** `at`, or the end of the quiet time that it falls into, to the minute. */
export const afterQuiet = (at: number, quiet: QuietHours | undefined): number => {
  if (quiet === undefined || quiet.from === quiet.to) return at
  const minute = minuteOfDay(at, quiet.zone)
  const isQuiet =
    quiet.from < quiet.to ? minute >= quiet.from && minute < quiet.to : minute >= quiet.from || minute < quiet.to
  if (!isQuiet) return at
  return at - (at % MINUTE) + ((quiet.to - minute + DAY_MINUTES) % DAY_MINUTES) * MINUTE
}

const minuteOfDay = (at: number, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value ?? 0)
  return part('hour') * 60 + part('minute')
}
