import type { Clock } from '#platform/clock.ts'

/** After so long a page has what it has. */
const PATIENCE_MS = 3000

/**
 * Scrolls so that the link by which the place is remembered stands where it stood, and keeps it there while the page grows above it, until `ends`, or for some
 * seconds. Of several links that lead there it is the one that stands nearest.
 */
export const holdPlace = ({
  window,
  after,
  anchor,
  ends,
  onFound,
}: {
  readonly window: Window
  readonly after: Clock['after']
  /** What `place-memory.ts` has kept, also by another build. */
  readonly anchor: string
  readonly ends: AbortController
  /** It is here: from now on it says where the place is. */
  readonly onFound: () => void
}): void => {
  const { document } = window
  const wanted = readAnchor(anchor)
  if (wanted === null || ends.signal.aborted) return ends.abort()
  const look = (): void => {
    const offsets = [...document.querySelectorAll('main li a')]
      .filter((link) => link.getAttribute('href') === wanted.href)
      .map((link) => link.getBoundingClientRect().top - wanted.top)
    const [nearest] = offsets.toSorted((a, b) => Math.abs(a) - Math.abs(b))
    if (nearest === undefined) return
    onFound()
    if (Math.abs(nearest) >= 1) window.scrollBy(0, nearest)
  }
  const grown = new ResizeObserver(look)
  const changed = new MutationObserver(look)
  ends.signal.addEventListener('abort', () => {
    grown.disconnect()
    changed.disconnect()
  })
  grown.observe(document.documentElement)
  changed.observe(document.body, { childList: true, subtree: true, attributeFilter: ['href'] })
  after(PATIENCE_MS, () => ends.abort())
  look()
}

const readAnchor = (text: string): { readonly top: number; readonly href: string } | null => {
  try {
    const [top, href] = JSON.parse(text) as readonly unknown[]
    return typeof top === 'number' && typeof href === 'string' ? { top, href } : null
  } catch {
    return null
  }
}
