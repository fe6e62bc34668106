import { useLayoutEffect, useState, type RefObject } from 'react'

export interface Scrolled {
  readonly top: number
  readonly start: number
  readonly height: number
  readonly width: number
}

/** What part of a scrolling element is in view, in px. */
export const useScrolled = (element: RefObject<HTMLElement | null>): Scrolled => {
  const [scrolled, setScrolled] = useState<Scrolled>({ top: 0, start: 0, height: 0, width: 0 })
  useLayoutEffect(() => {
    const { current } = element
    if (current === null) return undefined
    const look = (): void =>
      setScrolled({
        top: current.scrollTop,
        start: current.scrollLeft,
        height: current.clientHeight,
        width: current.clientWidth,
      })
    const observer = new ResizeObserver(look)
    observer.observe(current)
    current.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      current.removeEventListener('scroll', look)
    }
  }, [element])
  return scrolled
}
