import type { QuestionFixture } from '#questions/question-fixture.ts'

export const shortTextFixtures: readonly QuestionFixture[] = [
  {
    title: 'Capital of Côte d’Ivoire',
    prompt: 'What is the capital of Côte d’Ivoire?',
    content: {},
    key: { accepted: ['Yamoussoukro', 'Yamoussokro'] },
    explanation: 'Abidjan is the largest city; the capital is *Yamoussoukro*.',
    answers: [
      { answer: { text: 'Yamoussoukro' }, fraction: 1 },
      { answer: { text: '  yamoussokro ' }, fraction: 1 },
      { answer: { text: 'Abidjan' }, fraction: 0 },
      { answer: { text: '' }, fraction: 0 },
    ],
  },
  {
    title: 'Symbol of sodium',
    prompt: 'Write the chemical symbol of sodium.',
    content: {},
    key: { accepted: ['Na'], isCaseSensitive: true },
    answers: [
      { answer: { text: 'Na' }, fraction: 1 },
      { answer: { text: 'NA' }, fraction: 0 },
    ],
  },
]
