import { expect, test } from 'vitest'
import { markSelection, type MarkdownMark } from './mark-selection.ts'

/** `|` around the selection. */
const marked = (kind: MarkdownMark, sketch: string): string => {
  const [before = '', selected = '', after = ''] = sketch.split('|')
  const text = before + selected + after
  const made = markSelection(kind, text, before.length, before.length + selected.length)
  const whole = text.slice(0, made.from) + made.text + text.slice(made.to)
  const [start, end] = made.selection
  return `${whole.slice(0, start)}|${whole.slice(start, end)}|${whole.slice(end)}`
}

test.each([
  ['bold', 'a |b| c', 'a **|b|** c'],
  ['italic', '||', '*||*'],
  ['link', 'see |this|', 'see [|this|](https://)'],
  ['heading', 'one\nt|w|o\nthree', 'one\n## t|w|o\nthree'],
  ['list', '|one\ntwo|', '- |one\n- two|'],
  ['formula', '|x|', '$|x|$'],
] as const)('%s: %j', (kind, before, after) => {
  expect(marked(kind, before)).toBe(after)
})
