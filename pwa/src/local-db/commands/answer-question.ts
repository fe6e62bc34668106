import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import { edit, type CommandContext } from './command-context.ts'

/** Saves an answer as it is given. An attempt that is handed in stays as it is (S12). */
export const answerQuestion = async (
  context: CommandContext,
  input: {
    readonly attemptId: string
    readonly questionId: string
    readonly value: unknown
    readonly secondsUsed: number
  },
): Promise<void> => {
  const at = context.clock.now()
  await editOpen(context, input.attemptId, (attempt) => ({
    ...attempt,
    answers: { ...attempt.answers, [input.questionId]: { value: input.value as never, at } },
    secondsUsed: Math.max(attempt.secondsUsed, input.secondsUsed),
  }))
}

/** Saves the text of an assignment. */
export const writeText = async (
  context: CommandContext,
  input: { readonly attemptId: string; readonly text: string; readonly secondsUsed: number },
): Promise<void> => {
  await editOpen(context, input.attemptId, (attempt) => ({
    ...attempt,
    text: input.text,
    secondsUsed: Math.max(attempt.secondsUsed, input.secondsUsed),
  }))
}

export const flagQuestion = async (
  context: CommandContext,
  input: { readonly attemptId: string; readonly questionId: string; readonly isFlagged: boolean },
): Promise<void> => {
  await editOpen(context, input.attemptId, (attempt) => {
    const others = attempt.flagged.filter((id) => id !== input.questionId)
    return { ...attempt, flagged: input.isFlagged ? [...others, input.questionId] : others }
  })
}

const editOpen = (context: CommandContext, id: string, change: (attempt: Attempt) => Attempt): Promise<unknown> =>
  edit(context, 'attempts', id, (attempt) => (attempt?.status === 'open' ? change(attempt) : undefined))
