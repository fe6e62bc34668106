/** What texts of courses have beyond GitHub's Markdown, and what no text makes a reader of them do: for all that turn them into something else. */

/** A formula within a line: `$$…$$`, or `$…$` without blanks at its ends; an amount of money is none. */
export const ANY_FORMULA = /\$\$([^$]+)\$\$|\$(?![\s$])((?:\\.|[^\\$])*?)(?<!\s)\$(?!\d)/g
/** The same at the beginning: the text of a displayed one, or of one in the line. */
export const FORMULA = new RegExp(`^(?:${ANY_FORMULA.source})`)

/** A quote whose first line is `[!note]` or another of these kinds: its kind and its lines, with their marks. */
export const CALLOUT = /^ {0,3}>[ \t]?\[!(tip|note|important|warning|caution)\][ \t]*((?:\n {0,3}>[^\n]*)*)(?:\n+|$)/i
/** The text of a callout's lines. */
export const unquote = (lines: string): string => lines.replaceAll(/^ {0,3}>[ \t]?/gm, '').trim()

const marker = String.raw`(?:>|[*+-](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]{0,4}`
/** Quotes and lists in each other, more on one line than anybody reads. */
const TOO_DEEP = new RegExp(`^( {0,3}(?:${marker}){24})(?:${marker})+`, 'gm')
/**
 * In a word of these characters the reader of Markdown looks for an e-mail address from each place to the end. No word and no address is as long; this one
 * gets places where a line may break.
 */
const TOO_LONG = /[a-zA-Z0-9.!#$%&'*+/=?_`{|}~-]{4000}/g
/** Takes out what makes a reader slow or breaks its stack, and nothing that anybody writes. */
export const tame = (markdown: string): string => markdown.replaceAll(TOO_DEEP, '$1').replaceAll(TOO_LONG, '$&\u200B')

/** An e-mail address is no longer than this. */
const LONGEST_EMAIL = 320
/** Emphasis in a run of text longer than this is left as it is written: looking for its ends takes the square of the length. */
const LONGEST_EMPHASISED = 10_000
const unlessLong = (_source: string, masked: string): false | undefined =>
  masked.length > LONGEST_EMPHASISED ? undefined : false
/** For `marked`, as `tokenizer`: undefined, none here; false, as usual. */
export const tameTokenizer = {
  emStrong: unlessLong,
  del: unlessLong,
  // Where no address can begin, none is looked for: that alone would take the square of the length.
  url: (source: string): false | undefined =>
    /^(?:https?:\/\/|www\.)/i.test(source) || source.slice(0, LONGEST_EMAIL).includes('@') ? false : undefined,
}
/** For `marked`, as `hooks`: `a_1` in a formula is no emphasis. */
export const formulaHooks = {
  emStrongMask: (source: string): string => source.replace(ANY_FORMULA, (formula) => 'a'.repeat(formula.length)),
}
