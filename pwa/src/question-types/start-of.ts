import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { QuestionKind } from '@edutrack/shared-schema/questions/registry'

/** What a new question of a type starts with; the editors are loaded by then, for the screen that follows needs them. */
export const startOf = async (
  kind: QuestionKind,
  newId: () => string,
): Promise<{ readonly content: Question['content']; readonly key: NonNullable<Question['key']> }> => {
  const { editors } = await import('./editors.ts')
  return editors[kind].start(newId)
}
