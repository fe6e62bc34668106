import { gaps as gapsType } from '@edutrack/shared-schema/questions/gaps/gaps'
import type { Losses } from '#losses.ts'
import type { TypedQuestion } from '#model/typed-question.ts'
import { UnusableItem } from '#problems.ts'
import type { Built } from './choice-question.ts'
import { compareScores, responsesOf, type Scoring } from './scoring.ts'
import { typedKey } from './typed-answer.ts'

type GapsQuestion = Extract<TypedQuestion, { readonly kind: 'gaps' }>

export interface ScoredGap {
  /** As it stands in the text: `[[id]]`. */
  readonly id: string
  /** Absent for a gap that is typed into. */
  readonly options?: readonly { readonly id: string; readonly markdown: string }[]
  readonly isNumber: boolean
  readonly declared: readonly string[]
  /** Other answers that the source names. */
  readonly others: readonly string[]
  /** What a learner would give to fill it so. */
  readonly response: (value: string) => readonly [string, readonly string[]]
}

/** `text` is Markdown with the gaps in it. */
export const gapsQuestion = (text: string, sources: readonly ScoredGap[], scoring: Scoring, losses: Losses): Built => {
  const firsts = sources.map((gap) => firstRight(gap, scoring))
  const othersOf = (gap: ScoredGap) =>
    sources.flatMap((other, index) => {
      const right = firsts[index]
      return other === gap || right === undefined ? [] : [other.response(right)]
    })
  const key: GapsQuestion['key'] = { gaps: {} }
  const gaps: GapsQuestion['content']['gaps'] = []
  for (const gap of sources) {
    const others = othersOf(gap)
    const scoreOf = (value: string): number | undefined => scoring.score(responsesOf(...others, gap.response(value)))
    if (gap.options !== undefined) {
      key.gaps[gap.id] = { optionId: rightOption(gap, gap.options, scoreOf) }
      gaps.push({ id: gap.id, kind: 'chosen', options: [...gap.options] })
    } else {
      const { full: _full, ...right } = typedKey({ ...gap, scoreOf: aboveEmpty(scoreOf, others, scoring) }, losses)
      key.gaps[gap.id] = right
      gaps.push({ id: gap.id, kind: 'typed' })
    }
  }
  const content = { text, gaps }
  const right = sources.map((gap) => valueOf(key.gaps[gap.id]))
  const given = (without?: number) =>
    sources.flatMap((gap, index) => (index === without ? [] : [gap.response(right[index] ?? '')]))
  const score = scoring.score(responsesOf(...given()))
  const full = score !== undefined && score > 0 ? score : 1
  const probes = [undefined, ...sources.keys()].map((without) => ({
    responses: responsesOf(...given(without)),
    ours: gapsType.grade(
      { content, key },
      {
        gaps: Object.fromEntries(
          sources.flatMap(({ id }, index) => (index === without ? [] : [[id, right[index] ?? '']])),
        ),
      },
    ).fraction,
  }))
  compareScores(scoring, full, probes, losses)
  return { kind: 'gaps', content, key, full }
}

/** What the other gaps earn is not this one's. */
const aboveEmpty = (
  scoreOf: (value: string) => number | undefined,
  others: readonly (readonly [string, readonly string[]])[],
  scoring: Scoring,
): ((value: string) => number | undefined) => {
  const empty = scoring.score(responsesOf(...others)) ?? 0
  return (value) => {
    const score = scoreOf(value)
    return score === undefined ? undefined : score - empty
  }
}

const firstRight = (gap: ScoredGap, scoring: Scoring): string | undefined =>
  gap.declared[0] ??
  [...(gap.options?.map(({ id }) => id) ?? []), ...gap.others].find(
    (value) => (scoring.score(responsesOf(gap.response(value))) ?? 0) > 0,
  )

const rightOption = (
  gap: ScoredGap,
  options: NonNullable<ScoredGap['options']>,
  scoreOf: (value: string) => number | undefined,
): string => {
  const scores = options.map(({ id }) => ({ id, score: scoreOf(id) }))
  const best = scores.reduce((most, { score }) => Math.max(most, score ?? 0), 0)
  const isTelling = scores.some(({ score }) => (score ?? 0) < best)
  const found = isTelling
    ? scores.find(({ score }) => score === best)?.id
    : gap.declared.find((id) => options.some((option) => option.id === id))
  if (found === undefined) throw new UnusableItem('It does not say what fills one of its gaps.')
  return found
}

const valueOf = (right: GapsQuestion['key']['gaps'][string] | undefined): string => {
  if (right === undefined) return ''
  if ('optionId' in right) return right.optionId
  return 'accepted' in right ? (right.accepted[0] ?? '') : String(right.value)
}
