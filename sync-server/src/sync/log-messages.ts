import type { LogChange } from '../ports/store/store.ts'
import { textDocument } from '../ports/store/text-document.ts'

/** Of the bus: the log has grown. */
export const LOG_TOPIC = 'log'
/** Says only that. */
export const HINT = ''
/** More than so many characters is read from the store by those who need it. */
const MOST_CHARACTERS = 512 * 1024

/** One change: number, collection, id, channels, channels left, deleted (1 or 0), hash of the state, content as JSON. */
type SentChange = readonly [number, string, string, readonly string[], readonly string[], 0 | 1, string, string]

/** What was committed as text for the bus: the last number, a line break, and the changes; a bare hint where they are large. */
export const messageOf = (changes: readonly LogChange[]): string => {
  const last = changes.at(-1)
  if (last === undefined) return HINT
  const sent = changes.map(({ number, collection, id, channels, left, deleted, document }): SentChange => {
    const { stateHash, text = JSON.stringify(document.content) } = document
    return [number, collection, id, channels, left, deleted ? 1 : 0, stateHash, text]
  })
  const message = `${String(last.number)}\n${JSON.stringify(sent)}`
  return message.length > MOST_CHARACTERS ? HINT : message
}

/** The number of the last of its changes, known without reading them. Undefined where it brings none: whoever follows the log looks into the store. */
export const lastNumberOf = (message: string): number | undefined => {
  const end = message.indexOf('\n')
  const number = Number(message.slice(0, Math.max(0, end)))
  return end < 1 || Number.isNaN(number) ? undefined : number
}

/** Undefined where they can't be read, as those of a build that writes them otherwise: a hint, then. */
export const changesFromMessage = (message: string): readonly LogChange[] | undefined => {
  try {
    const sent = JSON.parse(message.slice(message.indexOf('\n') + 1)) as readonly SentChange[]
    return sent.map(([number, collection, id, channels, left, isDeleted, stateHash, content]) => {
      const entry = { number, collection, id, channels, deleted: isDeleted === 1 }
      return { ...entry, left, document: textDocument({ ...entry, stateHash }, content) }
    })
  } catch {
    return undefined
  }
}
