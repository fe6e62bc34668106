import { describe, expect, test } from 'vitest'
import { markdownToHtml } from './markdown-to-html.ts'

describe('maths', () => {
  test.each([
    ['$x^2$', '<p><span data-tex="x^2"></span></p>'],
    ['a $a_1 + b_1$ and $a_2$ b', '<p>a <span data-tex="a_1 + b_1"></span> and <span data-tex="a_2"></span> b</p>'],
    ['*see $a*b$*', '<p><em>see <span data-tex="a*b"></span></em></p>'],
    ['$$x = 1$$', '<div><span data-tex="x = 1" data-display="true"></span></div>'],
    ['$$\nx\n= 1\n$$', '<div><span data-tex="x\n= 1" data-display="true"></span></div>'],
    ['so\n$$x$$\n', '<p>so</p>\n<div><span data-tex="x" data-display="true"></span></div>'],
    ['so $$x$$ it is', '<p>so <span data-tex="x" data-display="true"></span> it is</p>'],
    ['$a<b$ "', '<p><span data-tex="a&lt;b"></span> &quot;</p>'],
    ['$|x| = \\$5$', '<p><span data-tex="|x| = \\$5"></span></p>'],
  ])('%s', (markdown, html) => {
    expect(markdownToHtml(markdown).trim()).toBe(html)
  })
  test.each(['It costs $5 and $10.', 'From $ 5 to 6 $.', 'Only \\$5, and $6', '`$x$`', 'a $ b', '$20$30'])(
    'no maths: %s',
    (markdown) => {
      expect(markdownToHtml(markdown)).not.toContain('data-tex')
    },
  )
})

describe('media', () => {
  test('a picture on its own is a block, in a line it stays in the line', () => {
    expect(markdownToHtml('![A "hand"](file:f1 "Press")')).toBe(
      '<div data-file="f1" data-alt="A &quot;hand&quot;" data-caption="Press"></div>',
    )
    expect(markdownToHtml('a ![b](file:f1) c').trim()).toBe('<p>a <span data-file="f1" data-alt="b"></span> c</p>')
    expect(markdownToHtml('![a](file:1)\n![b](file:2)')).toBe(
      '<div data-file="1" data-alt="a"></div><div data-file="2" data-alt="b"></div>',
    )
  })
  test('a file is linked to; a picture from elsewhere is a link, never fetched', () => {
    expect(markdownToHtml('[The form](file:f2)').trim()).toBe(
      '<p><span data-file="f2" data-link="true">The form</span></p>',
    )
    expect(markdownToHtml('![cat](https://x.example/c.png)').trim()).toBe(
      '<p><a href="https://x.example/c.png">cat</a></p>',
    )
    expect(markdownToHtml('![x](data:image/png;base64,AAAA)')).not.toContain('data:')
  })
})

test('callouts hold Markdown, and end with their quote', () => {
  const html = markdownToHtml('> [!WARNING]\n> Never **alone**.\n>\n> - a\n> - b\n\nAfter')
  expect(html).toContain('<aside data-callout="warning"><p>Never <strong>alone</strong>.</p>')
  expect(html).toContain('<li>a</li>')
  expect(html).toContain('</aside>\n<p>After</p>')
  expect(markdownToHtml('> [!TIP] Short.')).not.toContain('data-callout')
  expect(markdownToHtml('> plain')).toContain('<blockquote>')
})

test('headings start at the second level, tables scroll in a box of their own', () => {
  expect(markdownToHtml('# One\n### Three')).toBe('<h2>One</h2>\n<h3>Three</h3>\n')
  expect(markdownToHtml('|a|b|\n|---|---:|\n|1|2|').trim()).toBe(
    '<div data-table="true"><table><thead><tr><th scope="col">a</th><th scope="col" align="right">b</th></tr></thead><tbody><tr><td>1</td><td align="right">2</td></tr></tbody></table></div>',
  )
})

test('in a line there are no blocks', () => {
  expect(markdownToHtml('**5** cm, $x$', { isInline: true })).toBe('<strong>5</strong> cm, <span data-tex="x"></span>')
})

/** What would take minutes, or the stack, if it were read as it asks to be. On any machine the time is far above what is needed. */
test.each([
  ['quotes in quotes', '>'.repeat(200_000)],
  ['lists in lists', '- '.repeat(100_000) + 'a'],
  ['open brackets', '['.repeat(200_000)],
  ['emphasis that never ends', '_a__a_'.repeat(33_000)],
  ['stars', '**a '.repeat(50_000)],
  ['dollars', '$'.repeat(200_000)],
  ['formulas that never end', '$a '.repeat(60_000)],
  ['escaped dollars', '$' + '\\$'.repeat(100_000)],
  ['blocks of maths that never end', '$$a\n\n'.repeat(30_000)],
  ['lists and quotes in each other', '> 1. - '.repeat(28_000)],
  ['addresses that never come', 'a.'.repeat(100_000)],
  ['callouts', '> [!TIP]\n'.repeat(20_000)],
  [
    'callouts in callouts',
    Array.from({ length: 2000 }, (_, depth) => `${'> '.repeat(depth)}[!TIP]`)
      .join('\n')
      .slice(0, 200_000),
  ],
  ['angle brackets', '<'.repeat(200_000)],
  ['cells', '|'.repeat(200_000)],
])('200,000 characters of %s are read in seconds and never throw', (_, markdown) => {
  const begin = performance.now()
  expect(() => markdownToHtml(markdown)).not.toThrow()
  expect(performance.now() - begin).toBeLessThan(20_000)
})
