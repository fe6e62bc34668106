import { useCallback, useEffect, useRef, useState } from 'react'
import type { CatalogueResult, CourseCard } from '#app/services.ts'

/** Cards are asked for by pages of this many. */
const PAGE = 40

/**
 * The cards of a result, those in view only. `want` says which; when the result changes, what was shown stays until the new page is here.
 */
export const useCards = (
  result: CatalogueResult,
): {
  readonly cardAt: (index: number) => CourseCard | undefined
  readonly want: (first: number, last: number) => void
} => {
  const [cards, setCards] = useState<{
    readonly of: CatalogueResult
    readonly byIndex: ReadonlyMap<number, CourseCard>
  }>({ of: result, byIndex: new Map() })
  const asked = useRef<{ of: CatalogueResult; pages: Set<number> }>({ of: result, pages: new Set() })
  const wanted = useRef<readonly [first: number, last: number]>([0, PAGE - 1])

  const want = useCallback(
    (first: number, last: number) => {
      wanted.current = [first, last]
      if (asked.current.of !== result) asked.current = { of: result, pages: new Set() }
      const { pages } = asked.current
      for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++) {
        if (pages.has(page)) continue
        pages.add(page)
        void result.cards(page * PAGE, PAGE).then(
          (found) =>
            setCards((before) => {
              if (asked.current.of !== result) return before
              const byIndex = new Map(before.of === result ? before.byIndex : [])
              for (const [index, card] of found.entries()) byIndex.set(page * PAGE + index, card)
              return { of: result, byIndex }
            }),
          () => void pages.delete(page), // Asked again when it is wanted again.
        )
      }
    },
    [result],
  )
  useEffect(() => want(...wanted.current), [want])
  return { cardAt: (index) => cards.byIndex.get(index), want }
}
