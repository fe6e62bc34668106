import { describe, expect, test } from 'vitest'
import { defaultLimits } from '#limits.ts'
import { testHtmlContext } from '#testing/html-context.ts'
import { htmlToLine, htmlToMarkdown } from './html-to-markdown.ts'
import { parseHtml } from './parse-html.ts'

const convert = (html: string) => {
  const context = testHtmlContext()
  return { markdown: htmlToMarkdown(parseHtml(html, defaultLimits), context), losses: context.losses.reason() }
}
const markdownOf = (html: string) => convert(html).markdown

describe('text', () => {
  test.each([
    ['<p>One</p><p>Two</p>', 'One\n\nTwo'],
    ['One<br><br>Two<br>Three', 'One\n\nTwo\\\nThree'],
    ['  a \n b&nbsp;c  ', 'a b\u00a0c'],
    [
      '<p>Some <b>bold</b>, <i>italic </i>and <b><i>both</i></b>.</p>',
      'Some **bold**, *italic* and <strong>*both*</strong>.',
    ],
    ['a<b>b</b>c', 'a**b**c'],
    ['<b>a</b><i>b</i>', '**a**<em>b</em>'],
    ['<b>“quoted”</b>x', '<strong>“quoted”</strong>x'],
    [
      'H<sub>2</sub>O, x<sup>2</sup>, <u>under</u>, <strike>gone</strike>',
      'H<sub>2</sub>O, x<sup>2</sup>, <u>under</u>, <del>gone</del>',
    ],
    ['<h1>Title #</h1><h3>Sub <br>title</h3>', '# Title \\#\n\n### Sub title'],
    ['<div><span>a</span> <span>b</span></div>', 'a b'],
    ['<p>x</p><hr><p>y</p>', 'x\n\n___\n\ny'],
    ['<blockquote><p>a</p><p>b</p></blockquote><blockquote>c</blockquote>', '> a\n>\n> b\n\n<!-- -->\n\n> c'],
    ['<code>a|b `c`</code>', '`` a|b `c` ``'],
    ['<pre><code class="language-py">if x:\n  y\n</code></pre>', '```py\nif x:\n  y\n```'],
    [
      '<details open><summary>More</summary><p>x <b>y</b></p></details>',
      '<details open><summary>More</summary>\n\nx **y**\n\n</details>',
    ],
    ['<!-- no --><style>p{}</style>a', 'a'],
    ['<b>bold<p>para</p></b>', 'bold\n\npara'],
    ['<a href="https://x.org"><div>card</div></a>', '[card](https://x.org)'],
  ])('%s', (html, markdown) => {
    expect(markdownOf(html)).toBe(markdown)
  })

  test.each([
    ['2 * 3 * 4', '2 \\* 3 \\* 4'],
    ['snake_case _word_', 'snake_case \\_word\\_'],
    ['[a](b) ![c](d)', '\\[a\\](b) !\\[c\\](d)'],
    ['costs $5 or $6', 'costs \\$5 or \\$6'],
    ['a &lt;b&gt; &amp;amp; c', 'a \\<b> \\&amp; c'],
    ['# no heading', '\\# no heading'],
    ['- no list', '\\- no list'],
    ['1. no list', '1\\. no list'],
    ['> no quote', '\\> no quote'],
    ['---', '\\---'],
    ['a<br>===', 'a\\\n\\==='],
    ['~~x~~ `y`', '\\~\\~x\\~\\~ \\`y\\`'],
    ['Wow!<a href="https://x.org">x</a>', 'Wow\\![x](https://x.org)'],
    ['C:\\dir', 'C:\\\\dir'],
  ])('what is only text stays text: %s', (html, markdown) => {
    expect(markdownOf(html)).toBe(markdown)
  })
})

describe('lists', () => {
  test.each([
    ['<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>', '- a\n- b\n  - c'],
    ['<ol start="3"><li>a</li><li>b</li></ol>', '3. a\n4. b'],
    ['<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>', '- a\n\n  b\n\n- c'],
    ['<ul><li>a</li></ul><ul><li>b</li></ul>', '- a\n\n* b'],
    ['<ul><li>a</li><ul><li>b</li></ul></ul>', '- a\n  - b'],
    ['<ol><li>a<pre>x\n\ny</pre></li></ol>', '1. a\n\n   ```\n   x\n\n   y\n   ```'],
    ['<ul><li></li><li>b</li></ul>', '-\n- b'],
  ])('%s', (html, markdown) => {
    expect(markdownOf(html)).toBe(markdown)
  })
})

describe('tables', () => {
  test.each([
    [
      '<table><thead><tr><th>a</th><th align="right">b|c</th></tr></thead><tbody><tr><td>1</td><td align="right"><p>2</p><p>3</p></td></tr></tbody></table>',
      '| a | b\\|c |\n|---|--:|\n| 1 | 2<br>3 |',
    ],
    ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', '| a | b |\n|---|---|\n| c |  |'],
    ['<table><tr><td><p>a</p><ul><li>b</li></ul></td></tr></table>', 'a\n\n- b'],
    [
      '<table style="x"><tr><th colspan="2">a</th></tr><tr><td>b</td><td><b>c</b></td></tr></table>',
      '<table><tr><th colspan="2">a</th></tr><tr><td>b</td><td><b>c</b></td></tr></table>',
    ],
  ])('%s', (html, markdown) => {
    expect(markdownOf(html)).toBe(markdown)
  })
  test('merged cells that hold a formula are split, and that is said', () => {
    const { markdown, losses } = convert(
      '<table><tr><th colspan="2">\\(|x|\\)</th></tr><tr><td>b</td><td>c</td></tr></table>',
    )
    expect(markdown).toBe('| $\\vert x\\vert$ |  |\n|---|---|\n| b | c |')
    expect(losses).toBe('Merged cells of a table were split.')
  })
})

describe('maths', () => {
  test.each([
    ['\\(x^2\\) and $$y_1 * z$$', '$x^2$ and $$y_1 * z$$'],
    ['\\[a &lt; b\\]', '$$a < b$$'],
    ['\\(never ends', '\\\\(never ends'],
    ['[tex]a*b[/tex]5', '$a*b$<!-- -->5'],
    ['<img class="equation_image" alt="LaTeX: \\frac12" src="/equation_images/x">', '$\\frac12$'],
    [
      '<math><mfrac><mn>1</mn><msqrt><mi>x</mi></msqrt></mfrac><mo>≤</mo><mi>sin</mi><mi>α</mi></math>',
      '$\\frac{1}{\\sqrt{x}}\\le \\sin \\alpha$',
    ],
    [
      '<math display="block"><semantics><mi>x</mi><annotation encoding="application/x-tex">\\hat x</annotation></semantics></math>',
      '$$\\hat x$$',
    ],
    [
      '<math><msubsup><mi>a</mi><mi>i</mi><mn>2</mn></msubsup><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr></mtable></math>',
      '$a_{i}^{2}\\begin{matrix}1 & 0\\end{matrix}$',
    ],
    ['<script type="math/tex">x+1</script>', '$x+1$'],
  ])('%s', (html, markdown) => {
    expect(markdownOf(html)).toBe(markdown)
  })
})

describe('media and links', () => {
  test.each([
    ['<img src="media/a.png" alt="An [a]" title="T">', '![An \\[a\\]](file:a.png "T")', ''],
    [
      '<figure><img src="media/a.png" alt="A"><figcaption>Fig. 1</figcaption></figure>',
      '![A](file:a.png "Fig. 1")',
      '',
    ],
    ['<a href="media/form.pdf">The form</a>', '[The form](file:form.pdf)', ''],
    ['<video controls><source src="media/v.mp4"></video>', '![](file:v.mp4)', ''],
    ['<img src="gone.png" alt="A cat">', 'A cat', 'The file “gone.png” is not in the package.'],
    [
      '<img src="https://x.org/a.png" alt="A">',
      '![A](https://x.org/a.png)',
      'A picture on the web (x.org) has become a link: it would not be there without a network.',
    ],
    [
      '<iframe src="https://www.youtube.com/embed/1" title="Film"></iframe>',
      '[Film](https://www.youtube.com/embed/1)',
      'Something shown from the web (youtube.com) has become a link.',
    ],
    ['<a href="https://x.org/a b(c)">x</a>', '[x](https://x.org/a%20b%28c%29)', ''],
    ['<svg><title>Ring</title><circle r="1"/></svg>', '![Ring](file:drawing)', ''],
    ['<a href="#top">up</a> <a name="x"></a>', 'up', ''],
  ])('%s', (html, markdown, losses) => {
    expect(convert(html)).toEqual({ markdown, losses })
  })
})

describe('harm', () => {
  test.each([
    '<script>alert(1)</script>ok',
    '<p onclick="alert(1)">ok</p>',
    '<a href="java\nscript:alert(1)">ok</a>',
    '<a href=" JavaScript:alert(1)">ok</a>',
  ])('%s', (html) => {
    expect(convert(html)).toEqual({
      markdown: 'ok',
      losses: 'A script in the text was removed: it would not run here.',
    })
  })
  test.each([
    ['tags never closed', '<font>'.repeat(200_000)],
    ['lists in lists', '<ul><li>'.repeat(100_000)],
    ['closing tags', '<i>a</b>'.repeat(50_000)],
    ['line breaks', '<br>'.repeat(300_000)],
    ['line breaks before a word', '<p>a' + '<br>'.repeat(300_000) + 'b</p>'],
    ['formulas that never end', '\\('.repeat(500_000)],
    ['dollars', '$'.repeat(1_000_000)],
    ['cells', '<table>' + '<tr><td>a'.repeat(50_000)],
    ['fractions', '<math>' + '<mfrac><mi>a</mi>'.repeat(150)],
    ['attributes', `<p ${'a=b '.repeat(200_000)}>x`],
    ['ampersands', '&'.repeat(1_000_000)],
    ['opening brackets', '<'.repeat(1_000_000)],
    ['one line', 'word '.repeat(800_000)],
    ['emphasis', '<b>a</b>'.repeat(100_000)],
    ['bold within bold', '<b>a '.repeat(390)],
    ['comments never closed', '<!--'.repeat(200_000)],
  ])('a page of %s is read in seconds or refused in words', (_, html) => {
    const begin = performance.now()
    try {
      convert(html)
    } catch (error) {
      expect((error as Error).name).toBe('UnusableItem')
    }
    expect(performance.now() - begin).toBeLessThan(10_000)
  })
})

test('in one line blocks follow each other with a break', () => {
  const context = testHtmlContext()
  const line = (html: string) => htmlToLine(parseHtml(html, defaultLimits), context)
  expect(line('<p>a</p>\n<p>b <b>c</b></p>')).toBe('a<br>b **c**')
  expect(line('<ul><li>a</li><li>b</li></ul>')).toBe('• a<br>• b')
  expect(line('<p></p>')).toBe('')
})
