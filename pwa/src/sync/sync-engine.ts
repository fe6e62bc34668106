import { collectionNames, isCollectionName, type CollectionName } from '@edutrack/shared-schema/collections/registry'
import type { StreamEvent } from '@edutrack/shared-schema/protocol/stream'
import { MAX_BEGUN_PAGES, MAX_ROWS_PER_PUSH } from '@edutrack/shared-schema/protocol/limits'
import type { SyncRequest, SyncResponse } from '@edutrack/shared-schema/protocol/sync'
import { PROTOCOL_VERSION } from '@edutrack/shared-schema/protocol/version'
import type { Clock } from '#platform/clock.ts'
import type { LocalDocuments, UnsentDocument } from './local-documents.ts'
import { FEWEST_PER_PAGE, nextPageSize } from './page-size.ts'
import type { SyncMemory } from './sync-memory.ts'
import { toPushRow } from './to-push-row.ts'
import type { SyncOutcome, SyncTransport } from './transport/transport.ts'

/** Characters of the rows of one request; a single larger document goes alone. */
const PUSH_SIZE = 1_000_000
/** What is here is compared with the school's so often (S20), ms; where something new stood in the way, again after the second. */
const COMPARE_EVERY_MS = 24 * 3_600_000
const COMPARE_AGAIN_MS = 3_600_000
/** Requests in one run: more means that two sides can't agree, and the next run is a better time. */
const MAX_REQUESTS = 500

export type SyncProblem = Exclude<SyncOutcome, { readonly ok: true }>

/**
 * The client's part of sync, without a will of its own: it sends and reads when told to, in the leading tab, in the service worker, or in a
 * simulation. One thing at a time: runs and events of the stream queue up behind each other.
 */
export interface SyncEngine {
  /** Sends all that waits and reads all that is new. Null: nothing of either is left. Otherwise what stopped it; what was answered is kept. */
  run(): Promise<SyncProblem | null>
  /** `'run'`: what the stream told does not go on from what is here (S9), so `run` has to be called. */
  hear(event: StreamEvent): Promise<'done' | 'run'>
}

export const createSyncEngine = (deps: {
  readonly personId: string
  readonly device: string
  readonly documents: LocalDocuments
  readonly memory: SyncMemory
  readonly transport: SyncTransport
  readonly clock: Clock
  /** Told what is on its way, and an empty list when nothing is. */
  readonly onSending: (unsent: readonly UnsentDocument[]) => void
}): SyncEngine => {
  const { personId, device, documents, memory, transport, clock, onSending } = deps
  /** The stream has told of something that only a pull can bring: nothing it says counts until one has. */
  let isBehind = true
  let perPull = FEWEST_PER_PAGE
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }

  const run = async (): Promise<SyncProblem | null> => {
    let rowLimit = MAX_ROWS_PER_PUSH
    const answeredAs = new Map<string, string>()
    for (let requests = 0; requests < MAX_REQUESTS; requests += 1) {
      // What was answered in this run and is still the same, the server has not taken: it waits for the next run.
      const waiting = (await documents.unsent()).filter((unsent) => answeredAs.get(keyOf(unsent)) !== textOf(unsent))
      const batch = batchOf(waiting, rowLimit)
      const outcome = await exchange(batch, { isAllSent: batch.length === waiting.length })
      if (!outcome.ok) {
        if (!isAboutTheRequest(outcome.problem)) return outcome
        if (batch.length === 0) return outcome
        // One of these rows is what the school can't take: find it, and let the others pass.
        if (batch.length > 1) rowLimit = Math.floor(batch.length / 2)
        else await documents.hold(batch[0] as UnsentDocument, outcome.problem)
        continue
      }
      for (const unsent of batch) answeredAs.set(keyOf(unsent), textOf(unsent))
      if (batch.length === waiting.length && outcome.response.pull?.more !== true) {
        isBehind = false
        if ((await documents.unsent()).every((unsent) => answeredAs.get(keyOf(unsent)) === textOf(unsent))) {
          if (!(await isComparisonDue())) return null
          const compared = await exchange([], { isAllSent: true, digests: await documents.digests() })
          if (!compared.ok) return compared
          if (compared.response.pull?.more !== true) return null
        }
      }
    }
    return null
  }

  /** A clock that was set back doesn't put it off. */
  const isComparisonDue = async (): Promise<boolean> => {
    const { comparedAt = 0 } = await memory.read()
    return Math.abs(clock.now() - comparedAt) >= COMPARE_EVERY_MS
  }

  /** One request, and its answer taken over. While all is read anew, what waits is delivered before anything is read (S18). */
  const exchange = async (
    batch: readonly UnsentDocument[],
    { isAllSent, digests }: { readonly isAllSent: boolean; readonly digests?: Readonly<Record<string, string>> },
  ): Promise<SyncOutcome> => {
    const sentAt = clock.now()
    const { checkpoint, clockOffset, rebuilding = [], begun = [] } = await memory.read()
    const isReading = isAllSent || rebuilding.length === 0
    const request: SyncRequest = {
      protocol: PROTOCOL_VERSION,
      device,
      person: personId,
      clock: sentAt,
      ...(clockOffset === undefined ? {} : { clockOffset }),
      push: byCollection(batch).map(([collection, unsent]) => ({ collection, rows: unsent.map(toPushRow) })),
      ...(isReading
        ? {
            pull: {
              checkpoint,
              limit: perPull,
              ...(begun.length === 0 ? {} : { begun: [...begun] }),
              ...(digests === undefined ? {} : { digests }),
            },
          }
        : {}),
    }
    onSending(batch)
    try {
      const outcome = await transport.send(request)
      if (outcome.ok) {
        await takeOver(batch, outcome.response, sentAt, clock.now())
        if (outcome.response.pull?.more === true) perPull = nextPageSize(perPull, clock.now() - sentAt)
        if (digests !== undefined) await noteComparison(outcome.response.pull?.compared === true)
      }
      return outcome
    } finally {
      onSending([])
    }
  }

  const takeOver = async (
    batch: readonly UnsentDocument[],
    response: SyncResponse,
    sentAt: number,
    answeredAt: number,
  ): Promise<void> => {
    for (const [index, [collection, unsent]] of byCollection(batch).entries()) {
      const answered = response.push[index]
      if (answered?.collection !== collection) continue
      for (const [row, sent] of unsent.entries()) {
        const result = answered.results[row]
        if (result !== undefined) await documents.adoptAnswer(sent, result)
      }
    }
    const { pull, head, serverTime } = response
    if (pull?.rebuild !== undefined) await beginRebuilding(pull.rebuild.filter(isCollectionName))
    if (pull !== undefined && pull.changes.length > 0) {
      const { begun = [] } = await memory.read()
      await memory.write({ begun: [...begun, pull.checkpoint].slice(-MAX_BEGUN_PAGES) })
      await documents.adoptChanges(pull.changes)
    }
    const isLast = pull?.more === false
    const { rebuilding = [], begun = [], comparedAt } = await memory.read()
    if (isLast && rebuilding.length > 0) await documents.dropDoubtful(rebuilding)
    // After the documents: cut off in between, the page is read again, which changes nothing.
    await memory.write({
      ...(pull === undefined ? {} : { checkpoint: pull.checkpoint }),
      ...(pull === undefined || begun.length === 0 ? {} : { begun: [] }),
      ...(isLast ? { reached: head, lastSyncedAt: answeredAt } : {}),
      // What has just been read from its start needs no comparison.
      ...(isLast && (comparedAt === undefined || rebuilding.length > 0) ? { comparedAt: answeredAt } : {}),
      ...(isLast && rebuilding.length > 0 ? { rebuilding: [] } : {}),
      clockOffset: Math.round(serverTime - (sentAt + answeredAt) / 2),
    })
  }

  const beginRebuilding = async (names: readonly CollectionName[]): Promise<void> => {
    isBehind = true
    await documents.doubt(names)
    const { rebuilding = [] } = await memory.read()
    await memory.write({ rebuilding: [...new Set([...rebuilding, ...names])] })
  }

  const noteComparison = async (isCompared: boolean): Promise<void> => {
    const { rebuilding = [] } = await memory.read()
    // Cut off while it reads anew, it compares again.
    if (rebuilding.length > 0) return
    const now = clock.now()
    await memory.write({ comparedAt: isCompared ? now : now - COMPARE_EVERY_MS + COMPARE_AGAIN_MS })
  }

  const hear = async (event: StreamEvent): Promise<'done' | 'run'> => {
    const { reached = -1 } = await memory.read()
    if (event.type === 'reconnect') return 'done'
    if (event.type === 'resync' || (event.type === 'hello' && event.head > reached)) isBehind = true
    if (event.type === 'changes' && event.from > reached) isBehind = true
    if (isBehind) return 'run'
    if (event.type === 'changes' && event.to > reached) {
      await documents.adoptChanges(event.changes)
      await memory.write({ checkpoint: event.checkpoint, reached: event.to, lastSyncedAt: clock.now() })
    }
    // A heartbeat: nothing for this person up to there but what was told.
    if (event.type === 'head' && event.head > reached) await memory.write({ reached: event.head })
    return 'done'
  }

  return { run: () => inTurn(run), hear: (event) => inTurn(() => hear(event)) }
}

const isAboutTheRequest = (problem: SyncProblem['problem']): problem is 'invalid-request' | 'too-large' =>
  problem === 'invalid-request' || problem === 'too-large'

const keyOf = ({ collection, document }: UnsentDocument): string => `${collection}/${document.id}`
const textOf = ({ document }: UnsentDocument): string => JSON.stringify(document)

const batchOf = (waiting: readonly UnsentDocument[], rowLimit: number): readonly UnsentDocument[] => {
  const batch: UnsentDocument[] = []
  let size = 0
  for (const unsent of waiting) {
    size += textOf(unsent).length
    if (batch.length > 0 && (batch.length >= rowLimit || size > PUSH_SIZE)) break
    batch.push(unsent)
  }
  return batch
}

/** In the order in which a push is applied: what others refer to comes first. */
const byCollection = (
  batch: readonly UnsentDocument[],
): readonly (readonly [CollectionName, readonly UnsentDocument[]])[] =>
  collectionNames
    .map((name) => [name, batch.filter(({ collection }) => collection === name)] as const)
    .filter(([, unsent]) => unsent.length > 0)
