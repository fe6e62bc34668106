import { Aborted } from './problems.ts'

export interface Progress {
  /** Steps, of the whole way from the packed bytes to the report. */
  readonly done: number
  readonly of: number
  /** What is being done, in words. */
  readonly what: string
}

/** What a caller may hold on to while a package is read or written. */
export interface Controls {
  readonly onProgress?: (progress: Progress) => void
  /** An `AbortSignal`, or whatever tells the same. Looked at between two items: an item itself takes milliseconds. */
  readonly signal?: { readonly aborted: boolean }
  /** Lets the event loop turn, so that a message to stop can arrive and a page stays alive. Without it all happens in one turn. */
  readonly pause?: () => Promise<void>
}

/** Goes on to the next step; rejects with `Aborted` when the caller has had enough. */
export type Step = (what: string, done?: number, of?: number) => Promise<void>

const STEPS_PER_PAUSE = 16

export const createStep = ({ onProgress, signal, pause }: Controls): Step => {
  let steps = 0
  const goOn = (): void => {
    if (signal?.aborted === true) throw new Aborted('The work was stopped.')
  }
  return async (what, done = 0, of = 0) => {
    goOn()
    onProgress?.({ done, of, what })
    steps += 1
    if (pause !== undefined && steps % STEPS_PER_PAUSE === 0) await pause()
    goOn()
  }
}
