import { schemas } from '@edutrack/shared-schema/schemas/registry'
import type { StoreReader } from '#ports/store/store.ts'
import type { AlsoWrite } from '#sync/collection-rules.ts'
import type { SyncEngine } from '#sync/sync-engine.ts'

/**
 * Commits, together, those documents that the store has never held. One that is there, or was there and is deleted, is left as it is: what people have
 * made of it since counts more. Throws for a document that is not valid by its collection, before anything is written.
 */
export const commitMissing = async (
  { engine, store }: { readonly engine: Pick<SyncEngine, 'commitAsServer'>; readonly store: StoreReader },
  writes: readonly AlsoWrite[],
): Promise<void> => {
  for (const { collection, document } of writes) {
    const result = schemas[collection].safeParse(document)
    if (!result.success)
      throw new Error(`${collection}/${document.id} is not valid: ${result.error.message}`, { cause: result.error })
  }
  const stored = await store.documents(writes.map(({ collection, document }) => ({ collection, id: document.id })))
  const missing = writes.filter((_, index) => stored[index] === undefined)
  if (missing.length > 0) await engine.commitAsServer(missing)
}
