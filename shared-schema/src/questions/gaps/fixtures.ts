import type { QuestionFixture } from '#questions/question-fixture.ts'

export const gapsFixtures: readonly QuestionFixture[] = [
  {
    title: 'Photosynthesis',
    prompt: 'Fill the gaps.',
    content: {
      text: 'Plants take in [[gas]] and give off [[out]].\n\nThey need **light** and [[drink]]; a leaf has about [[stomata]] stomata per mm².',
      gaps: [
        {
          id: 'gas',
          kind: 'chosen',
          options: [
            { id: 'o2', markdown: 'oxygen' },
            { id: 'co2', markdown: 'carbon dioxide' },
            { id: 'n2', markdown: 'nitrogen' },
          ],
        },
        { id: 'out', kind: 'typed' },
        { id: 'drink', kind: 'typed' },
        { id: 'stomata', kind: 'typed' },
      ],
    },
    key: {
      gaps: {
        gas: { optionId: 'co2' },
        out: { accepted: ['O2', 'O₂'], isCaseSensitive: true },
        drink: { accepted: ['water'] },
        stomata: { value: 200, tolerance: 100 },
      },
    },
    explanation: '$6\\,CO_2 + 6\\,H_2O \\to C_6H_{12}O_6 + 6\\,O_2$',
    answers: [
      { answer: { gaps: { gas: 'co2', out: 'O2', drink: 'Water', stomata: '150' } }, fraction: 1 },
      { answer: { gaps: { gas: 'co2', out: 'o2', drink: ' water', stomata: '50' } }, fraction: 0.5 },
      { answer: { gaps: { gas: 'n2', drink: 'milk', stomata: 'many' } }, fraction: 0 },
      { answer: { gaps: { 'no such gap': 'water' } }, fraction: 0 },
      { answer: { gaps: {} }, fraction: 0 },
    ],
  },
  {
    title: 'Article',
    prompt: 'Choose the article. Brackets such as [[these]] are text.',
    content: {
      text: 'I saw [[a1]] owl in the [[list]].',
      gaps: [
        {
          id: 'a1',
          kind: 'chosen',
          options: [
            { id: '1', markdown: 'a' },
            { id: '2', markdown: 'an' },
          ],
        },
      ],
    },
    key: { gaps: { a1: { optionId: '2' } } },
    answers: [
      { answer: { gaps: { a1: '2' } }, fraction: 1 },
      { answer: { gaps: { a1: '1' } }, fraction: 0 },
    ],
  },
]
