import { clientStateHash } from '#collections/define-collection.ts'
import { collections, type AnyDocument, type CollectionName } from '#collections/registry.ts'

/**
 * A short text for all that somebody holds of a collection, whatever the order: how many documents, and the sum of a hash of each one's id and number. Device and
 * server make it of what they hold; where it differs, they differ (S20). It finds accidents, not attacks.
 */
export const createDigests = () => {
  const byCollection = new Map<string, { count: number; sum: number }>()
  return {
    /** `state`: the hash of the client's part, for collections in `isContentCompared`. */
    add: (collection: string, id: string, number: number, state = ''): void => {
      const digest = byCollection.get(collection) ?? { count: 0, sum: 0 }
      digest.count += 1
      digest.sum = (digest.sum + hash(`${id}\n${String(number)}\n${state}`)) >>> 0
      byCollection.set(collection, digest)
    },
    /** By collection; one without documents has none. */
    texts: (): Readonly<Record<string, string>> =>
      Object.fromEntries(
        [...byCollection].map(([collection, { count, sum }]) => [collection, `${String(count)}.${sum.toString(36)}`]),
      ),
  }
}

/** What a person has made themselves is compared with its content: few documents, and those that nobody could write again. */
export const isContentCompared = (collection: string): boolean =>
  collection === 'attempts' || collection === 'progress' || collection === 'notes'

/** The hash to give for a document that a device holds. */
export const comparedStateOf = (collection: CollectionName, document: AnyDocument): string =>
  isContentCompared(collection) ? clientStateHash(collections[collection], document) : ''

/** FNV-1a, with a last stir so that all of its 32 bits depend on all of the text. */
const hash = (text: string): number => {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  return (value ^ (value >>> 13)) >>> 0
}
