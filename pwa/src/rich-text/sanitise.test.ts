// @vitest-environment jsdom
import { describe, expect, test } from 'vitest'
import { hostileMarkdown } from '#testing/hostile-markdown.ts'
import { markdownToHtml } from './markdown-to-html.ts'
import { setFormula } from './maths/set-formula.ts'
import { createPurifySanitise } from './purify-sanitise.ts'

// The browser's own sanitiser is looked at in a browser: the gallery shows the same texts.
const sanitise = createPurifySanitise(window)
const shown = (markdown: string): HTMLElement => {
  const host = document.createElement('div')
  host.append(sanitise(markdownToHtml(markdown)))
  return host
}
const dangerous =
  'script, style, link, meta, base, iframe, object, embed, form, input, button, textarea, select, img, video, audio, source, svg, math, template, noscript, [style], [class], [id], [name], [src], [srcset], [action], [formaction], [xlink\\:href]'

test.each(hostileMarkdown)('nothing runs, loads or poses as the app: %s', (markdown) => {
  const host = shown(markdown)
  expect(host.querySelectorAll(dangerous)).toHaveLength(0)
  for (const element of host.querySelectorAll('*'))
    for (const { name, value } of element.attributes) {
      expect(name).not.toMatch(/^on|^aria|^target$|^ping$/)
      if (name === 'href') expect(value).toMatch(/^(https?:|mailto:|tel:|\/(?![/\\])|#)/)
    }
})

test('what a text needs stays', () => {
  const host = shown(
    'H<sub>2</sub>O, <kbd>Ctrl</kbd>, <ruby>漢<rt>kan</rt></ruby>, <span lang="fr" dir="ltr">oui</span>\n\n<details><summary>More</summary>\n\nHidden\n\n</details>\n\n1. a\n\n3. [site](https://x.example) <a@b.example> [unit](/courses/c/units/u) [up](#top)\n\n$x_1$ ![alt](file:f "c")',
  )
  for (const selector of [
    'sub',
    'kbd',
    'ruby rt',
    '[lang=fr][dir=ltr]',
    'details summary',
    'ol',
    '[data-tex="x_1"]',
    '[data-file=f][data-alt=alt][data-caption=c]',
  ])
    expect(host.querySelector(selector), selector).not.toBeNull()
  expect([...host.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
    'https://x.example',
    'mailto:a@b.example',
    '/courses/c/units/u',
    '#top',
  ])
})

describe('maths', () => {
  const set = (tex: string): HTMLElement => {
    const host = document.createElement('div')
    setFormula(host, tex, false)
    return host
  }
  test('a formula comes through whole', () => {
    const host = set('x = \\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}')
    for (const tag of ['math', 'mfrac', 'msqrt', 'msup', 'mo']) expect(host.querySelector(tag), tag).not.toBeNull()
    expect(set('\\sum_{i=1}^{n} i').querySelector('msubsup, munderover')).not.toBeNull()
  })
  test.each([
    '\\href{javascript:alert(1)}{x}',
    '\\url{javascript:alert(1)}',
    '\\includegraphics{https://evil.example/x.png}',
    '\\class{navigation}{x}',
    '\\id{main}{x}',
    '\\style{position:fixed}{x}',
    '\\data{x=y}{z}',
    '\\text{<img src=x onerror=alert(1)>}',
    '\\color{red;background:url(https://evil.example)}{x}',
  ])('a formula brings nothing but maths: %s', (tex) => {
    const host = set(tex)
    expect(host.querySelectorAll('a, img, script, [href], [src], [id], [class*=navigation], [data-x]')).toHaveLength(0)
    for (const element of host.querySelectorAll('*'))
      for (const { name, value } of element.attributes) expect(`${name}=${value}`).not.toMatch(/^on|url\(|fixed/)
  })
  test('a formula that makes ever more of itself is given up', () => {
    expect(setFormula(document.createElement('div'), '\\def\\a{\\a\\a}\\a', false)).toBe(false)
    expect(setFormula(document.createElement('div'), '{'.repeat(20_000), false)).toBe(false)
  })
})
