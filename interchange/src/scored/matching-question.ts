import { concealOrder } from '@edutrack/shared-schema/questions/conceal-order'
import { matching } from '@edutrack/shared-schema/questions/matching/matching'
import type { Losses } from '#losses.ts'
import { UnusableItem } from '#problems.ts'
import type { Built } from './choice-question.ts'
import { compareScores, responsesOf, type Scoring } from './scoring.ts'

interface Part {
  readonly id: string
  readonly markdown: string
}

export interface ScoredMatching {
  readonly items: readonly Part[]
  readonly matches: readonly Part[]
  /** Pairs that the source calls right. */
  readonly declared: readonly (readonly [item: string, match: string])[]
  /** What a learner would give to pair these. */
  readonly response: (item: string, match: string) => readonly [string, readonly string[]]
  readonly scoring: Scoring
}

export const matchingQuestion = (source: ScoredMatching, losses: Losses): Built => {
  const { scoring, response } = source
  const declared = source.declared.length > 0 ? source.declared : scoredPairs(source)
  if (declared.length === 0) throw new UnusableItem('It does not say what belongs together.')
  const ofItem = new Map<string, string>()
  for (const [item, match] of declared) {
    if (ofItem.has(item))
      throw new UnusableItem('Some of its items belong to several others at once, which no question type here has.')
    ofItem.set(item, match)
  }
  const items = source.items.filter(({ id }) => ofItem.has(id))
  if (items.length < source.items.length) losses.add('Items that belong to nothing are left out.')
  const pairs = Object.fromEntries(items.map(({ id }) => [id, ofItem.get(id) as string]))
  const content = { items: [...items], matches: [...hidden(items, source.matches, ofItem)] }
  const all = items.map(({ id }) => response(id, pairs[id] as string))
  const score = scoring.score(responsesOf(...all))
  const full = score !== undefined && score > 0 ? score : 1
  const probes = [
    { responses: responsesOf(...all), ours: 1 },
    ...items.flatMap(({ id }) => {
      const without = items.filter((item) => item.id !== id)
      const wrong = source.matches.find((match) => match.id !== pairs[id])
      const tried = [without, ...(wrong === undefined ? [] : [[...without, { id, wrong: wrong.id }]])]
      return tried.map((given) => {
        const chosen = given.map(
          (part) => [part.id, 'wrong' in part ? part.wrong : (pairs[part.id] as string)] as const,
        )
        return {
          responses: responsesOf(...chosen.map(([item, match]) => response(item, match))),
          ours: matching.grade({ content, key: { pairs } }, { pairs: Object.fromEntries(chosen) }).fraction,
        }
      })
    }),
  ]
  compareScores(scoring, full, probes, losses)
  return { kind: 'matching', content, key: { pairs }, full }
}

/** Pairs that earn something by themselves. */
const scoredPairs = ({ items, matches, response, scoring }: ScoredMatching): ScoredMatching['declared'] =>
  items.flatMap(({ id }) => {
    const scores = matches.map((match) => ({
      match: match.id,
      score: scoring.score(responsesOf(response(id, match.id))) ?? 0,
    }))
    const best = scores.reduce((most, { score }) => Math.max(most, score), 0)
    const found = scores.find(({ score }) => best > 0 && score === best)
    return found === undefined ? [] : [[id, found.match] as const]
  })

/** Matches as they stood, unless that shows which belongs to which. */
const hidden = (
  items: readonly Part[],
  matches: readonly Part[],
  ofItem: ReadonlyMap<string, string>,
): readonly Part[] => {
  const told = items.map(({ id }) => ofItem.get(id))
  const isTold = told.every((match, index) => matches[index]?.id === match)
  return isTold ? concealOrder(matches) : matches
}
