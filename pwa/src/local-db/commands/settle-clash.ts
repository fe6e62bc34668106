import type { RxCollection } from 'rxdb/plugins/core'
import { collections, type CollectionName } from '@edutrack/shared-schema/collections/registry'
import { changeDocuments } from '../change-documents.ts'
import { madeFrom, type LocalDocument } from '../local-document.ts'
import type { CommandContext } from './command-context.ts'

/**
 * Settles what is held beside another's state: `mine` goes out again, now knowing of theirs; `theirs` is taken as it is. Resolves to the person's own state
 * as it was, or undefined where nothing was held.
 */
export const settleClash = async (
  { database, clock }: Pick<CommandContext, 'database' | 'clock'>,
  name: CollectionName,
  id: string,
  choice: 'mine' | 'theirs',
): Promise<LocalDocument | undefined> => {
  let held: LocalDocument | undefined
  await changeDocuments(database[name] as unknown as RxCollection, [id], (_id, current) => {
    held = current?.theirs === undefined ? undefined : current
    if (current?.theirs === undefined) return undefined
    const { heldCode: _code, theirs, base: _base, ...mine } = current
    const { _number, _deleted, ...their } = theirs
    const serverNumber = _number ?? 0
    if (choice === 'theirs')
      return _deleted === true ? 'delete' : { ...their, unsentSince: 0, assumed: '', serverNumber }
    return { ...mine, unsentSince: clock.now(), ...madeFrom(collections[name], theirs), serverNumber }
  })
  return held
}
