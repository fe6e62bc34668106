import type { Bus } from '../ports/bus/bus.ts'
import type { Clock } from '../ports/clock/clock.ts'
import { LOG_TOPIC } from './log-messages.ts'

interface Passes {
  /** Resolves when the pass that is under way has ended; none begins any more. */
  close(): Promise<void>
}

/**
 * Passes over what the log brings: one at once, one whenever the log grows, and one every `pollMs`, as hints get lost. Never two at a time, and `pauseMs` between
 * two; what is asked for meanwhile is done by one pass after it. `pass` resolves to whether there is more.
 */
export const passOnLog = async (deps: {
  readonly bus: Bus
  readonly clock: Clock
  readonly pauseMs: number
  readonly pollMs: number
  readonly pass: () => Promise<boolean>
  readonly onError: (error: unknown) => void
}): Promise<Passes> => {
  const { bus, clock, pauseMs, pollMs, pass, onError } = deps
  let passing: Promise<void> | undefined
  let isAskedAgain = false
  let cancelPause: (() => void) | undefined
  let isClosed = false

  const passOnce = async (): Promise<void> => {
    try {
      if (await pass()) isAskedAgain = true
    } catch (error) {
      onError(error)
    }
    passing = undefined
    if (isClosed) return
    cancelPause = clock.after(pauseMs, () => {
      cancelPause = undefined
      if (isAskedAgain) ask()
    })
  }

  const ask = (): void => {
    if (isClosed) return
    if (passing !== undefined || cancelPause !== undefined) {
      isAskedAgain = true
      return
    }
    isAskedAgain = false
    passing = passOnce()
  }

  const unsubscribe = await bus.subscribe(LOG_TOPIC, ask)
  const stopPolling = clock.every(pollMs, ask)
  ask()
  return {
    close: async () => {
      isClosed = true
      cancelPause?.()
      stopPolling()
      await unsubscribe()
      await passing
    },
  }
}

/** Passes by the clock: one after `firstMs`, and one every `everyMs`, never two at a time. */
export const passByClock = (deps: {
  readonly clock: Clock
  readonly firstMs: number
  readonly everyMs: number
  readonly pass: () => Promise<void>
  readonly onError: (error: unknown) => void
}): Passes => {
  const { clock, firstMs, everyMs, pass, onError } = deps
  let passing: Promise<void> | undefined
  const passSoon = (): void => {
    passing ??= pass()
      .catch(onError)
      .finally(() => {
        passing = undefined
      })
  }
  const cancelFirst = clock.after(firstMs, passSoon)
  const stop = clock.every(everyMs, passSoon)
  return {
    close: async () => {
      cancelFirst()
      stop()
      await passing
    },
  }
}
