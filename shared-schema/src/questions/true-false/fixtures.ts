import type { QuestionFixture } from '#questions/question-fixture.ts'

export const trueFalseFixtures: readonly QuestionFixture[] = [
  {
    title: 'Moonlight',
    prompt: 'The moon makes its own light.',
    content: {},
    key: { isTrue: false },
    explanation: 'It reflects the light of the sun.',
    answers: [
      { answer: { isTrue: false }, fraction: 1 },
      { answer: { isTrue: true }, fraction: 0 },
    ],
  },
  {
    title: 'Zero',
    prompt: '$0$ is an even number.',
    content: {},
    key: { isTrue: true },
    answers: [
      { answer: { isTrue: true }, fraction: 1 },
      { answer: { isTrue: false }, fraction: 0 },
    ],
  },
]
