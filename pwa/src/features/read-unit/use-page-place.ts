import { use, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import type { Progress } from '@edutrack/shared-schema/collections/progress'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { useClock, useKept } from '#app/app-context.ts'
import { useLearning } from '#app/use-learning.tsx'
import { keepOwnPlace, readOwnPlace } from '#parts/own-places.ts'
import { useStoredOnLeave } from '#parts/use-stored-on-leave.ts'
import { PageContext } from '#ui/page-context.ts'
import { heightOf, lineAt, positionOf, type Blocks, type Line } from './page-place.ts'
import type { ProgressKeeper } from './progress-keeper.ts'
import { startingPlace } from './starting-place.ts'
import { useAttention } from './use-attention.ts'
import { useOffer, type Offer } from './use-offer.ts'
import { goTo, goToPosition, viewOf } from './view-place.ts'

/** The end has to be in view for this long to count as read. */
const END_SEEN_MS = 2000
/** Part of a page that makes no other place. */
const TOLERANCE = 0.03

/**
 * Keeps the place on a page: goes to it once the text stands, holds the same line at the top through rotation and other sizes of text, notes it, and
 * tells when the end was reached. `onShare` gets how much of the page is behind, 0–1.
 */
export const usePagePlace = ({
  unit,
  text,
  isReady,
  keeper,
  before,
  progress,
  asked,
  onShare,
}: {
  readonly unit: Unit
  readonly text: RefObject<HTMLElement | null>
  readonly isReady: boolean
  readonly keeper: ProgressKeeper
  /** When the page was opened. */
  readonly before: Progress | undefined
  /** Now. */
  readonly progress: Progress | undefined
  /** The place that the address names, 0–1: it goes before all that is known. */
  readonly asked: number | undefined
  readonly onShare: (share: number) => void
}): Offer | undefined => {
  const clock = useClock()
  const kept = useKept()
  const { device } = useLearning()
  const { isChanged, keepOwnPlace: keepPlaceHere } = use(PageContext)
  const line = useRef<Line>({ block: 0, within: 0 })
  const position = useRef(0)
  const [start] = useState(() => {
    const own = readOwnPlace(kept, unit.id)
    return {
      own,
      ...startingPlace({ progress: before, own, device, isReturn: !isChanged, tolerance: TOLERANCE }),
    }
  })

  const share = useRef(onShare)
  useEffect(() => {
    share.current = onShare
  })
  const look = useRef<(isNoted: boolean) => void>(() => undefined)
  const keepHere = (): void => {
    if (!isReady) return
    keepOwnPlace(kept, unit.id, { position: position.current, at: clock.now(), ...line.current })
  }

  useLayoutEffect(() => {
    const element = text.current
    if (!isReady || element === null) return undefined
    keepPlaceHere()
    const { own } = start
    if (asked !== undefined) goToPosition(element, asked)
    else if (start.go === 'top') window.scrollTo(0, 0)
    else if (start.go === 'own' && own?.block !== undefined)
      goTo(heightOf(blocksOf(element), { block: own.block, within: own.within ?? 0 }))
    else goToPosition(element, (start.go === 'own' ? own?.position : before?.place.position) ?? 0)

    let cancelEnd: (() => void) | undefined
    let isTurning = false
    let frame = 0
    const measure = (isNoted: boolean): void => {
      const page = element.getBoundingClientRect()
      const { top, bottom } = viewOf()
      line.current = lineAt(blocksOf(element), top)
      position.current = positionOf(page, top)
      const seen = positionOf(page, bottom)
      share.current(seen)
      if (isNoted) keeper.moved(position.current, seen)
      if (seen < 1) {
        cancelEnd?.()
        cancelEnd = undefined
      } else
        cancelEnd ??= clock.after(END_SEEN_MS, () => {
          if (document.visibilityState === 'visible') keeper.finished()
        })
    }
    look.current = measure
    measure(false)
    const onScroll = (): void => {
      // While the page takes its new shape, the line at the top is the one from before.
      if (isTurning || frame !== 0) return
      frame = requestAnimationFrame(() => {
        frame = 0
        measure(true)
      })
    }
    const onTurn = (): void => {
      isTurning = true
    }
    let height = element.offsetHeight
    let width = element.offsetWidth
    const resized = new ResizeObserver(() => {
      if (element.offsetHeight !== height || element.offsetWidth !== width)
        goTo(heightOf(blocksOf(element), line.current))
      height = element.offsetHeight
      width = element.offsetWidth
      isTurning = false
      measure(false)
    })
    resized.observe(element)
    window.addEventListener('scroll', onScroll, { passive: true })
    window.addEventListener('resize', onTurn)
    return () => {
      cancelEnd?.()
      cancelAnimationFrame(frame)
      resized.disconnect()
      window.removeEventListener('scroll', onScroll)
      window.removeEventListener('resize', onTurn)
      look.current = () => undefined
    }
    // The start is where it was when the page was opened.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isReady, text, keeper, clock])

  useAttention((seconds) => {
    if (!isReady) return
    keeper.attended(seconds)
    look.current(true)
    keepHere()
  })
  useStoredOnLeave(() => {
    keepHere()
    return keeper.flush()
  })

  return useOffer({
    first: start.offer,
    progress,
    device,
    here: () => position.current,
    tolerance: TOLERANCE,
    go: (to) => {
      if (text.current !== null) goToPosition(text.current, to)
    },
  })
}

const blocksOf = ({ children }: HTMLElement): Blocks => ({
  count: children.length,
  edges: (block) => children[block]?.getBoundingClientRect() ?? { top: 0, bottom: 0 },
})
