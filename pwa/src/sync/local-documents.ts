import type { RxCollection } from 'rxdb/plugins/core'
import { combineLatest, map, type Observable } from 'rxjs'
import { collectionNames, collections, type CollectionName } from '@edutrack/shared-schema/collections/registry'
import { comparedStateOf, createDigests } from '@edutrack/shared-schema/protocol/digest'
import type { PushResult, ToldChanges } from '@edutrack/shared-schema/protocol/sync'
import { changeDocuments } from '#local-db/change-documents.ts'
import { IN_DOUBT, type LocalDocument } from '#local-db/local-document.ts'
import type { LocalDatabase } from '#local-db/open-database.ts'
import { readInChunks } from '#local-db/read-in-chunks.ts'
import { adoptAccepted, adoptConflict, adoptRefused, adoptTold, type Adoption } from './adopt.ts'

/** So few that writing them doesn't hold up a slow phone's screen. */
const DOCUMENTS_PER_CHANGE = 250

export interface UnsentDocument {
  readonly collection: CollectionName
  readonly document: LocalDocument
}

/** The person's database as sync sees it. Everything it writes is durable when it resolves, document by document: it may be cut off anywhere. */
export interface LocalDocuments {
  /** What waits to be sent, in the order in which a push is applied; what is held for the person is left out. */
  unsent(): Promise<readonly UnsentDocument[]>
  /** The same and what is held, live. */
  readonly unsent$: Observable<readonly UnsentDocument[]>
  adoptAnswer(sent: UnsentDocument, result: PushResult): Promise<void>
  adoptChanges(changes: ToldChanges): Promise<void>
  /** The server could not even read it: it waits for the person, or for another build of the app. */
  hold(unsent: UnsentDocument, code: string): Promise<void>
  /** By collection, what is here of it (S20). Collections with something unsent are left out: what they should hold, nobody can say. */
  digests(): Promise<Readonly<Record<string, string>>>
  /** Takes all that is sent of these collections for doubtful: what isn't told again, `dropDoubtful` removes. What is unsent is in no doubt. */
  doubt(names: readonly CollectionName[]): Promise<void>
  dropDoubtful(names: readonly CollectionName[]): Promise<void>
}

export const createLocalDocuments = (database: LocalDatabase): LocalDocuments => {
  const collectionOf = (name: CollectionName) => database[name] as unknown as RxCollection<LocalDocument>
  const query = (name: CollectionName) => collectionOf(name).find({ selector: { unsentSince: { $gt: 0 } } })
  const unsentOf = (name: CollectionName, documents: readonly { toMutableJSON(): unknown }[]): UnsentDocument[] =>
    documents.map((document) => ({ collection: name, document: document.toMutableJSON() as LocalDocument }))

  const changeAll = async (
    names: readonly CollectionName[],
    change: (local: LocalDocument | undefined) => Adoption,
  ): Promise<void> => {
    for (const name of names)
      await readInChunks(collectionOf(name) as never, DOCUMENTS_PER_CHANGE, async (documents) => {
        await changeDocuments(
          collectionOf(name),
          documents.map(({ id }) => id),
          (_id, local) => change(local),
        )
      })
  }

  const unsent$ = combineLatest(
    collectionNames.map((name) => query(name).$.pipe(map((documents) => unsentOf(name, documents)))),
  ).pipe(map((byCollection) => byCollection.flat()))

  return {
    unsent$,
    unsent: async () =>
      (await Promise.all(collectionNames.map(async (name) => unsentOf(name, await query(name).exec()))))
        .flat()
        .filter(({ document }) => document.heldCode === undefined),
    adoptAnswer: async ({ collection, document: sent }, result) => {
      const definition = collections[collection]
      const adopt = (local: LocalDocument | undefined): Adoption => {
        if (result.outcome === 'accepted') return adoptAccepted(definition, local, sent, result.document)
        if (result.outcome === 'conflict') return adoptConflict(definition, local, result.document)
        return adoptRefused(definition, local, sent, result.document)
      }
      await changeDocuments(collectionOf(collection), [sent.id], (_id, local) => adopt(local))
    },
    adoptChanges: async (changes) => {
      for (const { collection, documents } of changes) {
        // A collection of a newer server: this build has no use for it, and pulls it again when it has.
        if (!(collection in collections)) continue
        const name = collection as CollectionName
        const toldById = new Map(documents.map((document) => [document.id, document]))
        const ids = [...toldById.keys()]
        for (let start = 0; start < ids.length; start += DOCUMENTS_PER_CHANGE)
          await changeDocuments(collectionOf(name), ids.slice(start, start + DOCUMENTS_PER_CHANGE), (id, local) => {
            const told = toldById.get(id)
            return told === undefined ? undefined : adoptTold(collections[name], local, told)
          })
      }
    },
    hold: async ({ collection, document: { id } }, code) => {
      await changeDocuments(collectionOf(collection), [id], (_id, local) =>
        local === undefined || local.unsentSince === 0 ? undefined : { ...local, heldCode: code },
      )
    },
    digests: async () => {
      const digests = createDigests()
      const unsure: CollectionName[] = []
      for (const name of collectionNames) {
        let isSure = true
        await readInChunks(collectionOf(name) as never, DOCUMENTS_PER_CHANGE, (documents) => {
          isSure &&= documents.every(({ unsentSince }) => unsentSince === 0)
          for (const document of documents)
            digests.add(name, document.id, document.serverNumber, comparedStateOf(name, document))
        })
        if (!isSure) unsure.push(name)
      }
      const texts = digests.texts()
      return Object.fromEntries(
        collectionNames.filter((name) => !unsure.includes(name)).map((name) => [name, texts[name] ?? '']),
      )
    },
    doubt: (names) =>
      changeAll(names, (local) =>
        local === undefined || local.unsentSince > 0 || local.serverNumber === IN_DOUBT
          ? undefined
          : { ...local, serverNumber: IN_DOUBT },
      ),
    dropDoubtful: (names) =>
      changeAll(names, (local) => (local?.serverNumber === IN_DOUBT && local.unsentSince === 0 ? 'delete' : undefined)),
  }
}
