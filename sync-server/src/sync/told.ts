import type { AnyDocument, CollectionName } from '@edutrack/shared-schema/collections/registry'
import type { ToldDocument } from '@edutrack/shared-schema/protocol/sync'
import type { StoredDocument } from '../ports/store/store.ts'
import { blankDocument } from './blank-document.ts'
import type { Reader } from './collection-rules.ts'
import type { RulesByCollection } from './rules-by-collection.ts'

/** The document as a reader may see it who got it through `through`, those of its channels that they follow; a tombstone where there is none. */
export const documentAsSeen = (
  rules: RulesByCollection,
  reader: Reader,
  through: readonly string[],
  stored: StoredDocument,
): ToldDocument => {
  if (stored.deleted || through.length === 0) return { ...tombstoneOf(stored), _number: stored.number }
  const seen = rules.view(stored.collection as CollectionName, stored.content as AnyDocument, reader, through)
  return { ...seen, _number: stored.number }
}

/** The same as JSON: the store's own text where the reader sees all of it. */
export const textAsSeen = (
  rules: RulesByCollection,
  reader: Reader,
  through: readonly string[],
  stored: StoredDocument,
): string => {
  const collection = stored.collection as CollectionName
  const isWhole =
    !stored.deleted &&
    through.length > 0 &&
    (!rules.hasView(collection) ||
      rules.view(collection, stored.content as AnyDocument, reader, through) === stored.content)
  if (!isWhole) return JSON.stringify(documentAsSeen(rules, reader, through, stored))
  const text = stored.text ?? JSON.stringify(stored.content)
  return `${text.slice(0, -1)},"_number":${String(stored.number)}}`
}

/** Valid by the collection's schema, empty of what a reader without a channel may not see. */
const tombstoneOf = ({ collection, id, content }: StoredDocument): ToldDocument => {
  const kept: Record<string, unknown> = {}
  for (const field of keptInTombstones) if (content[field] !== undefined) kept[field] = content[field]
  return { ...blankDocument(collection as CollectionName), ...kept, id, _deleted: true }
}

/** Ids tell a device where a gone document stood; they are no content. */
const keptInTombstones: readonly string[] = ['id', 'personId', 'courseId', 'unitId', 'kind', 'version']

/** Gathers documents by collection, as JSON; one that is told twice stands there once, as last told. */
export const createTelling = () => {
  const byCollection = new Map<string, Map<string, string>>()
  let size = 0
  return {
    add: (collection: string, id: string, text: string): void => {
      let documents = byCollection.get(collection)
      if (documents === undefined) {
        documents = new Map()
        byCollection.set(collection, documents)
      }
      documents.set(id, text)
      size += 1
    },
    /** Documents added, repeats counted. */
    size: () => size,
    /** JSON of `ToldChanges`. */
    text: (): string => {
      let text = ''
      for (const [collection, documents] of byCollection)
        text += `${text === '' ? '' : ','}{"collection":${JSON.stringify(collection)},"documents":[${[...documents.values()].join(',')}]}`
      return `[${text}]`
    },
  }
}
