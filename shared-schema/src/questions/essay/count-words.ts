/** Words of a text as a person counts them: also in scripts that write no spaces. */
export const countWords = (text: string): number => {
  let words = 0
  for (const { isWordLike } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text))
    if (isWordLike === true) words += 1
  return words
}
