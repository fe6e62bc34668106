import type { Attempt } from '@edutrack/shared-schema/collections/attempts'

/** A millionth of a point: what binary fractions add beyond it is nobody's. */
const PLACES = 1e6

/** What the parts of a hand-in earn together, less what the decision about it takes off. */
export const earnedAfterDecision = (
  parts: readonly { readonly earned: number }[],
  decision: Attempt['decision'],
): number => {
  const earned = parts.reduce((sum, part) => sum + part.earned, 0)
  const penalty = decision?.verdict === 'accepted' ? (decision.penaltyPercent ?? 0) : 0
  return penalty === 0 ? earned : Math.round(earned * (1 - penalty / 100) * PLACES) / PLACES
}
