import { useEffect, useState } from 'react'
import { useClock } from '#app/app-context.ts'
import { createAnswerSaver, type AnswerSaver, type SaveState } from './answer-saver.ts'
import { useStoredOnLeave } from './use-stored-on-leave.ts'

/** Saves what is answered on a screen, also when it is left. `save` is taken as it is at first. */
export const useAnswerSaver = (
  save: (id: string, value: unknown) => Promise<void>,
): { readonly saver: AnswerSaver; readonly state: SaveState } => {
  const clock = useClock()
  const [state, setState] = useState<SaveState>('idle')
  const [saver] = useState(() => createAnswerSaver({ clock, save, onState: setState }))
  useStoredOnLeave(async () => {
    if (!(await saver.flush())) throw new Error('An answer could not be saved on this device.')
  })
  useEffect(() => () => saver.stop(), [saver])
  return { saver, state }
}
