/** Scripts that put no spaces between words: there, each pair of neighbours is a term. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const WORDS = /[\p{L}\p{N}]+/gu
const MARKS = /\p{M}+/gu

/**
 * The terms by which text is found, in its order, repeats kept: lower case, without accents, so that `crème` is found by `creme` on a keyboard without them. The
 * server's index and the search on a device are made by this one function.
 */
export const searchTerms = (text: string): readonly string[] =>
  (text.normalize('NFKD').replace(MARKS, '').toLowerCase().match(WORDS) ?? []).flatMap((word) =>
    UNSPACED.test(word) ? pairsOf(word) : [word],
  )

const pairsOf = (word: string): readonly string[] => {
  const letters = [...word]
  return letters.length < 2 ? letters : letters.slice(1).map((letter, index) => `${letters[index] ?? ''}${letter}`)
}
