import { strToU8 } from 'fflate'
import { describe, expect, test } from 'vitest'
import { importPackage } from '#import-package.ts'

const read = async (...questions: readonly string[]) => {
  const result = await importPackage(
    strToU8(`<?xml version="1.0" encoding="UTF-8"?><quiz>${questions.join('')}</quiz>`),
  )
  if (result.outcome !== 'read') throw new Error(JSON.stringify(result))
  return { ...result.course, items: result.report.items }
}
const question = (type: string, text: string, inside: string, format = 'html'): string =>
  `<question type="${type}"><name><text>Q</text></name><questiontext format="${format}"><text>${text}</text></questiontext>${inside}</question>`
const answer = (fraction: number, text: string, feedback = ''): string =>
  `<answer fraction="${String(fraction)}"><text>${text}</text>${feedback === '' ? '' : `<feedback format="html"><text>${feedback}</text></feedback>`}</answer>`
const typed = answer(100, 'x')

describe('texts in every format that Moodle has', () => {
  test.each([
    ['html', '&lt;p&gt;a &amp;amp; &lt;b&gt;b&lt;/b&gt;&lt;/p&gt;', 'a & **b**'],
    ['html', '<p>not escaped <b>at all</b></p>', 'not escaped **at all**'],
    ['moodle_auto_format', 'one\ntwo *three*', 'one\\\ntwo \\*three\\*'],
    ['moodle_auto_format', 'one\n&lt;i&gt;two&lt;/i&gt;', 'one\\\n*two*'],
    ['plain_text', 'a &lt;b&gt; c\n\n# d $$x$$', 'a \\<b> c\n\n\\# d $$x$$'],
    ['markdown', '# Title\n\n*so* `&lt;b&gt;` [t](https://x.org "T")', '# Title\n\n*so* `<b>` [t](https://x.org "T")'],
    ['markdown', 'a &lt;script&gt;alert(1)&lt;/script&gt; b', 'a  b'],
  ])('%s: %j', async (format, text, prompt) => {
    const { questions } = await read(question('shortanswer', text, typed, format))
    expect(questions[0]?.prompt).toBe(prompt)
  })
})

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]).toString('base64')
const file = (name: string, path = '/'): string => `<file name="${name}" path="${path}" encoding="base64">${png}</file>`

test('a name of a picture holds within its question', async () => {
  const one = question('shortanswer', '&lt;img src="@@PLUGINFILE@@/p.png" alt="1"&gt;', typed).replace(
    '</questiontext>',
    `${file('p.png')}</questiontext>`,
  )
  const two = one
    .replace('alt="1"', 'alt="2"')
    .replace(png, Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 2]).toString('base64'))
  const deep = one.replace('@@/p.png', '@@/a/b%20c.png').replace(file('p.png'), file('b c.png', '/a/'))
  const { questions, files } = await read(one, two, deep)
  expect(files.map(({ name, bytes }) => [name, bytes.length])).toEqual([
    ['p.png', 8],
    ['p.png', 9],
    ['b c.png', 8],
  ])
  expect(questions.map(({ prompt }) => prompt)).toEqual(['![1](file:p-png)', '![2](file:file-2)', '![1](file:b-c-png)'])
})

test('a picture in a text itself becomes a file, a drawing too', async () => {
  const { questions, files } = await read(
    question(
      'shortanswer',
      `&lt;img src="data:image/png;base64,${png}" alt="dot"&gt; &lt;svg width="9"&gt;&lt;title&gt;ring&lt;/title&gt;&lt;circle r="3" onclick="x()"/&gt;&lt;/svg&gt;`,
      typed,
    ),
  )
  expect(questions[0]?.prompt).toMatch(
    /^!\[dot\]\(file:picture-[0-9a-f]{8}-png\) !\[ring\]\(file:drawing-[0-9a-f]{8}-svg\)$/,
  )
  expect(files.map(({ mime }) => mime)).toEqual(['image/png', 'image/svg+xml'])
  expect(Buffer.from(files[1]?.bytes ?? []).toString()).not.toContain('onclick')
})

test.each([
  [
    'several right ones of a single choice',
    question('multichoice', 'q', `<single>true</single>${answer(100, 'a')}${answer(100, 'b')}`),
    'The answer “b” earned 100 %; here only one choice is right.',
  ],
  [
    'points taken away',
    question('multichoice', 'q', `<single>true</single>${answer(100, 'a')}${answer(-33.333, 'b')}`),
    'Wrong answers took points away; here they earn nothing.',
  ],
  [
    'all or nothing',
    question('multichoiceset', 'q', answer(100, 'a') + answer(100, 'b') + answer(0, 'c')),
    'All or nothing',
  ],
  [
    'hints',
    question('shortanswer', 'q', `${typed}<hint format="html"><text>Think.</text></hint>`),
    'Hints for further tries',
  ],
  [
    'own words for right and wrong',
    question(
      'multichoice',
      'q',
      `<single>true</single>${answer(100, 'a')}${answer(0, 'b')}<correctfeedback format="html"><text>Bravo!</text></correctfeedback>`,
    ),
    'Words for right and wrong answers as a whole',
  ],
  [
    'a template for an answer',
    question(
      'essay',
      'q',
      '<responseformat>editor</responseformat><responsetemplate format="html"><text>Dear</text></responsetemplate>',
    ),
    'The template for the answer',
  ],
  [
    'words that are dragged',
    question(
      'ddwtos',
      'q [[1]]',
      '<dragbox><text>a</text><group>1</group></dragbox><dragbox><text>b</text><group>1</group></dragbox>',
    ),
    'not dragged',
  ],
  [
    'an order that is graded by places',
    question(
      'ordering',
      'q',
      `<gradingtype>ABSOLUTE_POSITION</gradingtype>${answer(1, 'a')}${answer(2, 'b')}${answer(3, 'c')}`,
    ),
    'by another rule',
  ],
])('%s are a loss that is named', async (_, source, reason) => {
  const { items } = await read(source)
  expect(items[0]).toMatchObject({ status: 'lossy' })
  expect(items[0]?.reason).toContain(reason)
})

test.each([
  [
    'too many choices',
    question(
      'multichoice',
      'q',
      `<single>true</single>${answer(100, 'a')}${Array.from({ length: 30 }, (_, index) => answer(0, `b${String(index)}`)).join('')}`,
    ),
    'It has more than 30 choices.',
  ],
  [
    'one choice',
    question('multichoice', 'q', `<single>true</single>${answer(100, 'a')}`),
    'It has fewer than 2 choices.',
  ],
  [
    'a text too long',
    question('shortanswer', 'word '.repeat(5000), typed),
    'Its text is longer than 20000 characters.',
  ],
  ['no answer', question('shortanswer', 'q', ''), 'No answer is marked as right.'],
  ['no number', question('numerical', 'q', answer(100, 'many')), 'No answer is marked as right.'],
  ['no gap', question('cloze', 'q', ''), 'There is no gap in its text that can be read.'],
  [
    'an item without a match',
    question(
      'matching',
      'q',
      '<subquestion><text>a</text><answer><text></text></answer></subquestion><subquestion><text>b</text><answer><text>B</text></answer></subquestion>',
    ),
    'One of its items has nothing that matches it.',
  ],
])('%s is a reason to skip a question', async (_, source, reason) => {
  const { items, questions } = await read(source)
  expect(questions).toEqual([])
  expect(items).toMatchObject([{ status: 'skipped', reason }])
})

test('cloze: every way of writing a gap', async () => {
  const { questions } = await read(
    question(
      'cloze',
      '{1:SA:=a\\~b~=\\=c#yes} {:SHORTANSWER_C:=Na} {2:NM:%100%3.5:0.1} {1:MCV:wrong~=right~50%} {1:MULTICHOICE_HS:=x \\} y~&amp;eacute;} \\frac{1}{2} {notagap}',
      '',
    ),
  )
  expect(questions[0]).toMatchObject({
    content: { text: '[[1]] [[2]] [[3]] [[4]] [[5]] \\\\frac{1}{2} {notagap}' },
    key: {
      gaps: {
        1: { accepted: ['a~b', '=c'] },
        2: { accepted: ['Na'], isCaseSensitive: true },
        3: { value: 3.5, tolerance: 0.1 },
        4: { optionId: 'b' },
        5: { optionId: 'a' },
      },
    },
  })
  const gaps = questions[0]?.content['gaps'] as readonly {
    readonly options?: readonly { readonly markdown: string }[]
  }[]
  expect(gaps[4]?.options?.map(({ markdown }) => markdown)).toEqual(['x } y', 'é'])
})
