/** Kinds of faults that a run can inject, and how often each has been. */
export const faultKinds = [
  'request dropped',
  'answer lost',
  'request sent twice',
  'request delivered late',
  'device crashed before a write',
  'device crashed after a write',
  'server killed',
  'edit while sending',
  'clock off',
  'days asleep',
  'stream cut',
  'stream event repeated',
  'local database corrupted',
  'what was gone forgotten',
  'request of an old build',
] as const
export type FaultKind = (typeof faultKinds)[number]
export type FaultCounts = Readonly<Record<FaultKind, number>>

export interface Faults {
  count(kind: FaultKind): void
  counts(): FaultCounts
}

export const createFaults = (): Faults => {
  const counts = new Map<FaultKind, number>()
  return {
    count: (kind) => void counts.set(kind, (counts.get(kind) ?? 0) + 1),
    counts: () => Object.fromEntries(faultKinds.map((kind) => [kind, counts.get(kind) ?? 0])) as FaultCounts,
  }
}
