/** A, B, … Z, AA, AB, …: a name for each of a list. */
export const letterOf = (index: number): string =>
  (index < 26 ? '' : letterOf(Math.floor(index / 26) - 1)) + String.fromCodePoint(65 + (index % 26))

/** Whether a list of the platform, which shows text alone, can show this Markdown as it is. */
export const isPlainWords = (markdown: string): boolean =>
  markdown.length <= 60 && !/[*_`$[\]<>\\~#|\n&]|https?:/.test(markdown)
