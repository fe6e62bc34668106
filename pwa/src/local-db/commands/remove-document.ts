import type { RxCollection } from 'rxdb/plugins/core'
import { changeDocuments } from '../change-documents.ts'
import type { LocalDocument } from '../local-document.ts'
import { clientStateHash } from '@edutrack/shared-schema/collections/define-collection'
import { collections } from '@edutrack/shared-schema/collections/registry'
import { edit, type CommandContext } from './command-context.ts'

/** Collections of which a person may delete documents. */
type Removable = 'notes' | 'posts' | 'files'

/**
 * Deletes what is the person's own: out of sight at once, and at the school when it can be told. Resolves to what brings it back, also when the school has
 * heard of it.
 */
export const removeDocument = async (
  context: CommandContext,
  name: Removable,
  id: string,
): Promise<() => Promise<void>> => {
  const { database, clock } = context
  let removed: LocalDocument | undefined
  await changeDocuments(database[name] as unknown as RxCollection, [id], (_id, current) => {
    removed = current
    if (current === undefined || current.isRemoved === true) return undefined
    const { unsentSince, assumed, serverNumber } = current
    return {
      ...current,
      isRemoved: true,
      ...(unsentSince > 0
        ? { unsentSince, assumed }
        : {
            unsentSince: clock.now(),
            assumed: serverNumber === 0 ? '' : clientStateHash(collections[name], current),
          }),
    }
  })
  return async () => {
    if (removed !== undefined) await edit(context, name, id, () => removed as never)
  }
}
