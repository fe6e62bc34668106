import fc from 'fast-check'

const word = fc.constantFrom(
  'leaf',
  'Wurzel',
  'ça',
  '光',
  'x2',
  'CO2',
  'half-way',
  'e.g.',
  '5',
  '3.5',
  '“so”',
  'A&B',
  'a<b',
  'snake\\_case',
  '\\$5',
  'C\\#',
)
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((list) => list.join(' '))
const plainWords = fc
  .array(fc.constantFrom('leaf', 'Wurzel', 'stem', 'ça'), { minLength: 1, maxLength: 3 })
  .map((list) => list.join(' '))

const inline = fc.oneof(
  { weight: 5, arbitrary: words },
  plainWords.map((text) => `**${text}**`),
  plainWords.map((text) => `*${text}*`),
  plainWords.map((text) => `\`${text}\``),
  fc.constantFrom('$x^2$', '$a_1 \\cdot b_1$', '$$\\sum_i x_i$$', '$\\frac{1}{2}$'),
  plainWords.map((text) => `[${text}](https://example.org/a_b)`),
  fc.constantFrom('![Cell](file:f1)', '![A “cell”](file:f2 "Seen closely")', '[The form](file:d1)'),
  fc.constantFrom('H<sub>2</sub>O', 'x<sup>2</sup>', '<u>under</u>'),
)

/** A line of our Markdown. */
export const markdownLine = fc.array(inline, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(' '))

const paragraph = fc.array(markdownLine, { minLength: 1, maxLength: 2 }).map((lines) => lines.join('\\\n'))
const list = fc
  .tuple(fc.boolean(), fc.array(fc.tuple(markdownLine, fc.option(markdownLine)), { minLength: 1, maxLength: 4 }))
  .map(([isNumbered, items]) =>
    items
      .map(([line, inner], index) => {
        const mark = isNumbered ? `${String(index + 1)}.` : '-'
        const indent = ' '.repeat(mark.length + 1)
        return `${mark} ${line}${inner === null ? '' : `\n${indent}- ${inner}`}`
      })
      .join('\n'),
  )
const quote = fc
  .array(markdownLine, { minLength: 1, maxLength: 2 })
  .map((lines) => lines.map((line) => `> ${line}`).join('\n>\n'))
const callout = markdownLine.map((line) => `> [!WARNING]\n> ${line}`)
const fence = fc
  .array(fc.constantFrom('x = 1', '  # not a title', '', '- a', '<b>&amp;'), { minLength: 1, maxLength: 3 })
  .map((lines) => `\`\`\`js\nbegin\n${lines.join('\n')}\nend\n\`\`\``)
const table = fc
  .array(fc.tuple(words, words), { minLength: 1, maxLength: 3 })
  .map((rows) => ['| a | b |', '|---|:-:|', ...rows.map(([a, b]) => `| ${a} | ${b} |`)].join('\n'))
const heading = fc.tuple(fc.integer({ min: 1, max: 4 }), words).map(([level, text]) => `${'#'.repeat(level)} ${text}`)

const block = fc.oneof(paragraph, paragraph, list, quote, callout, fence, table, heading, fc.constant('___'))

/** A page of our Markdown. */
export const markdownBlocks = fc.array(block, { minLength: 1, maxLength: 5 }).map((blocks) => blocks.join('\n\n'))
