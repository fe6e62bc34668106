/** Characters that have a meaning in GIFT stand behind a backslash where they are only themselves; `\n` is a line break. */
const escaped = '\\~=#{}:'
/** Private characters that stand for escaped ones while a question is cut at the others. */
const FIRST_STAND_IN = 0xe000
const LINE_BREAK = String.fromCharCode(FIRST_STAND_IN + escaped.length)
const standIns = new Map(
  [...escaped].map((character, index) => [character, String.fromCharCode(FIRST_STAND_IN + index)]),
)
const characters = new Map([...standIns].map(([character, standIn]) => [standIn, character]))
const ANY_STAND_IN = /[\ue000-\ue007]/g

/** Puts stand-ins for all that is escaped, so that the rest has only its meaning. */
export const hideEscapes = (text: string): string =>
  text
    .replace(ANY_STAND_IN, '\ufffd')
    .replace(/\\([\\~=#{}:n])/g, (whole, character: string) =>
      character === 'n' ? LINE_BREAK : (standIns.get(character) ?? whole),
    )

/** The text that was meant. */
export const showEscapes = (text: string): string =>
  text.replace(ANY_STAND_IN, (standIn) => (standIn === LINE_BREAK ? '\n' : (characters.get(standIn) ?? standIn)))

/** A text that means only itself. */
export const escapeGift = (text: string): string => text.replace(/[\\~=#{}:]/g, '\\$&').replaceAll('\n', '\\n')
