import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import { gradeAnswer } from '@edutrack/shared-schema/questions/registry'
import { keptAtSchool } from './fixtures/questions.ts'

/** What becomes of a hand-in at a school in memory: receipt, grade, feedback. */
export const receiveHandIn = (attempt: Attempt, now: number): Partial<Attempt> => {
  const parts = attempt.asked.map(({ questionId }) => {
    const question = keptAtSchool(questionId)
    const points = question?.points ?? 0
    const { fraction } = gradeAnswer(
      { kind: question?.kind ?? '', content: question?.content, key: question?.key },
      attempt.answers[questionId]?.value,
    )
    return { questionId, earned: fraction * points, points }
  })
  const sum = (field: 'earned' | 'points'): number => parts.reduce((total, part) => total + part[field], 0)
  const isText = attempt.text !== undefined
  return {
    receipt: {
      number: `R-${attempt.id.slice(0, 8).toUpperCase()}-40818`,
      attemptId: attempt.id,
      personId: attempt.personId,
      contentHash: '9f2c41d7b80e5a36c2f1d4e8970b6a5388e1f04d9c7b2a6610f3e5d8c4b7a912',
      receivedAt: now,
      keyId: 'school-2026',
      signature: 'Jx0v7mQ2tKp9bR4sWcYd8eLf1GhZ3NnA5uOiXq6TjVrBkCwEoHyMlSgDzFaPU2IQ7xK9sT0vYbNcRmWdLeJhAg',
    },
    grade: { earned: sum('earned'), points: isText ? 20 : sum('points'), parts, pending: isText, gradedAt: now },
    feedback: Object.fromEntries(
      attempt.asked.map(({ questionId }) => {
        const question = keptAtSchool(questionId)
        return [questionId, { key: question?.key ?? {}, explanation: question?.explanation ?? '' }]
      }),
    ),
  }
}
