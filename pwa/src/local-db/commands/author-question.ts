import type { Question } from '@edutrack/shared-schema/collections/questions'
import { edit, type CommandContext } from './command-context.ts'

export const createQuestion = async (
  context: CommandContext,
  courseId: string,
  question: Pick<Question, 'kind' | 'title' | 'prompt' | 'content'> & { readonly key: NonNullable<Question['key']> },
): Promise<string> => {
  const id = context.ids.create()
  await edit(context, 'questions', id, () => ({
    ...question,
    id,
    courseId,
    points: 1,
    tags: [],
    version: 1,
    updatedAt: context.clock.now(),
  }))
  return id
}

export const changeQuestion = async (
  context: CommandContext,
  id: string,
  change: (question: Question) => Partial<Question>,
): Promise<void> => {
  await edit(context, 'questions', id, (question) =>
    question === undefined ? undefined : { ...question, ...change(question), updatedAt: context.clock.now() },
  )
}
