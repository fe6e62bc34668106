import { canonicalJson } from '@edutrack/shared-schema/canonical-json'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import { collectionNames, type AnyDocument, type CollectionName } from '@edutrack/shared-schema/collections/registry'
import { PROTOCOL_VERSION } from '@edutrack/shared-schema/protocol/version'
import { isReceiptValid } from '@edutrack/sync-server/sync/receipts'
import { contentOf, type Ledger } from './ledger.ts'
import { learners, readers, type SimulatedSchool } from './simulated-school.ts'
import type { SimulatedDevice } from './simulated-device.ts'

/** A run broke a promise. */
export class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise'
}

const demand = (isKept: boolean, promise: string, details: unknown): void => {
  if (!isKept) throw new BrokenPromise(`${promise}: ${typeof details === 'string' ? details : JSON.stringify(details)}`)
}

/** Every hand-in that an app acknowledged is at the school once, with its content byte for byte, and with a valid receipt. */
export const checkHandIns = async (school: SimulatedSchool, ledger: Ledger): Promise<void> => {
  for (const [id, { personId, content }] of ledger.handIns()) {
    const stored = await school.store.document('attempts', id)
    demand(stored !== undefined && !stored.deleted, 'a hand-in is lost', id)
    const attempt = stored?.content as Attempt
    demand(attempt.personId === personId && attempt.status === 'handed-in', 'a hand-in is another’s or open', attempt)
    demand(contentOf(attempt) === content, 'a hand-in has changed', [content, contentOf(attempt)])
    const { receipt } = attempt
    demand(
      receipt !== undefined && receipt.attemptId === id && isReceiptValid(receipt, school.publicKey),
      'a receipt does not verify',
      attempt,
    )
  }
  const heldContents = new Map<string, string>()
  for (const personId of learners)
    for (const { id, content } of await school.store.documentsBy({
      lookup: 'attempts_by_person_and_unit',
      values: [personId],
    })) {
      const attempt = content as Attempt
      if (attempt.status !== 'handed-in') continue
      demand(!heldContents.has(contentOf(attempt)), 'a hand-in is doubled', [id, heldContents.get(contentOf(attempt))])
      heldContents.set(contentOf(attempt), id)
    }
}

/** The log's numbers go from 1 to the head, each once. */
export const checkLog = async (school: SimulatedSchool): Promise<void> => {
  const head = await school.store.head()
  const numbers = (await school.store.commits(0, head, head + 1)).flatMap(({ entries }) =>
    entries.map(({ number }) => number),
  )
  demand(
    numbers.length === head && numbers.every((number, index) => number === index + 1),
    'the log has a gap or a repeat',
    numbers,
  )
}

/** What a person may see, computed from the store and the rules alone: collection/id → content. */
export const whatMaySee = async (school: SimulatedSchool, personId: string): Promise<ReadonlyMap<string, string>> => {
  const reader = readers[personId]
  if (reader === undefined) throw new Error(`Nobody is called ${personId}`)
  const seen = new Map<string, string>()
  for (let checkpoint: string | null = null, more = true; more;) {
    const { pull } = await school.engine().handle(reader, {
      protocol: PROTOCOL_VERSION,
      device: 'fresh',
      person: personId,
      clock: school.clock.now(),
      push: [],
      pull: { checkpoint, limit: 1000 },
    })
    for (const { collection, documents } of pull?.changes ?? [])
      for (const { _number, ...document } of documents)
        if (document._deleted === true) seen.delete(`${collection}/${document.id}`)
        else seen.set(`${collection}/${document.id}`, canonicalJson(document))
    checkpoint = pull?.checkpoint ?? null
    more = pull?.more ?? false
  }
  return seen
}

/** Nothing in `seen` is in a channel that the person has no right to; what they may see is all there. Independent of checkpoints and pages. */
export const checkRights = async (
  school: SimulatedSchool,
  personId: string,
  seen: ReadonlyMap<string, string>,
): Promise<void> => {
  const rights = await rightsOf(school, personId)
  const all = await allDocuments(school)
  for (const [key, { channels, deleted }] of all) {
    const isGranted = !deleted && channels.some((channel) => rights.has(channel))
    demand(seen.has(key) === isGranted, isGranted ? `${personId} does not see` : `${personId} sees`, key)
  }
}

const rightsOf = async (school: SimulatedSchool, personId: string): Promise<ReadonlySet<string>> => {
  const rights = new Set(['catalogue', `person:${personId}`])
  for (const { content } of await school.store.documentsBy({ lookup: 'enrolments_by_person', values: [personId] }))
    if (content['status'] === 'active' || content['status'] === 'completed')
      rights.add(`course:${String(content['courseId'])}`)
  return rights
}

const allDocuments = async (school: SimulatedSchool) => {
  const head = await school.store.head()
  const keys = new Map<string, { readonly collection: string; readonly id: string }>()
  for (const { entries } of await school.store.commits(0, head, head + 1))
    for (const { collection, id } of entries) keys.set(`${collection}/${id}`, { collection, id })
  const stored = await school.store.documents([...keys.values()])
  return new Map(
    [...keys.keys()].map((key, index) => [key, stored[index] as NonNullable<(typeof stored)[number]>] as const),
  )
}

/** The device holds exactly what the person may see, and nothing waits. */
export const checkDevice = async (device: SimulatedDevice, seen: ReadonlyMap<string, string>): Promise<void> => {
  const held = await documentsOf(device)
  for (const [key, content] of seen)
    demand(held.get(key) === content, `${device.device} differs`, [key, content, held.get(key)])
  for (const key of held.keys()) demand(seen.has(key), `${device.device} holds what it should not`, key)
}

const documentsOf = async (device: SimulatedDevice): Promise<ReadonlyMap<string, string>> => {
  const held = new Map<string, string>()
  for (const name of collectionNames as readonly CollectionName[])
    for (const document of await device.database[name].find().exec()) {
      const {
        unsentSince,
        assumed: _assumed,
        serverNumber: _number,
        ...content
      } = document.toMutableJSON() as unknown as AnyDocument & {
        unsentSince: number
        assumed: string
        serverNumber: number
      }
      demand(unsentSince === 0, `${device.device} still waits to send`, [name, content])
      held.set(`${name}/${content.id}`, canonicalJson(content))
    }
  return held
}

/** Each refused payload is kept at the school, and its author has been told. */
export const checkRefusals = async (
  school: SimulatedSchool,
  personId: string,
  seen: ReadonlyMap<string, string>,
): Promise<void> => {
  const kept = await school.store.rows<{ readonly id: string; readonly code: string }>({
    table: 'refused_payloads',
    index: 'by_person_and_time',
    equals: [personId],
    limit: 1000,
  })
  for (const { id } of kept) demand(seen.has(`notices/${id}`), `${personId} was not told of a refusal`, id)
}
