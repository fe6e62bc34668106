import { useState } from 'react'
import { useClock } from '#app/app-context.ts'
import type { SaveState } from './answer-saver.ts'
import { addStep, redoStep, undoStep, withoutArrived, type DraftHistory } from './draft-history.ts'
import { useAnswerSaver } from './use-answer-saver.ts'

export interface Draft<Value> {
  readonly value: Value
  /** `typed`: more may follow at once. */
  change(patch: Partial<Value>, how?: 'typed' | 'now'): void
  readonly undo: (() => void) | undefined
  readonly redo: (() => void) | undefined
  readonly state: SaveState
  /** Saves what isn't saved. */
  readonly flush: () => Promise<boolean>
}

/**
 * A document that is being edited: shown as it is typed, saved by itself, undone step by step. Only fields that were changed here are written; the others
 * follow what comes from elsewhere. `save` is taken as it is at first.
 */
export const useDraft = <Value extends object>(
  stored: Value,
  save: (patch: Partial<Value>) => Promise<void>,
): Draft<Value> => {
  const clock = useClock()
  const [history, setHistory] = useState<DraftHistory<Value>>({ mine: {}, past: [], future: [] })
  const { saver, state } = useAnswerSaver((_id, patch) => save(patch as Partial<Value>))
  const value: Value = { ...stored, ...history.mine }

  const [seen, setSeen] = useState(stored)
  if (seen !== stored && state === 'saved') {
    setSeen(stored)
    setHistory(withoutArrived(history, stored))
  }

  const apply = (next: DraftHistory<Value>, how: 'typed' | 'now'): void => {
    setHistory(next)
    saver.put('draft', next.mine, how)
  }
  return {
    value,
    change: (patch, how = 'now') =>
      apply(addStep(history, value, patch, how === 'typed' ? clock.now() : undefined), how),
    undo: history.past.length === 0 ? undefined : () => apply(undoStep(history), 'now'),
    redo: history.future.length === 0 ? undefined : () => apply(redoStep(history), 'now'),
    state,
    flush: saver.flush,
  }
}
