import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Question } from '@edutrack/shared-schema/collections/questions'

export interface QuizAnalysis {
  /** Learners whose first hand-in is counted. */
  readonly learners: number
  readonly items: readonly ItemAnalysis[]
  /**
   * How far the quiz would order the same learners the same way again, 0–1 (Cronbach's alpha); undefined where questions are drawn, or there are too few
   * learners or questions.
   */
  readonly reliability?: number
}

export interface ItemAnalysis {
  readonly questionId: string
  /** First hand-ins that answered the question as it is now, and are graded. */
  readonly count: number
  /** Hand-ins that answered an earlier version: they aren't counted. */
  readonly earlier: number
  /** The share of its points that learners earn on average, 0–1: high is easy. */
  readonly facility?: number
  /**
   * How far those who do well in the rest of the quiz do well in this question, −1 to 1 (correlation of the question with the rest). Undefined
   * where too few have answered, or all have earned the same.
   */
  readonly discrimination?: number
  /** Share of points by fifths of the learners, the weakest in the rest of the quiz first; empty where too few have answered. */
  readonly byFifth: readonly number[]
  readonly verdict: Verdict
  /** What was chosen or written, the most frequent first. */
  readonly answers: readonly AnswerCount[]
}
export type Verdict = 'nobody' | 'few' | 'wrong-way' | 'weak' | 'too-hard' | 'too-easy' | 'good'

export interface AnswerCount {
  /** A choice's text, or what was written; of `true-false`, `true` or `false`. */
  readonly text: string
  /** A choice's text, which is the author's Markdown; what learners wrote is shown as they wrote it. */
  readonly isMarkdown: boolean
  readonly isRight: boolean
  /** 0–1 of those who answered. */
  readonly share: number
  /** The same among the better and the weaker half. */
  readonly shareAbove: number
  readonly shareBelow: number
}

/** Fewer say nothing that would not be chance. */
export const FEWEST = 10
const MOST_ANSWERS = 12

/**
 * How each question of a quiz has done, from each learner's first hand-in: later ones are of people who have seen it. What waits for a person, and
 * work that was not accepted, is left out.
 */
export const analyseQuiz = (questions: readonly Question[], attempts: readonly Attempt[]): QuizAnalysis => {
  const first = firstOfEach(attempts)
  const works = first.map(toWork)
  const items = questions.map((question) => analyseItem(question, works))
  const reliability = alphaOf(questions, first)
  return { learners: first.length, items, ...(reliability === undefined ? {} : { reliability }) }
}

const firstOfEach = (attempts: readonly Attempt[]): readonly Attempt[] => {
  const byPerson = new Map<string, Attempt>()
  for (const attempt of attempts) {
    if (attempt.status !== 'handed-in' || attempt.grade === undefined || attempt.decision?.verdict === 'rejected')
      continue
    const known = byPerson.get(attempt.personId)
    if (known === undefined || (attempt.handedInAt ?? 0) < (known.handedInAt ?? 0))
      byPerson.set(attempt.personId, attempt)
  }
  return [...byPerson.values()]
}

type Part = NonNullable<Attempt['grade']>['parts'][number]

/** A hand-in as each of its questions needs it: looked through once, not once for each. */
interface Work {
  readonly attempt: Attempt
  readonly versions: ReadonlyMap<string, number>
  /** Those that are graded. */
  readonly parts: ReadonlyMap<string, Part>
  readonly earned: number
  readonly points: number
}

const toWork = (attempt: Attempt): Work => {
  const parts = attempt.grade?.parts.filter(({ pending }) => pending !== true) ?? []
  return {
    attempt,
    versions: new Map(attempt.asked.map(({ questionId, version }) => [questionId, version])),
    parts: new Map(parts.map((part) => [part.questionId, part])),
    earned: sum(parts.map(({ earned }) => earned)),
    points: sum(parts.map(({ points }) => points)),
  }
}

interface Seen {
  readonly attempt: Attempt
  /** 0–1 of the question's points. */
  readonly share: number
  /** 0–1 of all other points; undefined where there are none. */
  readonly rest: number | undefined
}

const analyseItem = (question: Question, works: readonly Work[]): ItemAnalysis => {
  const seen: Seen[] = []
  let earlier = 0
  for (const { attempt, versions, parts, earned, points } of works) {
    const version = versions.get(question.id)
    const part = parts.get(question.id)
    if (version === undefined || part === undefined || part.points === 0) continue
    if (version !== question.version) {
      earlier += 1
      continue
    }
    const others = points - part.points
    seen.push({
      attempt,
      share: part.earned / part.points,
      rest: others <= 0 ? undefined : (earned - part.earned) / others,
    })
  }
  const ranked = seen.filter((one) => one.rest !== undefined).toSorted((a, b) => (a.rest ?? 0) - (b.rest ?? 0))
  const facility = seen.length === 0 ? undefined : mean(seen.map(({ share }) => share))
  const discrimination =
    ranked.length < FEWEST
      ? undefined
      : correlation(
          ranked.map(({ share }) => share),
          ranked.map(({ rest }) => rest ?? 0),
        )
  return {
    questionId: question.id,
    count: seen.length,
    earlier,
    ...(facility === undefined ? {} : { facility }),
    ...(discrimination === undefined ? {} : { discrimination }),
    byFifth: ranked.length < FEWEST ? [] : fifthsOf(ranked),
    verdict: verdictOf(seen.length, facility, discrimination),
    answers: answersOf(question, ranked.length === 0 ? seen : ranked),
  }
}

const verdictOf = (count: number, facility: number | undefined, discrimination: number | undefined): Verdict => {
  if (count === 0 || facility === undefined) return 'nobody'
  if (count < FEWEST) return 'few'
  if (discrimination !== undefined && discrimination < -0.05) return 'wrong-way'
  if (facility < 0.2) return 'too-hard'
  if (facility > 0.95) return 'too-easy'
  return discrimination !== undefined && discrimination < 0.15 ? 'weak' : 'good'
}

const fifthsOf = (ranked: readonly Seen[]): readonly number[] =>
  Array.from({ length: 5 }, (_, at) =>
    mean(
      ranked
        .slice(Math.floor((at * ranked.length) / 5), Math.floor(((at + 1) * ranked.length) / 5))
        .map(({ share }) => share),
    ),
  )

/** The weaker half first. */
const answersOf = (question: Question, seen: readonly Seen[]): readonly AnswerCount[] => {
  const half = Math.ceil(seen.length / 2)
  const counts = new Map<
    string,
    Pick<AnswerCount, 'isRight' | 'text' | 'isMarkdown'> & { below: number; above: number }
  >()
  const { choices = [] } = question.content as {
    readonly choices?: readonly { readonly id: string; readonly markdown: string }[]
  }
  const {
    choiceId,
    choiceIds = [],
    isTrue,
  } = (question.key ?? {}) as {
    readonly choiceId?: string
    readonly choiceIds?: readonly string[]
    readonly isTrue?: boolean
  }
  for (const { id, markdown } of choices)
    counts.set(id, {
      below: 0,
      above: 0,
      isRight: id === choiceId || choiceIds.includes(id),
      text: markdown,
      isMarkdown: true,
    })
  if (question.kind === 'true-false')
    for (const text of ['true', 'false'])
      counts.set(text, { below: 0, above: 0, isRight: text === String(isTrue), text, isMarkdown: false })
  for (const [at, { attempt, share }] of seen.entries())
    for (const given of givenIn(attempt.answers[question.id]?.value)) {
      const known = counts.get(given) ?? {
        below: 0,
        above: 0,
        isRight: choices.length === 0 && share === 1,
        text: given,
        isMarkdown: false,
      }
      if (at < half) known.below += 1
      else known.above += 1
      counts.set(given, known)
    }
  return [...counts.values()]
    .toSorted((a, b) => b.below + b.above - (a.below + a.above))
    .slice(0, Math.max(MOST_ANSWERS, choices.length))
    .map(({ below, above, isRight, text, isMarkdown }) => ({
      text,
      isMarkdown,
      isRight,
      share: shareOf(below + above, seen.length),
      shareAbove: shareOf(above, seen.length - half),
      shareBelow: shareOf(below, half),
    }))
}

/** What an answer chose or wrote, as far as it can be counted. */
const givenIn = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return []
  const { choiceId, choiceIds, text, isTrue } = value as Readonly<Record<string, unknown>>
  if (typeof choiceId === 'string') return [choiceId]
  if (Array.isArray(choiceIds)) return [...new Set(choiceIds.map(String))]
  if (typeof isTrue === 'boolean') return [String(isTrue)]
  if (typeof text !== 'string' || text.length > 80) return []
  const tidy = text.normalize('NFKC').trim().replaceAll(/\s+/gu, ' ').toLowerCase()
  return tidy === '' ? [] : [tidy]
}

const alphaOf = (questions: readonly Question[], attempts: readonly Attempt[]): number | undefined => {
  const ids = questions.map(({ id }) => id)
  const rows = attempts.flatMap(({ grade }) => {
    const byId = new Map(grade?.parts.map((part) => [part.questionId, part]))
    const row = ids.map((id) => byId.get(id))
    // Who was asked a draw can't be compared with who was asked another.
    return row.every((part) => part !== undefined && part.pending !== true)
      ? [row.map((part) => part?.earned ?? 0)]
      : []
  })
  if (ids.length < 3 || rows.length < FEWEST) return undefined
  const totals = rows.map(sum)
  const ofTotal = variance(totals)
  if (ofTotal === 0) return undefined
  const ofItems = sum(ids.map((_, at) => variance(rows.map((row) => row[at] ?? 0))))
  return Math.max(0, (ids.length / (ids.length - 1)) * (1 - ofItems / ofTotal))
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
const mean = (numbers: readonly number[]): number => (numbers.length === 0 ? 0 : sum(numbers) / numbers.length)
const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)
const variance = (numbers: readonly number[]): number => {
  const middle = mean(numbers)
  return mean(numbers.map((number) => (number - middle) ** 2))
}

const correlation = (a: readonly number[], b: readonly number[]): number | undefined => {
  const spread = Math.sqrt(variance(a) * variance(b))
  if (spread === 0) return undefined
  const [middleA, middleB] = [mean(a), mean(b)]
  return mean(a.map((each, at) => (each - middleA) * ((b[at] ?? 0) - middleB))) / spread
}
