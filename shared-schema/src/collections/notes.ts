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
    if (theirs.text.includes(mine.text)) return theirs
    if (mine.text.includes(theirs.text)) return mine
    const [later, earlier] = mine.writtenAt >= theirs.writtenAt ? [mine, theirs] : [theirs, mine]
    return { ...later, text: `${later.text}${NOTE_DIVIDER}${earlier.text}`.slice(0, MAX_NOTE_LENGTH) }
  },
})
