import type { QuestionFixture } from '#questions/question-fixture.ts'

export const multipleChoiceFixtures: readonly QuestionFixture[] = [
  {
    title: 'Primes',
    prompt: 'Which of these numbers are prime? Choose **all**.',
    content: {
      choices: [
        { id: 'a', markdown: '2' },
        { id: 'b', markdown: '9' },
        { id: 'c', markdown: '11' },
        { id: 'd', markdown: '51' },
      ],
    },
    key: { choiceIds: ['a', 'c'] },
    explanation: '$9 = 3 \\cdot 3$ and $51 = 3 \\cdot 17$.',
    answers: [
      { answer: { choiceIds: ['a', 'c'] }, fraction: 1 },
      { answer: { choiceIds: ['c', 'a', 'a'] }, fraction: 1 },
      { answer: { choiceIds: ['a'] }, fraction: 0.5 },
      { answer: { choiceIds: ['a', 'b', 'c'] }, fraction: 0.5 },
      { answer: { choiceIds: ['a', 'b', 'c', 'd'] }, fraction: 0 },
      { answer: { choiceIds: [] }, fraction: 0 },
    ],
  },
  {
    title: 'Only one',
    prompt: 'Which are mammals?',
    content: {
      choices: [
        { id: 'bat', markdown: 'Bat' },
        { id: 'penguin', markdown: 'Penguin' },
      ],
    },
    key: { choiceIds: ['bat'] },
    answers: [
      { answer: { choiceIds: ['bat'] }, fraction: 1 },
      { answer: { choiceIds: ['bat', 'penguin'] }, fraction: 0 },
    ],
  },
]
