import { useCallback, useState } from 'react'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import { useLocation, useSearch } from 'wouter'
import { useClock, useKept } from '#app/app-context.ts'

/** Which question is shown, from 0; or the look over all of them before handing in. */
export type Step = number | 'review'

const KEY = 'quiz-place'

/** The step stands in the address, so that a reload, a kill, and the way back into the quiz come to the same question. */
export const useStep = (attempt: Attempt): { readonly step: Step; readonly go: (step: Step) => void } => {
  const kept = useKept()
  const clock = useClock()
  const [path, navigate] = useLocation()
  const [first] = useState(() => questionToOpen(kept.read(KEY), attempt))
  const asked = new URLSearchParams(useSearch()).get('question') ?? first
  const go = useCallback(
    (step: Step): void => {
      const question = step === 'review' ? 'review' : String(step + 1)
      kept.write(KEY, JSON.stringify({ attemptId: attempt.id, question, at: clock.now() }))
      // Back leads out of the quiz, not through its questions.
      navigate(`${path}?question=${question}`, { replace: true })
    },
    [kept, clock, attempt.id, navigate, path],
  )
  return { step: stepOf(asked, attempt.asked.length), go }
}

export const stepOf = (asked: string | undefined, count: number): Step => {
  if (asked === 'review') return 'review'
  const number = Number(asked ?? 1)
  return Number.isInteger(number) ? Math.min(Math.max(0, number - 1), Math.max(0, count - 1)) : 0
}

/**
 * Where the person was: as kept, or, where an answer is younger, at that: browsers write what is kept so only now and then, and a kill
 * loses it. From 1; undefined: nowhere yet.
 */
export const questionToOpen = (
  keptText: string | null,
  { id, asked, answers }: Pick<Attempt, 'id' | 'asked' | 'answers'>,
): string | undefined => {
  const kept = readKept(keptText)
  const latest = asked
    .map(({ questionId }, index) => ({ index, at: answers[questionId]?.at ?? -1 }))
    .reduce((best, one) => (one.at > best.at ? one : best), { index: 0, at: -1 })
  if (kept?.attemptId === id && kept.at >= latest.at) return kept.question
  return latest.at < 0 ? undefined : String(latest.index + 1)
}

const readKept = (
  text: string | null,
): { readonly attemptId: string; readonly question: string; readonly at: number } | undefined => {
  try {
    const { attemptId, question, at } = (JSON.parse(text ?? '{}') ?? {}) as Record<string, unknown>
    return typeof attemptId === 'string' && typeof question === 'string' && typeof at === 'number'
      ? { attemptId, question, at }
      : undefined
  } catch {
    return undefined // Written by another version.
  }
}
