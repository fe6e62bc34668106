/** Words as a reader counts them, also in languages that write without spaces. */
export const countWords = (text: string, language: string): number => {
  if (typeof Intl.Segmenter !== 'function') return text.split(/\s+/).filter(Boolean).length
  let words = 0
  for (const { isWordLike } of segmenterOf(language).segment(text)) if (isWordLike === true) words += 1
  return words
}

const segmenterOf = (language: string): Intl.Segmenter => {
  try {
    return new Intl.Segmenter(language, { granularity: 'word' })
  } catch {
    return new Intl.Segmenter(undefined, { granularity: 'word' }) // No well-formed language.
  }
}
