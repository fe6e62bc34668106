import { seededShuffle } from '@edutrack/shared-schema/seeded-random'

/** The choices in the order in which this attempt shows them: the same on every screen and after every start. */
export const orderChoices = <Choice>(choices: readonly Choice[], seed: number | undefined): readonly Choice[] =>
  seed === undefined ? choices : seededShuffle(choices, seed)

/** A seed for each question of an attempt, so that two questions with as many choices are not mixed alike (FNV-1a). */
export const questionSeed = (attemptSeed: number, questionId: string): number => {
  let hash = (0x811c9dc5 ^ attemptSeed) >>> 0
  for (const letter of questionId) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hash
}
