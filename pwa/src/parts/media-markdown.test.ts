import { expect, test } from 'vitest'
import { asBlock } from './as-block.ts'
import { mediaMarkdown, shownFileIds } from './media-markdown.ts'

test('a medium’s words can’t break out of its mention', () => {
  expect(mediaMarkdown('a [b](c)\n\\ d ', 'f1')).toBe('![a \\[b\\](c) \\\\ d](file:f1)')
  expect(mediaMarkdown('', 'f1')).toBe('![](file:f1)')
})

test('a unit shows its film, its captions and what its text names, each once', () => {
  const markdown = 'A ![a](file:f1) and [b](file:f2), ![c](<file:f1>), not `file:f3` nor [d](https://f4.example)'
  expect(shownFileIds(markdown, { fileId: 'v', captionsFileId: 'f2' })).toEqual(['v', 'f2', 'f1'])
  expect(shownFileIds('', undefined)).toEqual([])
})

test.each([
  ['', 0, 0, 'X\n'],
  ['ab', 2, 2, '\n\nX\n'],
  ['a\n', 2, 2, '\nX\n'],
  ['a\n\nb', 3, 3, 'X\n\n'],
  ['ab', 1, 1, '\n\nX\n\n'],
])('in %j at %i it is a paragraph of its own', (text, start, end, block) => {
  expect(asBlock('X', text, start, end)).toBe(block)
})
