/** A plain text as Markdown that shows just it. Of one line; `escapeLineStarts` sees to what means something at the beginning of a line. */
export const escapeMarkdown = (text: string, isInTable = false): string => {
  const escaped = text
    .replace(/[\\`*[\]<~$]/g, '\\$&')
    // Within a word an underscore is itself.
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=#?\w+;)/g, '\\&')
    // Before a link it would make a picture of it.
    .replace(/!$/, '\\!')
  return isInTable ? escaped.replaceAll('|', '\\|') : escaped
}

/** Escapes what would make a heading, a list, a quote or a rule of a line that only is text. */
export const escapeLineStarts = (lines: string): string =>
  lines
    .split('\n')
    .map((line) =>
      line
        .replace(/^(#{1,6})(?=\s|$)/, '\\$1')
        .replace(/^([-+])(?=\s|$)/, '\\$1')
        .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
        .replace(/^([>=])/, '\\$1')
        .replace(/^([-:|])(?=[-:|\s]*$)/, '\\$1'),
    )
    .join('\n')

/** An address within `(…)`. */
export const escapeHref = (href: string): string => href.trim().replace(/[\s<>()\\[\]`|]/g, encodeCharacter)

const encodeCharacter = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
