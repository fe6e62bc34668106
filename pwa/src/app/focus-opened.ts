import type { Clock } from '#platform/clock.ts'

/** After so long a list has what it has: whoever listens is elsewhere by then, and isn't called away. */
const PATIENCE_MS = 3000

/**
 * Gives the focus to the link that leads to what was open, as soon as it is on the page: lists come as the database answers. Of several that lead there it
 * is one in view. Ends when it is found, after some seconds, or when the person does something of their own.
 */
export const focusOpened = ({
  window,
  after,
  opened,
  mayScroll,
}: {
  readonly window: Window
  readonly after: Clock['after']
  /** An address within the app. */
  readonly opened: string
  /** Else the page has a place of its own to come to: a link that is out of view is left alone. */
  readonly mayScroll: boolean
}): void => {
  const { document, innerHeight } = window
  const wanted = new URL(opened, window.location.origin)
  const ends = new AbortController()
  const end = (): void => ends.abort()
  const isInView = (link: Element): boolean => {
    const { top, bottom } = link.getBoundingClientRect()
    return bottom >= 0 && top <= innerHeight
  }
  const look = (): void => {
    const links = [...document.querySelectorAll<HTMLAnchorElement>('main a[href]')].filter(
      ({ pathname, search }) => pathname === wanted.pathname && search === wanted.search,
    )
    const link = links.find(isInView) ?? (mayScroll ? links[0] : undefined)
    if (link === undefined) return
    end()
    link.focus({ preventScroll: true })
    if (mayScroll) link.scrollIntoView({ block: 'nearest' })
  }
  const observer = new MutationObserver(look)
  ends.signal.addEventListener('abort', () => observer.disconnect())
  observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['href'] })
  window.addEventListener('scroll', look, { signal: ends.signal, passive: true })
  for (const event of ['wheel', 'touchmove', 'keydown', 'pointerdown', 'popstate'])
    window.addEventListener(event, end, { signal: ends.signal, passive: true })
  after(PATIENCE_MS, end)
  look()
}
