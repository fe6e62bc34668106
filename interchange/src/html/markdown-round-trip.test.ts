import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultLimits } from '#limits.ts'
import { createLosses } from '#losses.ts'
import { markdownBlocks } from '#testing/arbitrary-markdown.ts'
import { look } from '#testing/look.ts'
import type { HtmlContext } from './html-context.ts'
import { htmlToMarkdown } from './html-to-markdown.ts'
import { markdownToHtml } from './markdown-to-html.ts'
import { parseHtml } from './parse-html.ts'

const toHtml = (markdown: string) =>
  markdownToHtml(markdown, {
    fileOf: (id) => ({
      href: `media/${id}`,
      role: id.startsWith('v') ? 'video' : id.startsWith('d') ? 'document' : 'image',
    }),
  })

const toMarkdown = (html: string) => {
  const context: HtmlContext = {
    limits: defaultLimits,
    losses: createLosses(),
    resolve: (address) =>
      address.startsWith('media/') ? { href: `file:${address.slice(6)}`, isFile: true } : { href: address },
  }
  const markdown = htmlToMarkdown(parseHtml(html, defaultLimits), context)
  expect(
    context.losses
      .reason()
      .replace(/A picture on the web[^.]*[.]org[^.]*[.]/g, '')
      .trim(),
  ).toBe('')
  return markdown
}

test('what Markdown shows is the same after the way through HTML and back', () => {
  fc.assert(
    fc.property(markdownBlocks, (markdown) => {
      const html = toHtml(markdown)
      expect(look(toHtml(toMarkdown(html)))).toBe(look(html))
    }),
    { numRuns: 500 },
  )
})

test('plain text of any characters comes back as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...' ab1.)-+*_#>`[]()!$~|<&;:=\\/"\''.split('')) }), (text) => {
      const html = `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`
      const context = { limits: defaultLimits, losses: createLosses(), resolve: (href: string) => ({ href }) }
      const markdown = htmlToMarkdown(parseHtml(html, defaultLimits), context)
      const shown = toHtml(markdown)
        .replace(/<[^>]*>/g, '')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&')
      const tex = /\\\(|\\\[|\$\$/.test(text)
      if (!tex) expect(shown).toBe(text.replace(/\s+/g, ' ').trim())
    }),
    { numRuns: 3000 },
  )
})

test('nothing that runs is exported', () => {
  expect(
    toHtml('a<script>alert(1)</script> <b onclick="x()">b</b> [c](javascript:alert(1)) <a href="java\tscript:x">d</a>'),
  ).toBe('<p>a <b>b</b> c <a>d</a></p>')
})
