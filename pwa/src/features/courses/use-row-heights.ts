import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useKept, useKeptForTab } from '#app/app-context.ts'
import type { KeptValues } from '#platform/kept-values.ts'

const KEY = 'course-rows'

/** What rows of a list have measured, by index, where they are shown the same way: same search, width and size of text. */
interface RowHeights {
  readonly of: string
  readonly heights: Readonly<Record<number, number>>
}

/**
 * How high rows were when they were last here: whoever comes back to a place far down finds it where it was, though the rows above it are not measured again.
 * `latest` gives the measured heights when the list is left, even with its process. What was searched for stays within the tab.
 */
export const useRowHeights = (
  search: string,
  usual: number,
  latest: () => ReadonlyMap<unknown, number>,
): ((index: number) => number) => {
  const [kept, keptForTab] = [useKept(), useKeptForTab()]
  const keptFor = (of: string): KeptValues => (of === '' ? kept : keptForTab)
  const [before] = useState(() => readHeights(keptFor(search).read(KEY), lookOf(search)))
  const keep = useRef<() => void>(() => undefined)
  useLayoutEffect(() => {
    keep.current = () => {
      const now = Object.fromEntries([...latest()].filter(([, height]) => height !== usual))
      const of = lookOf(search)
      const heights = of === before.of ? { ...before.heights, ...now } : now
      keptFor(search).write(KEY, JSON.stringify({ of, heights } satisfies RowHeights))
    }
  })
  useEffect(() => {
    const keepNow = (): void => keep.current()
    window.addEventListener('pagehide', keepNow)
    return () => {
      window.removeEventListener('pagehide', keepNow)
      keepNow()
    }
  }, [])
  const isSame = lookOf(search) === before.of
  return (index) => (isSame ? before.heights[index] : undefined) ?? usual
}

const lookOf = (search: string): string =>
  [search, window.innerWidth, getComputedStyle(document.documentElement).fontSize].join(' ')

/** None where rows were shown in another way. */
export const readHeights = (text: string | null, of: string): RowHeights => {
  try {
    const kept = JSON.parse(text ?? '') as Partial<RowHeights>
    const heights = Object.entries(kept.heights ?? {}).filter(([, height]) => height > 0 && height < 10_000)
    if (kept.of === of) return { of, heights: Object.fromEntries(heights) }
  } catch {
    // Of another build, or cut off: it was only a convenience.
  }
  return { of, heights: {} }
}
