import type { Question } from '@edutrack/shared-schema/collections/questions'
import { essayFixtures } from '@edutrack/shared-schema/questions/essay/fixtures'
import { gapsFixtures } from '@edutrack/shared-schema/questions/gaps/fixtures'
import { matchingFixtures } from '@edutrack/shared-schema/questions/matching/fixtures'
import { orderingFixtures } from '@edutrack/shared-schema/questions/ordering/fixtures'
import type { QuestionFixture } from '@edutrack/shared-schema/questions/question-fixture'

const fixtures: readonly (readonly [kind: string, fixture: QuestionFixture | undefined])[] = [
  ['matching', matchingFixtures[0]],
  ['matching', matchingFixtures[1]],
  ['ordering', orderingFixtures[0]],
  ['gaps', gapsFixtures[0]],
  ['essay', essayFixtures[0]],
]

/** Questions that take more than one tap, from the fixtures that prove their types. Only long quizzes ask them. */
export const longQuestions: readonly Question[] = fixtures.flatMap(([kind, fixture], index) =>
  fixture === undefined
    ? []
    : [
        {
          id: `q-long-${String(index + 1)}`,
          courseId: 'first-aid',
          kind,
          title: fixture.title,
          prompt: fixture.prompt,
          content: fixture.content as Question['content'],
          key: fixture.key as NonNullable<Question['key']>,
          ...(fixture.explanation === undefined ? {} : { explanation: fixture.explanation }),
          isKeyOpen: true,
          points: 4,
          tags: ['long'],
          version: 1,
          updatedAt: 0,
        },
      ],
)

/** To each of them an answer that is partly right. */
export const longAnswers: readonly unknown[] = [
  { pairs: { gh: '1', ke: '2', pe: '5' } },
  { pairs: { bat: 'bird', whale: 'mammal', owl: 'bird' } },
  { order: ['z', 'v', 'x', 'w', 'y'] },
  { gaps: { gas: 'co2', out: 'o2', drink: ' water', stomata: '50' } },
  {
    text: 'Dear council,\n\nwe have measured the water below the tannery every week since March. Please have it tested.',
  },
]
