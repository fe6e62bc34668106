import type { QuestionFixture } from '#questions/question-fixture.ts'

export const orderingFixtures: readonly QuestionFixture[] = [
  {
    title: 'From small to large',
    prompt: 'Put them in order, the smallest first.',
    content: {
      items: [
        { id: 'w', markdown: 'Planet' },
        { id: 'x', markdown: 'Molecule' },
        { id: 'y', markdown: 'Galaxy' },
        { id: 'z', markdown: 'Atom' },
        { id: 'v', markdown: 'Cell' },
      ],
    },
    key: { order: ['z', 'x', 'v', 'w', 'y'] },
    explanation: 'Atoms make molecules, molecules make cells.',
    answers: [
      { answer: { order: ['z', 'x', 'v', 'w', 'y'] }, fraction: 1 },
      // One has gone from the first place to the last: one move, though no item stands at its own place.
      { answer: { order: ['x', 'v', 'w', 'y', 'z'] }, fraction: 0.75 },
      { answer: { order: ['z', 'v', 'x', 'w', 'y'] }, fraction: 0.75 },
      { answer: { order: ['z', 'x', 'v'] }, fraction: 0.5 },
      { answer: { order: ['x', 'z', 'v', 'y', 'w'] }, fraction: 0.5 },
      { answer: { order: ['y', 'w', 'v', 'x', 'z'] }, fraction: 0 },
      { answer: { order: ['z'] }, fraction: 0 },
      { answer: { order: [] }, fraction: 0 },
    ],
  },
  {
    title: 'Two steps',
    prompt: 'Which comes first?',
    content: {
      items: [
        { id: '1', markdown: 'Rinse' },
        { id: '2', markdown: 'Lather' },
      ],
    },
    key: { order: ['2', '1'] },
    answers: [
      { answer: { order: ['2', '1'] }, fraction: 1 },
      { answer: { order: ['2', '2', '1', 'no such item'] }, fraction: 1 },
      { answer: { order: ['1', '2'] }, fraction: 0 },
    ],
  },
]
