import type { Clock } from '#platform/clock.ts'
import type { KeptValues } from '#platform/kept-values.ts'

/** What stands in the browser's history beside an address. */
interface Entry {
  readonly entry: number
  /** The address that one came from within the app. */
  readonly from?: string
}

/**
 * Keeps the place: how far down each entry of the history was, and which link of a list stood where, through back, forth, reload, and, for the last address,
 * through the end of the process. The browser does this only for pages that are whole at once; ours grow as the database answers, and what is above a list may
 * have changed.
 */
export interface PlaceMemory {
  /** Before the first render: a start at the root goes on at the last address. */
  begin(): void
  /** Wraps every navigation of the router. */
  around(go: (to: string, options?: object) => void, to: string, options?: { readonly replace?: boolean }): void
  /** Goes back when the last screen was this one. */
  goUp(href: string, event: { preventDefault(): void }): void
  /** The screen brings itself to its place: what was remembered of the scrolling doesn't count. */
  release(): void
  /** After a screen's head has taken the focus: where one came back, or up, the link to what was open takes it, as soon as it is there. */
  returnToOpened(): void
  /** After a screen has been rendered: brings it to where it was, as soon as it is long enough. `isKept`: the next start may go on here. */
  settle(isKept: boolean): void
  /** The next start begins at the root. */
  forget(): void
}

export const createPlaceMemory = (deps: {
  readonly window: Window
  readonly after: Clock['after']
  readonly kept: KeptValues
  readonly keptForTab: KeptValues
}): PlaceMemory => {
  const { window, after, kept, keptForTab } = deps
  const { history, location, document } = window
  let current = -1
  let target: number | null = null
  /** By what the place is found again (`placed`), and what ends the holding of it there. */
  let anchor = ''
  let holding: AbortController | null = null
  /** What was open when one chose to go up, rather than back, from it; then the entry that this led to. */
  let left: string | null = null
  let risenTo = -1
  let isKeptForStart = false

  const address = (): string => location.pathname + location.search
  const entryNow = (): Entry | null => {
    const state = history.state as Partial<Entry> | null
    return typeof state?.entry === 'number' ? (state as Entry) : null
  }
  const nextEntry = (): number => {
    const next = Number(keptForTab.read('entry') ?? 0) + 1
    keptForTab.write('entry', String(next))
    return next
  }
  /** As JSON: px below the top of the screen, and the address of the link there: of what is opened, else the first one in view. */
  const placed = (opened?: string): string => {
    const links = [...document.querySelectorAll('main li a')]
      .map((link) => [link.getBoundingClientRect().top, link.getAttribute('href')] as const)
      .filter(([top]) => top >= 0 && top < window.innerHeight)
    const found = links.find(([, href]) => href === opened) ?? links[0]
    return found === undefined ? '' : JSON.stringify(found)
  }
  const save = (opened?: string): void => {
    // While it is still on its way to the place it was at, that is the place.
    const y = Math.round(target ?? window.scrollY)
    if (holding?.signal.aborted !== false) anchor = placed(opened)
    if (current >= 0) {
      keptForTab.write(`scroll.${String(current)}`, String(y))
      keptForTab.write(`anchor.${String(current)}`, anchor)
    }
    if (isKeptForStart) kept.write('place', JSON.stringify({ address: address(), y, anchor }))
  }
  const saveHere = (): void => save()
  const step = (): void => {
    if (target === null) return
    const reach = document.documentElement.scrollHeight - window.innerHeight
    window.scrollTo(0, Math.min(target, reach))
    if (reach >= target) target = null
  }
  const reached = (): void => {
    target = null
  }
  const giveUp = (): void => {
    reached()
    holding?.abort()
  }

  return {
    begin: () => {
      history.scrollRestoration = 'manual'
      const isFirst = keptForTab.read('entry') === null
      if (isFirst && location.pathname === '/') {
        const place = readPlace(kept.read('place'))
        if (place !== null) {
          const entry = nextEntry()
          history.replaceState({ entry } satisfies Entry, '', place.address)
          keptForTab.write(`scroll.${String(entry)}`, String(place.y))
          keptForTab.write(`anchor.${String(entry)}`, place.anchor)
        }
      }
      if (entryNow() === null) history.replaceState({ entry: nextEntry() } satisfies Entry, '')
      for (const event of ['wheel', 'touchmove', 'keydown', 'pointerdown'])
        window.addEventListener(event, giveUp, { passive: true })
      window.addEventListener('popstate', saveHere)
      window.addEventListener('pagehide', saveHere)
      document.addEventListener('visibilitychange', saveHere)
      new ResizeObserver(step).observe(document.documentElement)
    },
    around: (go, to, options) => {
      const isReplaced = options?.replace === true
      if (!isReplaced && to === address()) return
      save(to)
      const from = isReplaced ? entryNow()?.from : address()
      if (!isReplaced) keptForTab.write(openedAt(current), to)
      const entry = nextEntry()
      risenTo = left === null ? -1 : entry
      if (left !== null) keptForTab.write(openedAt(entry), left)
      left = null
      go(to, { ...options, state: { entry, ...(from === undefined ? {} : { from }) } satisfies Entry })
    },
    goUp: (href, event) => {
      if (entryNow()?.from?.split('?')[0] !== href) {
        left = address()
        return
      }
      event.preventDefault()
      history.back()
    },
    release: giveUp,
    returnToOpened: () => {
      const opened = keptForTab.read(openedAt(current))
      if (opened === null) return
      const mayScroll = current === risenTo
      void import('./focus-opened.ts').then(
        (m) => m.focusOpened({ window, after, opened, mayScroll }),
        () => undefined, // Not stored here and out of reach: the focus stays where the browser puts it.
      )
    },
    settle: (isKept) => {
      isKeptForStart = isKept
      const entry = entryNow()?.entry ?? nextEntry()
      if (entry !== current) {
        giveUp()
        current = entry
        target = Number(keptForTab.read(`scroll.${String(entry)}`) ?? 0)
        anchor = keptForTab.read(`anchor.${String(entry)}`) ?? ''
        if (anchor !== '') {
          const ends = new AbortController()
          const held = { anchor, ends, onFound: reached }
          holding = ends
          void import('./hold-place.ts').then(
            (m) => m.holdPlace({ window, after, ...held }),
            () => ends.abort(), // Not stored here and out of reach: the place is kept by the scroll alone.
          )
        }
        step()
      }
      save()
    },
    forget: () => kept.write('place', ''),
  }
}

const openedAt = (entry: number): string => `opened.${String(entry)}`

const readPlace = (
  text: string | null,
): { readonly address: string; readonly y: number; readonly anchor: string } | null => {
  try {
    const place = JSON.parse(text === null || text === '' ? 'null' : text) as {
      address?: unknown
      y?: unknown
      anchor?: unknown
    } | null
    if (typeof place?.address !== 'string' || !/^\/(?![/\\])/.test(place.address)) return null
    const { y, anchor } = place
    return {
      address: place.address,
      y: typeof y === 'number' ? y : 0,
      anchor: typeof anchor === 'string' ? anchor : '',
    }
  } catch {
    return null
  }
}
