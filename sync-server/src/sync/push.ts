import {
  collectionNames,
  collections,
  isCollectionName,
  type AnyDocument,
  type CollectionName,
} from '@edutrack/shared-schema/collections/registry'
import { schemas } from '@edutrack/shared-schema/schemas/registry'
import type { z } from 'zod'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import { refusals, type RefusalCode } from '@edutrack/shared-schema/protocol/errors'
import { upgradeDocument } from '@edutrack/shared-schema/protocol/upgrade-document'
import type { PushResult, PushRow, ToldDocument } from '@edutrack/shared-schema/protocol/sync'
import type {
  DocumentWrite,
  StoredDocument,
  StoreReader,
  StoreTransaction,
  TableDefinition,
} from '../ports/store/store.ts'
import { blankDocument } from './blank-document.ts'
import { followedAmong } from './channels-of.ts'
import { DELETED_STATE_HASH, type ClientHashes } from './client-hash.ts'
import type { AlsoWrite, RowChange, RuleDeps, Verdict, Writer } from './collection-rules.ts'
import { isSameJson } from './is-same-json.ts'
import { stateHash } from './json-hash.ts'
import { outboxTable, writeJobs } from './outbox.ts'
import type { RulesByCollection } from './rules-by-collection.ts'
import { documentAsSeen } from './told.ts'

/** Payloads that were refused, whole, until an administrator has dealt with them (S6); and the outbox. */
export const syncTables: readonly TableDefinition[] = [
  { name: 'refused_payloads', indexes: [{ name: 'by_person_and_time', fields: ['personId', 'refusedAt'] }] },
  outboxTable,
]

export interface PushDeps extends Omit<RuleDeps, 'store'> {
  readonly rules: RulesByCollection
  readonly hashes: ClientHashes
  /** Jobs that the queue or the outbox has for certain: not written again. */
  readonly isJobKept: (id: string) => boolean
  /** Told of each job that is written; it is kept once the transaction is committed. */
  readonly noteJob?: (id: string) => void
}

/** A row whose document has been looked at, before any transaction. */
export interface ParsedRow extends PushRow {
  readonly collection: string
  /** Its id and the client's fields, by the collection's schema; undefined where it is not of that shape. */
  readonly parsed: AnyDocument | undefined
}

/** `protocol`: the device's, for what one of the previous version sends (S19). */
export const parseRow = (collection: string, row: PushRow, protocol: number): ParsedRow => {
  if (!isCollectionName(collection)) return { ...row, collection, parsed: undefined }
  const { _deleted, ...body } = row.document
  const isNamed = isName(row.document.id)
  return {
    ...row,
    collection,
    parsed: isNamed
      ? (clientSchemas[collection].safeParse(upgradeDocument(collection, body, protocol)).data as
          AnyDocument | undefined)
      : undefined,
  }
}

/** An id stands in names of channels, in keys of every database and in addresses: text that each of them takes, and takes for the same. */
const isName = (id: string): boolean => id.isWellFormed() && !CONTROL_CHARACTER.test(id)
const CONTROL_CHARACTER = /\p{Cc}/u

/** Answers one row inside the group's transaction (S6, S7, S8). Never throws for what a client sent. */
export const pushOneRow = async (
  push: PushDeps,
  tx: StoreTransaction,
  writer: Writer,
  { collection, parsed, assumed, document: sent }: ParsedRow,
): Promise<PushResult> => {
  if (!isCollectionName(collection)) return refuse(push, tx, writer, collection, sent, 'unknown-collection')
  if (parsed === undefined) return refuse(push, tx, writer, collection, sent, 'invalid-document')
  const { rules, hashes } = push
  const definition = collections[collection]
  const deps = ruleDeps(push, tx)
  const isDeletion = sent._deleted === true
  const stored = await tx.document(collection, sent.id)
  const current = stored === undefined || stored.deleted ? undefined : (stored.content as AnyDocument)
  const incoming = ownFields(collection, parsed, current)
  const incomingHash = isDeletion ? DELETED_STATE_HASH : hashes.stateHash(collection, incoming)

  const seen = stored === undefined ? undefined : await asWriterSees(rules, tx, writer, stored)
  const isVisible = seen !== undefined && (stored?.deleted === true || seen._deleted !== true)
  // Whoever sees a part alone learns nothing of the rest by sending guesses at it.
  const isWhole = !rules.hasView(collection) || isSameJson(seen, { ...stored?.content, _number: stored?.number })
  if (seen !== undefined && stored?.stateHash === incomingHash && isVisible && isWhole)
    return { outcome: 'accepted', document: beyondSent(collection, sent, seen) }
  if (current === undefined && isDeletion) return { outcome: 'accepted' }

  let next = incoming
  if ('merge' in definition && definition.merge !== undefined && current !== undefined && !isDeletion) {
    const merge = definition.merge as unknown as (a: AnyDocument, b: AnyDocument) => AnyDocument
    if (current['personId'] === writer.personId) {
      next = merge(current, incoming)
      // Nothing new in it: the device learns the master's state by the conflict and merges to the same.
      if (hashes.stateHash(collection, next) === stored?.stateHash)
        return { outcome: 'conflict', document: seen as ToldDocument }
    }
  } else if (stored !== undefined && isVisible && assumed !== stored.stateHash)
    return { outcome: 'conflict', document: seen as ToldDocument }

  const verdict: Verdict<AnyDocument> = isDeletion
    ? ((await rules.remove(collection, deps, writer, current as AnyDocument)) ?? {
        outcome: 'refuse',
        code: 'read-only',
      })
    : await rules.write(collection, deps, writer, next, current)
  if (verdict.outcome === 'refuse')
    return refuse(push, tx, writer, collection, sent, verdict.code, isVisible ? seen : undefined)

  const [written] = await writeAll(push, tx, [
    { collection, document: verdict.document, deleted: isDeletion },
    ...(verdict.also ?? []),
  ])
  await writeRows(tx, verdict.rows ?? [])
  for (const job of verdict.jobs ?? []) {
    if (push.isJobKept(job.id)) continue
    await writeJobs(tx, [job], writer.requestId)
    push.noteJob?.(job.id)
  }
  // The author's device adopts what has become of it without another pull (S8).
  return written === undefined
    ? { outcome: 'accepted' }
    : { outcome: 'accepted', document: beyondSent(collection, sent, await asWriterSees(rules, tx, writer, written)) }
}

/** What answering the row will ask of the store, as far as it is known before. */
export const foreseeRow = (
  rules: RulesByCollection,
  store: StoreReader,
  writer: Writer,
  { collection, parsed }: ParsedRow,
): readonly Promise<unknown>[] =>
  !isCollectionName(collection) || parsed === undefined
    ? []
    : [store.document(collection, parsed.id), ...rules.foresee(collection, store, writer, parsed)]

export const ruleDeps = ({ signReceipt, contentHash }: PushDeps, store: StoreReader): RuleDeps => ({
  store,
  signReceipt,
  contentHash,
})

/**
 * What its author's device has not got yet: the document without those of the client's fields that are as they were sent. A client's field that
 * was sent and is no more stands as null.
 */
const beyondSent = (collection: CollectionName, sent: PushRow['document'], seen: ToldDocument): ToldDocument => {
  const isClients = clientFieldSets[collection]
  const beyond: Record<string, unknown> & { id: string } = { id: seen.id }
  for (const field of Object.keys(seen))
    if (!isClients.has(field) || !isSameJson(sent[field], seen[field])) beyond[field] = seen[field]
  for (const field of isClients) if (sent[field] !== undefined && seen[field] === undefined) beyond[field] = null
  return beyond
}

const asWriterSees = async (
  rules: RulesByCollection,
  tx: StoreTransaction,
  writer: Writer,
  stored: StoredDocument,
): Promise<ToldDocument> => documentAsSeen(rules, writer, await followedAmong(tx, writer, stored.channels), stored)

/** Writes documents as one commit, with the channels that their rules name; resolves to them as they are stored. */
export const writeAll = async (
  push: PushDeps,
  tx: StoreTransaction,
  writes: readonly (
    AlsoWrite | { readonly collection: CollectionName; readonly document: AnyDocument; readonly deleted?: boolean }
  )[],
): Promise<readonly StoredDocument[]> => {
  const { rules, hashes } = push
  const deps = ruleDeps(push, tx)
  const documents: DocumentWrite[] = []
  for (const { collection, document, deleted = false } of writes) {
    const content: AnyDocument = document
    documents.push({
      collection,
      id: content.id,
      content,
      deleted,
      channels: await rules.channels(collection, deps, content),
      stateHash: deleted ? DELETED_STATE_HASH : hashes.stateHash(collection, content),
    })
  }
  const first = await tx.writeDocuments(documents)
  return documents.map((document, index) => ({ ...document, number: first + index }))
}

/** Writes and removes rows of modules' own, in their order. */
export const writeRows = async (
  tx: Pick<StoreTransaction, 'putRow' | 'deleteRow'>,
  rows: readonly RowChange[],
): Promise<void> => {
  for (const change of rows)
    if ('row' in change) await tx.putRow(change.table, change.row)
    else await tx.deleteRow(change.table, change.removedId)
}

/** What a device sends of each collection: its id and the client's part. */
const clientSchemas = Object.fromEntries(
  collectionNames.map((name) => [
    name,
    (schemas[name] as z.ZodObject).pick(
      Object.fromEntries(['id', ...collections[name].clientFields].map((field) => [field, true])) as { id: true },
    ),
  ]),
) as Readonly<Record<CollectionName, z.ZodObject>>

const clientFieldSets = Object.fromEntries(
  collectionNames.map((name) => [name, new Set<string>(collections[name].clientFields)]),
) as unknown as Readonly<Record<CollectionName, ReadonlySet<string>>>

/** The client's fields of what came; all others from the server's state, or blank where there is none yet: its rules fill them. */
const ownFields = (
  collection: CollectionName,
  incoming: AnyDocument,
  current: AnyDocument | undefined,
): AnyDocument => {
  const isClients = clientFieldSets[collection]
  const servers = current ?? blankDocument(collection)
  const own: Record<string, unknown> & { id: string } = { id: incoming.id }
  for (const field of Object.keys(servers)) if (!isClients.has(field) && field !== 'id') own[field] = servers[field]
  for (const field of isClients) if (incoming[field] !== undefined) own[field] = incoming[field]
  return own
}

/** Keeps the payload, tells its author by a notice, and answers (S6). Repeated, it changes nothing (S7). */
const refuse = async (
  push: PushDeps,
  tx: StoreTransaction,
  writer: Writer,
  collection: string,
  sent: PushRow['document'],
  code: RefusalCode,
  adopt?: ToldDocument,
): Promise<PushResult> => {
  const id = `refused-${stateHash({ person: writer.personId, collection, code, sent })}`
  if ((await tx.row('refused_payloads', id)) === undefined) {
    await tx.putRow('refused_payloads', {
      id,
      personId: writer.personId,
      refusedAt: writer.receivedAt,
      device: writer.device,
      collection,
      code,
      document: sent,
    })
    const courseId =
      typeof sent['courseId'] === 'string' && sent['courseId'].length > 0 && sent['courseId'].length <= 100
        ? sent['courseId']
        : undefined
    const course = courseId === undefined ? undefined : await tx.document('courses', courseId)
    const isCourseSeen = course !== undefined && (await followedAmong(tx, writer, course.channels)).length > 0
    const notice: Notice = {
      id,
      personId: writer.personId,
      kind: 'refused',
      at: writer.receivedAt,
      ...(courseId === undefined ? {} : { courseId }),
      subject: { collection, id: sent.id, title: isCourseSeen ? String(course.content['title']).slice(0, 200) : '' },
      refusal: { code, document: JSON.parse(JSON.stringify(sent)) as NonNullable<Notice['refusal']>['document'] },
    }
    await writeAll(push, tx, [{ collection: 'notices', document: notice }])
  }
  return {
    outcome: 'refused',
    code,
    sentence: refusals[code].sentence,
    ...(adopt === undefined ? {} : { document: adopt }),
  }
}
