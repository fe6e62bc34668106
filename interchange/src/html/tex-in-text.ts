export type TexPart = { readonly text: string } | { readonly tex: string; readonly isDisplay: boolean }

const delimiters = [
  { begin: '\\(', end: '\\)', isDisplay: false },
  { begin: '\\[', end: '\\]', isDisplay: true },
  { begin: '$$', end: '$$', isDisplay: true },
  { begin: '[tex]', end: '[/tex]', isDisplay: false },
] as const

/** No formula is longer; what looks like the beginning of one is text. */
const LONGEST = 5000

/**
 * Cuts a text at the formulas that Moodle, Canvas and MathJax mark in it: `\(…\)`, `\[…\]`, `$$…$$`, `[tex]…[/tex]`. A single `$` is a dollar there.
 */
export const texInText = (text: string): readonly TexPart[] => {
  const parts: TexPart[] = []
  const closing = createClosing(text)
  let from = 0
  let at = 0
  while (at < text.length) {
    const found = delimiters.find(({ begin }) => text.startsWith(begin, at))
    const end = found === undefined ? -1 : closing(at + found.begin.length, found.end)
    const tex = found === undefined || end < 0 ? '' : text.slice(at + found.begin.length, end).trim()
    if (found === undefined || tex === '') {
      at += 1
      continue
    }
    if (at > from) parts.push({ text: text.slice(from, at) })
    parts.push({ tex, isDisplay: found.isDisplay })
    at = end + found.end.length
    from = at
  }
  if (from < text.length) parts.push({ text: text.slice(from) })
  return parts
}

/** Where the next end of a formula is. Asked for places that only go on, it reads the text once for each delimiter. */
const createClosing = (text: string) => {
  const next = new Map<string, number>()
  return (from: number, end: string): number => {
    let found = next.get(end) ?? -2
    if (found === -2 || (found >= 0 && found < from)) {
      found = text.indexOf(end, from)
      next.set(end, found)
    }
    return found - from > LONGEST ? -1 : found
  }
}

/** A formula as our Markdown writes it. */
export const texToMarkdown = (tex: string, isDisplay: boolean, isInTable = false): string => {
  const spaced = isInTable ? tex.replaceAll('\\|', '\\Vert ').replaceAll('|', '\\vert ') : tex
  const tidy = spaced.replace(/\s+/g, ' ').trim()
  if (tidy === '') return ''
  if (isDisplay && !tidy.includes('$')) return `$$${tidy}$$`
  // Ends with a backslash: it would escape the dollar.
  const closed = /(^|[^\\])(\\\\)*\\$/.test(tidy) ? `${tidy}\\ {}` : tidy
  return `$${closed.replace(/(^|[^\\])((?:\\\\)*)\$/g, '$1$2\\$')}$`
}
