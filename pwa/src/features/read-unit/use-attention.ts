import { useEffect, useRef } from 'react'
import { useClock } from '#app/app-context.ts'

const TICK_MS = 5000
/** Without a touch or a key for this long, nobody is taken to be reading. */
const IDLE_MS = 120_000

/** Calls `attended` with the seconds of attention, every few seconds. `isBusy`: attention also without touching anything, as while a video plays. */
export const useAttention = (attended: (seconds: number) => void, isBusy?: () => boolean): void => {
  const clock = useClock()
  const latest = useRef({ attended, isBusy })
  useEffect(() => {
    latest.current = { attended, isBusy }
  })
  useEffect(() => {
    let touchedAt = clock.now()
    let cancel = (): void => undefined
    const touch = (): void => {
      touchedAt = clock.now()
    }
    const tick = (): void => {
      cancel = clock.after(TICK_MS, () => {
        const isThere = document.visibilityState === 'visible'
        const isAwake = clock.now() - touchedAt < IDLE_MS || latest.current.isBusy?.() === true
        if (isThere && isAwake) latest.current.attended(TICK_MS / 1000)
        tick()
      })
    }
    tick()
    const events = ['scroll', 'pointerdown', 'pointermove', 'keydown']
    for (const event of events) window.addEventListener(event, touch, { passive: true })
    return () => {
      cancel()
      for (const event of events) window.removeEventListener(event, touch)
    }
  }, [clock])
}
