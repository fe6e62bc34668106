import type { RxCollection } from 'rxdb/plugins/core'
import { clientStateHash } from '@edutrack/shared-schema/collections/define-collection'
import { collections, type CollectionName } from '@edutrack/shared-schema/collections/registry'
import type { Clock } from '#platform/clock.ts'
import type { Ids } from '#platform/ids.ts'
import { changeDocuments } from '../change-documents.ts'
import { madeFrom, madeHere, type LocalDocument, type LocalDocumentOf, type SyncFields } from '../local-document.ts'
import type { LocalDatabase } from '../open-database.ts'

/** What every command works with: whose database, which device, and time and chance. */
export interface CommandContext {
  readonly database: LocalDatabase
  readonly personId: string
  readonly device: string
  readonly clock: Clock
  readonly ids: Ids
}

type Content<Name extends CollectionName> = Omit<LocalDocumentOf<Name>, keyof SyncFields>

/**
 * Writes a change that is to be sent, durable when it resolves. `edit` gets the present document, or undefined where there is none, and gives the
 * new one, or undefined to leave it; a result that differs in nothing that a device may write is not written. Resolves to the document as it is then.
 */
export const edit = async <Name extends CollectionName>(
  { database, clock }: Pick<CommandContext, 'database' | 'clock'>,
  name: Name,
  id: string,
  change: (current: LocalDocumentOf<Name> | undefined) => Content<Name> | undefined,
): Promise<LocalDocumentOf<Name> | undefined> => {
  const definition = collections[name]
  let latest: LocalDocument | undefined
  await changeDocuments(database[name] as unknown as RxCollection, [id], (_id, current) => {
    latest = current
    const content = change(current as LocalDocumentOf<Name> | undefined) as LocalDocument | undefined
    if (content === undefined) return undefined
    if (current === undefined) return (latest = madeHere(content, clock.now()))
    const stateHash = clientStateHash(definition, current)
    if (clientStateHash(definition, content) === stateHash && current.isRemoved !== true) return undefined
    // Held for the person, and now changed by them: it is worth sending again.
    const { isRemoved: _isRemoved, heldCode: _heldCode, theirs: _theirs, ...kept } = current
    const sync =
      current.unsentSince > 0
        ? { unsentSince: current.unsentSince, assumed: current.assumed }
        : {
            unsentSince: clock.now(),
            ...(current.serverNumber === 0 ? { assumed: '' } : madeFrom(definition, current)),
          }
    return (latest = { ...kept, ...content, ...sync, serverNumber: current.serverNumber })
  })
  return latest as LocalDocumentOf<Name> | undefined
}
