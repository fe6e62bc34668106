import { useLayoutEffect, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'

export interface Scrolled {
  readonly top: number
  readonly start: number
  readonly height: number
  readonly width: number
}

/**
 * What part of a scrolling element is in view, in px; told anew only where it has moved on by a whole step, in either direction. What is then in view is
 * drawn before the browser paints: nobody sees an empty place, however far the scroll bar was pulled.
 */
export const useScrolled = (
  element: RefObject<HTMLElement | null>,
  { across, down }: { readonly across: number; readonly down: number },
): Scrolled => {
  const [scrolled, setScrolled] = useState<Scrolled>({ top: 0, start: 0, height: 0, width: 0 })
  useLayoutEffect(() => {
    const { current } = element
    if (current === null) return undefined
    const look = (): void => {
      const next: Scrolled = {
        top: Math.floor(current.scrollTop / down) * down,
        start: Math.trunc(current.scrollLeft / across) * across,
        height: current.clientHeight,
        width: current.clientWidth,
      }
      setScrolled((before) => (isSame(before, next) ? before : next))
    }
    const observer = new ResizeObserver(look)
    observer.observe(current)
    const onScroll = (): void => flushSync(look)
    current.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      observer.disconnect()
      current.removeEventListener('scroll', onScroll)
    }
  }, [element, across, down])
  return scrolled
}

const isSame = (a: Scrolled, b: Scrolled): boolean =>
  a.top === b.top && a.start === b.start && a.height === b.height && a.width === b.width
