import {
  createRxDatabase,
  type RxCollection,
  type RxDatabase,
  type RxJsonSchema,
  type RxStorage,
} from 'rxdb/plugins/core'
import { collectionNames, collections, type CollectionName } from '@edutrack/shared-schema/collections/registry'
import { MAX_ID_LENGTH } from '@edutrack/shared-schema/id'
import { databaseNameOf } from './database-name.ts'
import { migrateCollections } from './migrate-collections.ts'
import type { LocalDocumentOf } from './local-document.ts'

/**
 * A person's database on this device: one RxDB collection for each synced collection. Writers are in `commands/` and sync, readers in `queries/`.
 * RxDB's open version allows 13 collections in one JavaScript context; these are 12.
 */
export type LocalDatabase = RxDatabase<{ [Name in CollectionName]: RxCollection<LocalDocumentOf<Name>> }>

type AnyCollection = Pick<(typeof collections)[CollectionName], 'version' | 'migrations'> & {
  readonly indexes: readonly string[]
}

export const openDatabase = async (deps: {
  readonly personId: string
  /** RxDB's: Dexie in browsers, memory in simulations. */
  readonly storage: RxStorage<unknown, unknown>
  /** Changes of other tabs and of the service worker are heard. */
  readonly isShared: boolean
  /** Those of this build unless told. */
  readonly definitions?: Readonly<Record<CollectionName, AnyCollection>>
}): Promise<LocalDatabase> => {
  const { storage, definitions = collections } = deps
  const database = (await createRxDatabase({
    name: databaseNameOf(deps.personId),
    storage,
    multiInstance: deps.isShared,
    // Query results are computed again from storage only when a change may concern them.
    eventReduce: true,
  })) as unknown as LocalDatabase
  try {
    await database.addCollections(
      Object.fromEntries(
        collectionNames.map((name) => [name, { schema: localSchemaOf(definitions[name]), autoMigrate: false }]),
      ) as never,
    )
    await migrateCollections(database, storage, definitions)
    return database
  } catch (error) {
    // So that it can be tried again.
    await database.close()
    throw error
  }
}

/** Largest time that an index holds, ms: the year 2286. */
const MAX_INDEXED_TIME = 10_000_000_000_000 - 1

/**
 * RxDB's schema of a collection on a device: only what RxDB itself works with (key, indexes, sync's own fields). Documents come from our
 * own commands and from the server, which has checked them by their schema. An `RxDocument` has getters for these fields alone: read one
 * with `toMutableJSON()`.
 */
const localSchemaOf = (collection: AnyCollection): RxJsonSchema<Record<string, unknown>> => ({
  version: collection.version,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: indexedText,
    ...Object.fromEntries(collection.indexes.map((field) => [field, isTime(field) ? indexedTime : indexedText])),
    unsentSince: indexedTime,
    assumed: { type: 'string' },
    serverNumber: { type: 'integer' },
    isRemoved: { type: 'boolean' },
    heldCode: { type: 'string' },
    theirs: { type: 'object' },
  },
  required: ['id', 'unsentSince', 'assumed', 'serverNumber', ...collection.indexes],
  indexes: ['unsentSince', ...collection.indexes],
})

const isTime = (field: string): boolean => field === 'at'
const indexedTime = { type: 'number', minimum: 0, maximum: MAX_INDEXED_TIME, multipleOf: 1 }
const indexedText = { type: 'string', maxLength: MAX_ID_LENGTH }
