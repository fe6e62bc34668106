import type { QuestionFixture } from '#questions/question-fixture.ts'

export const matchingFixtures: readonly QuestionFixture[] = [
  {
    title: 'Capitals',
    prompt: 'Which capital belongs to which country? One is left over.',
    content: {
      items: [
        { id: 'gh', markdown: 'Ghana' },
        { id: 'ke', markdown: 'Kenya' },
        { id: 'pe', markdown: 'Peru' },
        { id: 'np', markdown: 'Nepal' },
      ],
      matches: [
        { id: '3', markdown: 'Lima' },
        { id: '1', markdown: 'Accra' },
        { id: '5', markdown: 'Quito' },
        { id: '4', markdown: 'Kathmandu' },
        { id: '2', markdown: 'Nairobi' },
      ],
    },
    key: { pairs: { gh: '1', ke: '2', pe: '3', np: '4' } },
    explanation: '*Quito* is the capital of Ecuador.',
    answers: [
      { answer: { pairs: { gh: '1', ke: '2', pe: '3', np: '4' } }, fraction: 1 },
      { answer: { pairs: { gh: '1', ke: '2', pe: '5', np: '3' } }, fraction: 0.5 },
      { answer: { pairs: { gh: '1' } }, fraction: 0.25 },
      { answer: { pairs: { gh: '2', ke: '1' } }, fraction: 0 },
      { answer: { pairs: { 'no such item': '1' } }, fraction: 0 },
      { answer: { pairs: {} }, fraction: 0 },
    ],
  },
  {
    title: 'Kinds of animal',
    prompt: 'Sort the animals. A group may be chosen more than once.',
    content: {
      items: [
        { id: 'bat', markdown: 'Bat' },
        { id: 'whale', markdown: 'Whale' },
        { id: 'owl', markdown: 'Owl' },
      ],
      matches: [
        { id: 'bird', markdown: '**Bird**' },
        { id: 'mammal', markdown: '**Mammal**' },
      ],
    },
    key: { pairs: { bat: 'mammal', whale: 'mammal', owl: 'bird' } },
    answers: [
      { answer: { pairs: { bat: 'mammal', whale: 'mammal', owl: 'bird' } }, fraction: 1 },
      { answer: { pairs: { bat: 'mammal', whale: '', owl: 'mammal' } }, fraction: 1 / 3 },
    ],
  },
]
