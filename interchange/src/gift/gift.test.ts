import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escapeGift, hideEscapes, showEscapes } from './gift-escapes.ts'
import { parseGift } from './parse-gift.ts'
import { categoryTags } from './read-gift.ts'
import { splitGift } from './split-gift.ts'

test('whatever is escaped is read as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab \\~=#{}:n\né') }), (text) => {
      expect(showEscapes(hideEscapes(escapeGift(text)))).toBe(text)
      expect(hideEscapes(escapeGift(text))).not.toMatch(/[~=#{}:\n]/)
    }),
  )
})

test('questions are cut at empty lines, whatever ends a line', () => {
  for (const end of ['\n', '\r\n', '\r']) {
    const blocks = splitGift(
      [
        '$CATEGORY: A/B',
        '',
        '// a note',
        'one {T}',
        '',
        '',
        'two {',
        '=a',
        '',
        '~b',
        '}',
        '',
        '// [id:x] [tag:t1] [tag:t2]',
        '::three::',
        'q {F}',
      ].join(end),
    )
    expect(blocks.map(({ text }) => text)).toEqual(['one {T}', 'two {\n=a\n\n~b\n}', '::three::\nq {F}'])
    expect(blocks[2]).toMatchObject({ id: 'x', tags: ['t1', 't2'], category: 'A/B', line: 14 })
  }
})

describe('answers', () => {
  test.each([
    ['q {}', { type: 'essay' }],
    ['q {####why}', { type: 'essay' }],
    ['q {T}', { type: 'true-false', isTrue: true }],
    ['q { false #no#yes }', { type: 'true-false', isTrue: false, ifWrong: { text: 'no' }, ifRight: { text: 'yes' } }],
    ['q {=TRUE}', { type: 'short-text' }],
    ['q {#-3.5e2:1}', { type: 'numeric', answers: [{ value: -350, tolerance: 1 }] }],
    ['q {# 1..5 }', { type: 'numeric', answers: [{ value: 3, tolerance: 2 }] }],
    ['q {~%50%a ~%50%b}', { type: 'choice', isSingle: false, answers: [{ weight: 0.5 }, { weight: 0.5 }] }],
    ['q {=a ~b}', { type: 'choice', isSingle: true }],
    ['q {=a -> b =c -> d}', { type: 'matching', pairs: [{ item: { text: 'a' }, match: { text: 'b' } }, {}] }],
    [
      'q {=$\\frac{1}{2}$ ~$x^{2}$}',
      { type: 'choice', answers: [{ text: { text: '$\\frac{1}{2}$' } }, { text: { text: '$x^{2}$' } }] },
    ],
    ['only a text', { type: 'description' }],
  ])('%s', (source, answers) => {
    expect(parseGift(source).answers).toMatchObject(answers)
  })
  test('a format holds for all that says no other', () => {
    expect(parseGift('::t::[markdown]*q* {=[html]<b>a</b>#so ~b ####g}')).toMatchObject({
      before: { text: '*q*', format: 'markdown' },
      explanation: { format: 'markdown' },
      answers: {
        answers: [{ text: { format: 'html' }, feedback: { format: 'markdown' } }, { text: { format: 'markdown' } }],
      },
    })
  })
  test.each([
    ['q {=a', /brace that ends/],
    ['q =a}', /no opening one/],
    ['q {a b}', /begin with/],
    ['q {#many}', /not a number/],
  ])('%s is told', (source, reason) => {
    expect(() => parseGift(source)).toThrow(reason)
  })
})

test.each([
  ['$course$/top/Biology/Cells', ['Biology / Cells']],
  ['$module$/top/Default for X', ['Default for X']],
  ['top', []],
  ['', []],
  ['a//b/c', ['a/b / c']],
  [`${'very long '.repeat(10)}/short`, ['short']],
])('the category %j is the tag %j', (category, tags) => {
  expect(categoryTags(category)).toEqual(tags)
})

test('a title begins another question, also where the empty line before it was forgotten', () => {
  expect(splitGift('::One::Is it wet? {T}\n::Two::Is it dry? {F}\n').map(({ line, text }) => [line, text])).toEqual([
    [1, '::One::Is it wet? {T}'],
    [2, '::Two::Is it dry? {F}'],
  ])
})
