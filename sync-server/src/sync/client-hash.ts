import {
  collectionNames,
  collections,
  type AnyDocument,
  type CollectionName,
} from '@edutrack/shared-schema/collections/registry'
import { contentHash, stateHash } from './json-hash.ts'

/** Hashes of documents' client parts, the same as shared-schema makes, by Node's own SHA-256. */
export interface ClientHashes {
  /** 64 hexadecimal digits: what a receipt is over. */
  contentHash(collection: CollectionName, document: AnyDocument): string
  /** Its first 16: what compare-and-set looks at. */
  stateHash(collection: CollectionName, document: AnyDocument): string
}

/** `clientStateHash` of a deleted document, whatever it was. */
export const DELETED_STATE_HASH = stateHash({ _deleted: true })

/**
 * On its way through a push one document is hashed for compare-and-set, for its receipt and for the store, under several shapes of the server's fields: the last hash is
 * remembered as long as the client's fields are the same values.
 */
export const createClientHashes = (): ClientHashes => {
  let last: { readonly collection: CollectionName; readonly document: AnyDocument; readonly hash: string } | undefined
  const hashOf = (collection: CollectionName, document: AnyDocument): string => {
    const fields = sortedFields[collection]
    if (last?.collection === collection) {
      const { document: before } = last
      if (fields.every((field) => before[field] === document[field])) return last.hash
    }
    const part: Record<string, unknown> = {}
    for (const field of fields) if (document[field] !== undefined) part[field] = document[field]
    const made = contentHash(part)
    last = { collection, document, hash: made }
    return made
  }
  return {
    contentHash: hashOf,
    stateHash: (collection, document) => hashOf(collection, document).slice(0, 16),
  }
}

/** Clients' fields in the order of the canonical text. */
const sortedFields = Object.fromEntries(
  collectionNames.map((name) => [name, collections[name].clientFields.toSorted()]),
) as unknown as Readonly<Record<CollectionName, readonly string[]>>
