import type { z } from 'zod'
import type { noteSchema } from '#schemas/notes.ts'
import { defineCollection } from './define-collection.ts'

export type Note = z.infer<typeof noteSchema>

export const MAX_NOTE_LENGTH = 20_000

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
    return { ...later, text: `${later.text}\n\n${earlier.text}`.slice(0, MAX_NOTE_LENGTH) }
  },
})
