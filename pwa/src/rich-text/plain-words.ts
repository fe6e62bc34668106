/** The first words of a text without its marks: enough to know which question it is. */
export const plainWords = (markdown: string, length = 90): string => {
  const plain = markdown
    .replaceAll(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/<[^>]{0,200}>/g, ' ')
    .replaceAll(/^\s*(?:#{1,6}|>|[*+-]|\d+[.)])\s+/gm, '')
    .replaceAll(/\*\*|__|`|\$/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
  if (plain.length <= length) return plain
  const cut = plain.lastIndexOf(' ', length)
  return `${plain.slice(0, cut > length / 2 ? cut : length)}…`
}
