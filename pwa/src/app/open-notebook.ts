import { map } from 'rxjs'
import type { CommandContext } from '#local-db/commands/command-context.ts'
import { removeDocument } from '#local-db/commands/remove-document.ts'
import { writeNote } from '#local-db/commands/write-note.ts'
import { liveAll } from '#local-db/queries/live.ts'
import type { Notebook } from './notebook.ts'

/** Notes on the database that is open already. Loaded with the first of them. */
export const openNotebook = (context: CommandContext): Notebook => {
  const { database, ids } = context
  return {
    all: () => liveAll(database, 'notes').pipe(map((notes) => notes.toSorted((a, b) => b.writtenAt - a.writtenAt))),
    ofUnit: (unitId) =>
      liveAll(database, 'notes', { unitId }).pipe(
        map((notes) => notes.toSorted((a, b) => a.position - b.position || a.writtenAt - b.writtenAt)),
      ),
    newId: ids.create,
    write: (note) => writeNote(context, note),
    remove: (id) => removeDocument(context, 'notes', id),
  }
}
