export type MarkdownMark = 'bold' | 'italic' | 'heading' | 'list' | 'link' | 'formula'

const around: Readonly<Partial<Record<MarkdownMark, readonly [before: string, after: string]>>> = {
  bold: ['**', '**'],
  italic: ['*', '*'],
  link: ['[', '](https://)'],
  formula: ['$', '$'],
}

/** What to put in place of `from`–`to` of a text, so that what is selected is marked; and what is selected then. */
export const markSelection = (
  kind: MarkdownMark,
  text: string,
  start: number,
  end: number,
): { readonly from: number; readonly to: number; readonly text: string; readonly selection: [number, number] } => {
  const pair = around[kind]
  if (pair !== undefined) {
    const [before, after] = pair
    const selection: [number, number] = [start + before.length, end + before.length]
    return { from: start, to: end, text: before + text.slice(start, end) + after, selection }
  }
  // Whole lines, each with its mark.
  const from = text.lastIndexOf('\n', start - 1) + 1
  const next = text.indexOf('\n', end)
  const to = next < 0 ? text.length : next
  const mark = kind === 'heading' ? '## ' : '- '
  const marked = text
    .slice(from, to)
    .split('\n')
    .map((line) => mark + line)
    .join('\n')
  return { from, to, text: marked, selection: [start + mark.length, from + marked.length - (to - end)] }
}
