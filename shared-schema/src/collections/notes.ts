import type { z } from 'zod'
import type { noteSchema } from '#schemas/notes.ts'
import { defineCollection } from './define-collection.ts'

export type Note = z.infer<typeof noteSchema>

export const MAX_NOTE_LENGTH = 20_000

/** Stands between texts of one note that were written apart from each other. */
export const NOTE_DIVIDER = '\n\n⁂\n\n'

export const notes = defineCollection<'notes', Note>({
  name: 'notes',
  version: 0,
  clientFields: ['personId', 'courseId', 'unitId', 'kind', 'position', 'text', 'writtenAt'],
  indexes: ['unitId'],
  migrations: {},
  // Both texts stay, the later one first.
  settle: (mine, theirs) => {
    const [later, earlier] = mine.writtenAt >= theirs.writtenAt ? [mine, theirs] : [theirs, mine]
    const texts = later.text.split(NOTE_DIVIDER)
    const others = earlier.text.split(NOTE_DIVIDER)
    const isSaidBy = (among: readonly string[]) => (text: string) => among.some((other) => isBeginning(text, other))
    const kept = [
      ...texts.filter((text) => !isSaidBy(others.filter((other) => other !== text))(text)),
      ...others.filter((other) => !isSaidBy(texts)(other)),
    ]
    return { ...later, text: kept.join(NOTE_DIVIDER).slice(0, MAX_NOTE_LENGTH) }
  },
})

/** Whether `other` is the text, or goes on from it. */
const isBeginning = (text: string, other: string): boolean =>
  text === '' || other === text || (other.startsWith(text) && /^\s/.test(other.slice(text.length)))
