/** Markdown with as many line ends around it as it needs to be a paragraph of its own in place of `start`–`end` of a text. */
export const asBlock = (markdown: string, text: string, start: number, end: number): string => {
  const before = text.slice(0, start)
  const after = text.slice(end)
  const lead = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n'
  const tail = after === '' ? '\n' : after.startsWith('\n\n') ? '' : after.startsWith('\n') ? '\n' : '\n\n'
  return lead + markdown + tail
}
