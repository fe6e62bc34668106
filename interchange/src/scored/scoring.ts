import type { Losses } from '#losses.ts'

/** By response variable: what a learner has given, in the source's own identifiers. */
export type Responses = ReadonlyMap<string, readonly string[]>

/**
 * The scoring rule of a QTI item, run rather than read: whatever a program has written as its rule, what answers earn by it says what is right. `score` is undefined
 * where the rule uses something that is not known here.
 */
export interface Scoring {
  score(responses: Responses): number | undefined
  /** Identifiers of the feedback that is shown for responses. */
  feedback(responses: Responses): readonly string[]
  /** What the item says that it is worth. */
  readonly max?: number
}

export const responsesOf = (...given: readonly (readonly [string, readonly string[]])[]): Responses => {
  const responses = new Map<string, string[]>()
  for (const [variable, values] of given) responses.set(variable, [...(responses.get(variable) ?? []), ...values])
  return responses
}

export interface Probe {
  readonly responses: Responses
  /** What our own type gives for the same, 0–1. */
  readonly ours: number
}

/** Says where our grading differs from the source's, by answers tried on both. `full` is what the right answer earns there. */
export const compareScores = (scoring: Scoring, full: number, probes: readonly Probe[], losses: Losses): void => {
  const scores = probes.map(({ responses, ours }) => {
    const score = scoring.score(responses)
    return { ours, theirs: score === undefined || full <= 0 ? undefined : Math.min(1, Math.max(0, score / full)) }
  })
  if (scores.some(({ theirs }) => theirs === undefined)) {
    losses.add(RULE_UNKNOWN)
    return
  }
  const differing = scores.filter(({ ours, theirs }) => Math.abs(ours - (theirs as number)) > 0.02)
  if (differing.length === 0) return
  const isWhole = scores.every(({ theirs }) => theirs === 0 || theirs === 1)
  losses.add(
    isWhole
      ? 'All or nothing was earned; here each right part earns its share.'
      : 'Partly right answers earn by another rule here: each right part its share, and a wrong choice takes one away.',
  )
}

export const RULE_UNKNOWN = 'Its rule for giving points is not known here; the answer that it calls right is taken.'
