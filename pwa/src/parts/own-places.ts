import type { KeptValues } from '#platform/kept-values.ts'

/** Where this device was in something: more exact than what is synced, and written even while the page is being left. */
export interface OwnPlace {
  /** 0–1 of a page's height, or seconds. */
  readonly position: number
  /** Device's clock. */
  readonly at: number
  /** Number of the paragraph at the top of the screen, and how far into it. */
  readonly block?: number
  readonly within?: number
}

const KEY = 'reader-places'
/** Units and sounds whose place is kept; older ones are found again by what is synced. */
const KEPT = 40

export const readOwnPlace = (kept: KeptValues, id: string): OwnPlace | undefined => readAll(kept)[id]

/** At once, even while the page is being left. */
export const keepOwnPlace = (kept: KeptValues, id: string, place: OwnPlace): void => {
  const all = Object.entries({ ...readAll(kept), [id]: place })
    .sort(([, a], [, b]) => b.at - a.at)
    .slice(0, KEPT)
  kept.write(KEY, JSON.stringify(Object.fromEntries(all)))
}

const readAll = (kept: KeptValues): Readonly<Record<string, OwnPlace>> => {
  try {
    const all = JSON.parse(kept.read(KEY) ?? '{}') as Readonly<Record<string, Partial<OwnPlace>>> | null
    return Object.fromEntries(
      Object.entries(all ?? {}).filter(
        (entry): entry is [string, OwnPlace] =>
          typeof entry[1].position === 'number' && typeof entry[1].at === 'number',
      ),
    )
  } catch {
    return {} // Written by another version, or cut off: it was only a convenience.
  }
}
