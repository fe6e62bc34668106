import type { Attempt } from '#collections/attempts.ts'
import type { Question } from '#collections/questions.ts'
import { MAX_ID_LENGTH } from '#id.ts'

/** Stands in ids of earlier versions alone. */
const MARK = '~'

/** The id of an earlier version of a question, as it is kept beside it; undefined where a question's id leaves no room for it. */
export const versionIdOf = (questionId: string, version: number): string | undefined => {
  const id = `${questionId}${MARK}${String(version)}`
  return id.length > MAX_ID_LENGTH ? undefined : id
}

/** Whether a document of the collection is an earlier version of a question: no bank shows it, and no quiz asks it. */
export const isQuestionVersion = ({ id }: { readonly id: string }): boolean => id.includes(MARK)

/** Whether it is one of that question. */
export const isVersionOf = ({ id }: { readonly id: string }, questionId: string): boolean =>
  id.startsWith(`${questionId}${MARK}`)

/** The question that it is, or is an earlier version of. */
export const questionIdOf = (id: string): string => id.split(MARK)[0] ?? id

/** Ids of all that may be needed to show an attempt: its questions, and the versions that it answered. */
export const idsAsked = (asked: Attempt['asked']): string[] =>
  asked.flatMap(({ questionId, version }) => [questionId, versionIdOf(questionId, version) ?? []].flat())

/**
 * The questions of an attempt as they were when it was begun, under their own ids. Where the version that it answered was not kept, the present one stands
 * for it.
 */
export const questionsAsAnswered = (asked: Attempt['asked'], found: readonly Question[]): Question[] => {
  const byId = new Map(found.map((question) => [question.id, question]))
  return asked.flatMap(({ questionId, version }) => {
    const present = byId.get(questionId)
    if (present?.version === version) return [present]
    const kept = byId.get(versionIdOf(questionId, version) ?? '') ?? present
    return kept === undefined ? [] : [{ ...kept, id: questionId }]
  })
}
