import type { QuestionFixture } from '#questions/question-fixture.ts'

export const numericFixtures: readonly QuestionFixture[] = [
  {
    title: 'Gravity',
    prompt: 'How fast does a falling body gain speed near the ground, in m/s²?',
    content: { unit: 'm/s²' },
    key: { value: 9.81, tolerance: 0.05 },
    explanation: 'About $9.81\\,\\mathrm{m/s^2}$.',
    answers: [
      { answer: { text: '9.8' }, fraction: 1 },
      { answer: { text: '9,81 m/s²' }, fraction: 1 },
      { answer: { text: '9.86' }, fraction: 1 },
      { answer: { text: '10' }, fraction: 0 },
      { answer: { text: 'about ten' }, fraction: 0 },
      { answer: { text: '' }, fraction: 0 },
    ],
  },
  {
    title: 'Below zero',
    prompt: '$5 - 8 =$ ?',
    content: {},
    key: { value: -3 },
    answers: [
      { answer: { text: '−3' }, fraction: 1 },
      { answer: { text: '-3.0' }, fraction: 1 },
      { answer: { text: '3' }, fraction: 0 },
    ],
  },
]
