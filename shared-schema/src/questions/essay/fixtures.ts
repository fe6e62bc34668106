import type { QuestionFixture } from '#questions/question-fixture.ts'

export const essayFixtures: readonly QuestionFixture[] = [
  {
    title: 'A letter',
    prompt: 'Write a letter to your council: what should change at the river, and why?',
    content: {
      minWords: 80,
      maxWords: 250,
      rubric: [
        { id: 'aim', title: 'Says what should change', markdown: 'One clear demand is enough.', points: 2 },
        { id: 'reasons', title: 'Gives reasons', points: 3 },
      ],
    },
    key: {
      notes: 'Look for reasons that the council can check: measured water, counted fish, what neighbours report.',
    },
    explanation: 'A good letter has one demand and two or three reasons.',
    answers: [
      { answer: { text: 'Dear council, …' }, fraction: 0, pending: true },
      { answer: { text: ' \n' }, fraction: 0 },
      { answer: { text: '' }, fraction: 0 },
    ],
  },
  {
    title: 'Your own words',
    prompt: 'What is a variable? Explain it to somebody of ten years.',
    content: {},
    key: {},
    answers: [{ answer: { text: 'A box with a name.' }, fraction: 0, pending: true }],
  },
]
