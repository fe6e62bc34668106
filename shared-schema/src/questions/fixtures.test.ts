import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { essayFixtures } from './essay/fixtures.ts'
import { essay } from './essay/essay.ts'
import { gapsFixtures } from './gaps/fixtures.ts'
import { gaps } from './gaps/gaps.ts'
import { matchingFixtures } from './matching/fixtures.ts'
import { matching } from './matching/matching.ts'
import { multipleChoiceFixtures } from './multiple-choice/fixtures.ts'
import { multipleChoice } from './multiple-choice/multiple-choice.ts'
import { numericFixtures } from './numeric/fixtures.ts'
import { numeric } from './numeric/numeric.ts'
import { orderingFixtures } from './ordering/fixtures.ts'
import { ordering } from './ordering/ordering.ts'
import type { QuestionFixture } from './question-fixture.ts'
import type { QuestionType } from './question-type.ts'
import { shortTextFixtures } from './short-text/fixtures.ts'
import { shortText } from './short-text/short-text.ts'
import { singleChoiceFixtures } from './single-choice/fixtures.ts'
import { singleChoice } from './single-choice/single-choice.ts'
import { trueFalseFixtures } from './true-false/fixtures.ts'
import { trueFalse } from './true-false/true-false.ts'

const types: readonly (readonly [QuestionType, readonly QuestionFixture[]])[] = [
  [singleChoice, singleChoiceFixtures],
  [multipleChoice, multipleChoiceFixtures],
  [trueFalse, trueFalseFixtures],
  [shortText, shortTextFixtures],
  [numeric, numericFixtures],
  [matching, matchingFixtures],
  [ordering, orderingFixtures],
  [gaps, gapsFixtures],
  [essay, essayFixtures],
]

describe.each(types.map(([type, fixtures]) => [type.kind, type, fixtures] as const))('%s', (_kind, type, fixtures) => {
  test.each(fixtures.map((fixture) => [fixture.title, fixture] as const))('%s', (_title, fixture) => {
    // What a schema would leave out on the way through the wire is not in a fixture.
    expect(type.content.parse(fixture.content)).toEqual(fixture.content)
    expect(type.key.parse(fixture.key)).toEqual(fixture.key)
    expect(fixture.answers.length).toBeGreaterThan(0)
    for (const { answer, fraction, pending } of fixture.answers) {
      const score = type.grade(fixture, type.answer.parse(answer))
      expect(score.fraction, JSON.stringify(answer)).toBeCloseTo(fraction, 10)
      expect(score.pending, JSON.stringify(answer)).toBe(pending)
      if (score.fraction > 0 || score.pending === true) expect(type.isAnswered(answer)).toBe(true)
    }
  })

  test('grading is total, pure and within bounds, whatever its schemas accept', () => {
    const text = fc.constantFrom('a', 'b', 'c', '', '__proto__', 'constructor', '1', 'gas')
    const fixture = fc.constantFrom(...fixtures)
    const answer = fc.oneof(
      fc.record({ choiceId: text }),
      fc.record({ choiceIds: fc.array(text) }),
      fc.record({ isTrue: fc.boolean() }),
      fc.record({ text: fc.string() }),
      fc.record({ pairs: fc.dictionary(text, text, { noNullPrototype: true }) }),
      fc.record({ order: fc.array(text) }),
      fc.record({ gaps: fc.dictionary(text, text, { noNullPrototype: true }) }),
    )
    let graded = 0
    fc.assert(
      fc.property(fixture, fixture, answer, (shown, other, raw) => {
        const given = type.answer.safeParse(raw)
        if (!given.success) return
        graded += 1
        // A key that fits another content happens when two people edit at once.
        const question = { content: type.content.parse(shown.content), key: type.key.parse(other.key) }
        const score = type.grade(question, given.data)
        expect(score.fraction).toBeGreaterThanOrEqual(0)
        expect(score.fraction).toBeLessThanOrEqual(1)
        expect(type.grade(question, given.data)).toEqual(score)
        expect(typeof type.isAnswered(given.data)).toBe('boolean')
      }),
      { numRuns: 1000 },
    )
    expect(graded).toBeGreaterThan(20)
  })
})
