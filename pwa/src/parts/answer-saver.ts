import type { Clock } from '#platform/clock.ts'

export type SaveState = 'idle' | 'saving' | 'saved' | 'failed'

/** Saves answers as they are given, one write at a time, the latest of each. What can't be saved is kept and tried again. */
export interface AnswerSaver {
  /** `typed`: more may follow at once, so after the first letter it waits for a pause; `now`: it doesn't. */
  put(id: string, value: unknown, how: 'typed' | 'now'): void
  /** Saves what isn't saved. True: all of it is durable. */
  flush(): Promise<boolean>
  /** Ends what would happen by itself. */
  stop(): void
}

/** A pause in typing. */
const PAUSE_MS = 250
/** Who types without a pause is saved nonetheless. */
const LONGEST_WAIT_MS = 1000
const RETRY_MS = 3000

export const createAnswerSaver = (deps: {
  readonly clock: Clock
  readonly save: (id: string, value: unknown) => Promise<void>
  readonly onState: (state: SaveState) => void
}): AnswerSaver => {
  const { clock, save, onState } = deps
  const unsaved = new Map<string, unknown>()
  let running: Promise<boolean> | undefined
  /** Device's clock. */
  let typedAt = 0
  let savedAt = 0
  let cancel: (() => void) | undefined

  const saveAll = async (): Promise<boolean> => {
    onState('saving')
    for (let next = unsaved.entries().next(); next.done !== true; next = unsaved.entries().next()) {
      const [id, value] = next.value
      try {
        await save(id, value)
      } catch {
        onState('failed')
        wait(RETRY_MS)
        return false
      }
      // What was given meanwhile is another value, and its turn comes.
      if (unsaved.get(id) === value) unsaved.delete(id)
    }
    onState('saved')
    return true
  }
  const run = async (): Promise<boolean> => {
    let isSaved = true
    while (isSaved && unsaved.size > 0) isSaved = await saveAll()
    running = undefined
    return isSaved
  }
  const flush = (): Promise<boolean> => {
    cancel?.()
    cancel = undefined
    if (running === undefined && unsaved.size === 0) return Promise.resolve(true)
    running ??= run()
    return running
  }
  const wait = (ms: number): void => {
    cancel?.()
    cancel = clock.after(ms, () => {
      savedAt = clock.now()
      void flush()
    })
  }

  return {
    put: (id, value, how) => {
      unsaved.set(id, value)
      const now = clock.now()
      // A kill comes without a warning: the first letter after a pause is saved like a choice.
      if (how === 'now' || now - typedAt > PAUSE_MS || now < typedAt) {
        typedAt = how === 'now' ? typedAt : now
        savedAt = now
        return void flush()
      }
      typedAt = now
      onState('saving')
      wait(Math.max(0, Math.min(PAUSE_MS, LONGEST_WAIT_MS - (now - savedAt))))
    },
    flush,
    stop: () => {
      cancel?.()
      cancel = undefined
    },
  }
}
