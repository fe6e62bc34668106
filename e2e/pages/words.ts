import { readFileSync } from 'node:fs'

/** The app's English words: tests find buttons by what they say, wherever that is written. */
const messages = JSON.parse(readFileSync(new URL('../../pwa/src/i18n/en.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, string>
>

/**
 * What a message of the catalogue looks like on the screen, whatever values it was given: each of ICU's arguments may be anything. Throws for a key that
 * does not exist.
 */
export const words = (key: string): RegExp => {
  const message = messages[key]
  if (message === undefined) throw new Error(`The catalogue has no message ${key}`)
  const parts = fixedParts(message)
  if (parts.every((part) => part.trim() === '')) throw new Error(`${key} says nothing of its own: look for its values`)
  return new RegExp(`^${parts.map(escape).join('.*')}$`, 's')
}

/** The same, as a part of a longer text. */
export const wordsWithin = (key: string): RegExp => new RegExp(words(key).source.slice(1, -1), 's')

/** What a message says that takes no values: to be typed. */
export const wordsToType = (key: string): string => {
  const message = messages[key]
  if (message === undefined || message.includes('{'))
    throw new Error(`The catalogue has no message without values ${key}`)
  return message
}

/** The texts around ICU's arguments, which may hold braces themselves. */
const fixedParts = (message: string): readonly string[] => {
  const parts = ['']
  let depth = 0
  for (const letter of message) {
    if (letter === '{') {
      if (depth === 0) parts.push('')
      depth += 1
    } else if (letter === '}') depth -= 1
    else if (depth === 0) parts[parts.length - 1] += letter
  }
  return parts
}

/** In the names of buttons a space that doesn't break is one that does. */
const escape = (text: string): string =>
  text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replaceAll(/[\u00A0\u202F]/g, '\\s')
