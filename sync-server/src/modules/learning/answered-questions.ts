import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import { idsAsked, questionsAsAnswered } from '@edutrack/shared-schema/questions/question-versions'
import type { StoreReader } from '#ports/store/store.ts'

/**
 * What an attempt asked, by id, as it was answered: whoever learned offline for a week is graded by what they saw. An attempt and a quiz may name any question;
 * graded and answered by its key are those of the unit's own course.
 */
export const answeredQuestions = async (
  store: StoreReader,
  { asked, courseId }: Pick<Attempt, 'asked' | 'courseId'>,
): Promise<ReadonlyMap<string, Question>> => {
  const stored = await store.documents(idsAsked(asked).map((id) => ({ collection: 'questions', id })))
  const found = stored
    .map((one) => one?.content as Question | undefined)
    .filter((question): question is Question => question?.courseId === courseId)
  return new Map(questionsAsAnswered(asked, found).map((question) => [question.id, question]))
}
