import type { QuizSettings } from '#collections/units.ts'
import { seededShuffle } from '#seeded-random.ts'

/** Which questions an attempt with this seed asks, in which order. */
export const drawQuestions = (
  quiz: Pick<QuizSettings, 'questionIds' | 'draw' | 'shuffleQuestions'>,
  seed: number,
): readonly string[] => {
  const mixed = seededShuffle(quiz.questionIds, seed)
  const drawn = quiz.draw === undefined ? mixed : mixed.slice(0, quiz.draw)
  return quiz.shuffleQuestions ? drawn : quiz.questionIds.filter((id) => drawn.includes(id))
}
