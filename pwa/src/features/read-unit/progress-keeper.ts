import type { Clock } from '#platform/clock.ts'

export interface Noted {
  /** 0–1 of the page's height, or seconds of the video. */
  readonly position: number
  /** 0–1 */
  readonly furthest: number
  readonly secondsMore: number
  readonly isDone: boolean
}

/** Collects how far somebody is and writes it every few seconds, and at once when it matters. What could not be written is kept for the next time. */
export interface ProgressKeeper {
  moved(position: number, furthest: number): void
  /** Seconds of attention. */
  attended(seconds: number): void
  finished(): void
  /** Writes what isn't written. Never rejects. */
  flush(): Promise<void>
  /** Ends the writing that comes by itself. */
  stop(): void
}

const WRITE_EVERY_MS = 5000
/** Attention alone is written when this much has come together: nobody needs it to the second. */
const SECONDS_WORTH_WRITING = 15

export const createProgressKeeper = (deps: {
  readonly clock: Clock
  readonly write: (noted: Noted) => Promise<void>
  readonly start: { readonly position: number; readonly furthest: number; readonly isDone: boolean }
}): ProgressKeeper => {
  const { clock, write } = deps
  let { position, furthest, isDone } = deps.start
  let seconds = 0
  let hasMoved = false
  let cancel: (() => void) | undefined
  let writing: Promise<void> = Promise.resolve()

  const writeNow = async (): Promise<void> => {
    cancel?.()
    cancel = undefined
    if (!hasMoved && seconds === 0) return
    const noted = { position, furthest, secondsMore: seconds, isDone }
    const movedBefore = hasMoved
    hasMoved = false
    seconds = 0
    try {
      await write(noted)
    } catch {
      // The database is closing, or full: it is tried again with what comes next.
      hasMoved ||= movedBefore
      seconds += noted.secondsMore
    }
  }
  const flush = (): Promise<void> => {
    writing = writing.then(writeNow)
    return writing
  }
  const writeSoon = (): void => {
    cancel ??= clock.after(WRITE_EVERY_MS, () => {
      cancel = undefined
      void flush()
    })
  }

  return {
    moved: (nextPosition, nextFurthest) => {
      if (nextPosition === position && nextFurthest <= furthest) return
      position = nextPosition
      furthest = Math.max(furthest, nextFurthest)
      hasMoved = true
      writeSoon()
    },
    attended: (more) => {
      seconds += more
      if (seconds >= SECONDS_WORTH_WRITING) writeSoon()
    },
    finished: () => {
      if (isDone) return
      isDone = true
      furthest = 1
      hasMoved = true
      void flush()
    },
    flush,
    stop: () => {
      cancel?.()
      cancel = undefined
    },
  }
}
