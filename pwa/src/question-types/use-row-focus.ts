import { useCallback, useLayoutEffect, useRef } from 'react'

/**
 * Rows that come and go: the focus goes into a new one, and from one that is removed to its neighbour, so that nobody has to look for it. Rows are the
 * elements with `data-row` within that of `list`; each has a button with `data-remove`.
 */
export const useRowFocus = (): {
  readonly list: (element: HTMLElement | null) => void
  /** To be called with the change. `index`: of the new row. */
  readonly added: (index: number) => void
  /** `left`: how many rows stay. */
  readonly removed: (index: number, left: number) => void
} => {
  const element = useRef<HTMLElement>(null)
  const wanted = useRef<{ readonly index: number; readonly part: string } | null>(null)
  useLayoutEffect(() => {
    if (wanted.current === null) return
    const { index, part } = wanted.current
    const row = element.current?.querySelectorAll('[data-row]')[index]
    if (row === undefined) return
    wanted.current = null
    row.querySelector<HTMLElement>(part)?.focus()
  })
  return {
    list: useCallback((next: HTMLElement | null) => {
      element.current = next
    }, []),
    added: (index) => {
      wanted.current = { index, part: 'input:not([type=radio], [type=checkbox])' }
    },
    // Its own button rather than its text: on a phone nobody has asked for the keyboard.
    removed: (index, left) => {
      wanted.current = left === 0 ? null : { index: Math.min(index, left - 1), part: '[data-remove]' }
    },
  }
}
