import { notes, type Note } from '@edutrack/shared-schema/collections/notes'
import { edit, type CommandContext } from './command-context.ts'

/**
 * Writes a note or bookmark, or another text of it. `before` is the text that its writer saw: where another device has written meanwhile, both texts
 * stay. Resolves to the text as it is then.
 */
export const writeNote = async (
  context: CommandContext,
  input: Pick<Note, 'id' | 'courseId' | 'unitId' | 'kind' | 'position' | 'text'> & { readonly before: string },
): Promise<string> => {
  const { before, ...note } = input
  const writtenAt = context.clock.now()
  const written = await edit(context, 'notes', input.id, (current) => {
    if (current === undefined) return { ...note, personId: context.personId, writtenAt }
    if (current.text === note.text) return undefined
    const mine = { ...current, text: note.text, writtenAt }
    return current.text === before ? mine : { ...current, ...notes.settle?.(mine, current), writtenAt }
  })
  return written?.text ?? input.text
}
