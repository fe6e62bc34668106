import type { QuestionFixture } from '#questions/question-fixture.ts'

export const singleChoiceFixtures: readonly QuestionFixture[] = [
  {
    title: 'Boiling',
    prompt: 'At what temperature does water boil at **sea level**?',
    content: {
      choices: [
        { id: 'a', markdown: '90 °C' },
        { id: 'b', markdown: '100 °C' },
        { id: 'c', markdown: '212 °C' },
      ],
    },
    key: { choiceId: 'b', hints: { c: 'That is in *Fahrenheit*.' } },
    explanation: 'At a pressure of 1 atm it is 100 °C; on a mountain it is less.',
    answers: [
      { answer: { choiceId: 'b' }, fraction: 1 },
      { answer: { choiceId: 'a' }, fraction: 0 },
      { answer: { choiceId: 'no such choice' }, fraction: 0 },
      { answer: { choiceId: '' }, fraction: 0 },
    ],
  },
  {
    title: 'Derivative',
    prompt: 'What is the derivative of $x^2$?',
    content: {
      choices: [
        { id: '1', markdown: '$2x$' },
        { id: '2', markdown: '$x$' },
      ],
    },
    key: { choiceId: '1' },
    answers: [
      { answer: { choiceId: '1' }, fraction: 1 },
      { answer: { choiceId: '2' }, fraction: 0 },
    ],
  },
]
