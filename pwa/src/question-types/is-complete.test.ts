import { expect, test } from 'vitest'
import { questionTypes, type QuestionKind } from '@edutrack/shared-schema/questions/registry'
import { essayFixtures } from '@edutrack/shared-schema/questions/essay/fixtures'
import { gapsFixtures } from '@edutrack/shared-schema/questions/gaps/fixtures'
import { matchingFixtures } from '@edutrack/shared-schema/questions/matching/fixtures'
import { multipleChoiceFixtures } from '@edutrack/shared-schema/questions/multiple-choice/fixtures'
import { numericFixtures } from '@edutrack/shared-schema/questions/numeric/fixtures'
import { orderingFixtures } from '@edutrack/shared-schema/questions/ordering/fixtures'
import { shortTextFixtures } from '@edutrack/shared-schema/questions/short-text/fixtures'
import { singleChoiceFixtures } from '@edutrack/shared-schema/questions/single-choice/fixtures'
import { trueFalseFixtures } from '@edutrack/shared-schema/questions/true-false/fixtures'
import { isComplete } from './is-complete.ts'

const fixtures = {
  'single-choice': singleChoiceFixtures,
  'multiple-choice': multipleChoiceFixtures,
  'true-false': trueFalseFixtures,
  'short-text': shortTextFixtures,
  numeric: numericFixtures,
  matching: matchingFixtures,
  ordering: orderingFixtures,
  gaps: gapsFixtures,
  essay: essayFixtures,
} satisfies Record<QuestionKind, unknown>

test.each(Object.keys(questionTypes) as QuestionKind[])(
  '%s: a whole question is complete, one without a prompt is not',
  (kind) => {
    for (const fixture of fixtures[kind]) expect(isComplete({ kind, ...fixture }), fixture.title).toBe(true)
    expect(isComplete({ kind, content: {}, key: {}, ...fixtures[kind][0], prompt: ' ' })).toBe(false)
  },
)

test.each([
  [
    'single-choice',
    {
      choices: [
        { id: 'a', markdown: 'x' },
        { id: 'b', markdown: ' ' },
      ],
    },
    { choiceId: 'a' },
  ],
  [
    'single-choice',
    {
      choices: [
        { id: 'a', markdown: 'x' },
        { id: 'b', markdown: 'y' },
      ],
    },
    { choiceId: '' },
  ],
  [
    'multiple-choice',
    {
      choices: [
        { id: 'a', markdown: 'x' },
        { id: 'b', markdown: 'y' },
      ],
    },
    { choiceIds: [] },
  ],
  ['short-text', {}, { accepted: [] }],
  ['gaps', { text: 'a [[1]]', gaps: [{ id: '1', kind: 'typed' }] }, { gaps: { 1: { accepted: [] } } }],
])('%s %j with the key %j is not complete', (kind, content, key) => {
  expect(isComplete({ kind, prompt: 'What?', content, key })).toBe(false)
})
