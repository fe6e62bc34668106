import type { SyncRequest, SyncResponse } from '@edutrack/shared-schema/protocol/sync'
import type { StreamEvent } from '@edutrack/shared-schema/protocol/stream'
import type { Bus } from '../ports/bus/bus.ts'
import type { Clock } from '../ports/clock/clock.ts'
import type { Log } from '../ports/log/log.ts'
import type { NewJob } from '../ports/queue/queue.ts'
import type { DocumentKey, LogChange, Store, StoreReader, StoreTransaction } from '../ports/store/store.ts'
import { createCheckpoints } from './checkpoint.ts'
import { createClientHashes } from './client-hash.ts'
import type { AlsoWrite, Reader, RowChange, Writer } from './collection-rules.ts'
import { floorTables } from './floor.ts'
import { createGroupCommit } from './group-commit.ts'
import { createKeptJobs } from './kept-jobs.ts'
import { HINT, LOG_TOPIC, messageOf } from './log-messages.ts'
import { writeJobs } from './outbox.ts'
import { pullPage } from './pull.ts'
import { foreseeRow, parseRow, pushOneRow, syncTables, writeAll, writeRows, type PushDeps } from './push.ts'
import { createReaderChannels } from './reader-channels.ts'
import type { ReceiptSigner } from './receipts.ts'
import { createRulesByCollection, type RulesRegistry } from './rules-by-collection.ts'
import { createSelfCheck } from './self-check.ts'
import { createStreams, type OpenStreamOptions, type StreamOutlet } from './stream.ts'
import { createTail } from './tail.ts'

export interface SyncEngineDeps {
  readonly store: Store
  readonly bus: Bus
  readonly rules: RulesRegistry
  readonly signer: ReceiptSigner
  readonly clock: Clock
  /** Binds checkpoints to persons; any text, the same on every server. */
  readonly checkpointSecret: string
  readonly log: Log
  /** Told what rows were answered, once that is committed. */
  readonly observe?: (answers: SyncResponse['push']) => void
  /** Told of each change of the log, of whichever server, in its order. */
  readonly onChanges?: (entries: readonly LogChange[]) => void
  /** A process that no device comes to need not follow the log. */
  readonly isFollowing?: boolean
}

/** What is written in one transaction: documents, rows of a module's own that tell of them, and effects outside it (S15). */
export interface ServerChange {
  readonly writes: readonly AlsoWrite[]
  readonly rows?: readonly RowChange[]
  readonly jobs?: readonly NewJob[]
}

/** The server's part of sync: from a request that has passed the door to the log and out to every device. */
export interface SyncEngine {
  /** Pushes, then pulls; resolves to the JSON of a `SyncResponse`. Rejects only when the store does, or with `TooMuchWaiting`: no row of a client fails a request. */
  answer(reader: Reader, request: SyncRequest, requestId?: string): Promise<string>
  /** `answer`, as a value. */
  handle(reader: Reader, request: SyncRequest): Promise<SyncResponse>
  openOutlet(reader: Reader, outlet: StreamOutlet, options?: OpenStreamOptions): Promise<{ close(): void }>
  /** `openOutlet`, for a listener in this process. */
  openStream(reader: Reader, send: (event: StreamEvent) => void): Promise<{ close(): void }>
  /**
   * Changes of the server's own (seeding, jobs, administration): no rule of writing, but numbered and told like any other. What follows from the present
   * state is made of it inside the transaction, so that nothing which comes meanwhile is undone; the making may run more than once.
   */
  commitAsServer(
    writes: readonly AlsoWrite[] | ((store: StoreReader) => Promise<readonly AlsoWrite[] | ServerChange>),
  ): Promise<void>
  /** A session is over: the streams that were opened under it end. */
  endSession(personId: string, session: string): void
  drainStreams(spreadMs: number): void
  streamCount(): number
  close(): Promise<void>
}

export const createSyncEngine = async ({
  store,
  bus,
  rules: registry,
  signer,
  clock,
  checkpointSecret,
  log,
  observe,
  onChanges,
  isFollowing = true,
}: SyncEngineDeps): Promise<SyncEngine> => {
  const ruleTables = Object.values(registry).flatMap((one) => one.tables ?? [])
  await store.migrate([...syncTables, ...floorTables, ...ruleTables])
  const rules = createRulesByCollection(registry)
  const checkpoints = createCheckpoints({ secret: checkpointSecret })
  const tail = await createTail({ store })
  const readerChannels = createReaderChannels({ store })
  const streams = await createStreams({
    store,
    tail,
    readerChannels,
    bus,
    rules,
    checkpoints,
    clock,
    log,
    isFollowing,
    ...(onChanges === undefined ? {} : { onChanges }),
  })
  const groups = createGroupCommit({
    store,
    onCommitted: (changes) => {
      streams.take(changes)
      void bus.publish(LOG_TOPIC, bus.isShared === true ? messageOf(changes) : HINT)
    },
  })
  const compareDigests = createSelfCheck({ store })
  const keptJobs = createKeptJobs()
  const hashes = createClientHashes()
  const deps: PushDeps = {
    rules,
    hashes,
    signReceipt: signer.sign,
    contentHash: hashes.contentHash,
    isJobKept: keptJobs.has,
  }

  /** `head`: the log's, where the push has moved it. */
  const push = async (
    writer: Writer,
    request: SyncRequest,
  ): Promise<{ readonly answers: SyncResponse['push']; readonly head?: number }> => {
    const groupsOfRows = request.push.map(({ collection, rows }) => ({
      collection,
      rows: rows.map((row) => parseRow(collection, row, request.protocol)),
    }))
    const count = groupsOfRows.reduce((sum, { rows }) => sum + rows.length, 0)
    if (count === 0) return { answers: [] }
    groups.checkRoom(count)
    const work = async (tx: StoreTransaction) => {
      const answered: SyncResponse['push'] = []
      const jobs = new Set<string>()
      const noting: PushDeps = {
        ...deps,
        isJobKept: (id) => jobs.has(id) || keptJobs.has(id),
        noteJob: (id) => void jobs.add(id),
      }
      for (const { collection, rows } of groupsOfRows) {
        const results: SyncResponse['push'][number]['results'] = []
        for (const row of rows) results.push(await pushOneRow(noting, tx, writer, row))
        answered.push({ collection, results })
      }
      return { answers: answered, jobs }
    }
    const { result, head } = await groups.commit(count, work, (tx) =>
      groupsOfRows.flatMap(({ rows: parsed }) => parsed.flatMap((row) => foreseeRow(rules, tx, writer, row))),
    )
    keptJobs.add(result.jobs)
    observe?.(result.answers)
    return { answers: result.answers, ...(head === undefined ? {} : { head }) }
  }

  const answer: SyncEngine['answer'] = async (reader, request, requestId) => {
    const receivedAt = clock.now()
    const writer: Writer = {
      ...reader,
      device: request.device,
      receivedAt,
      clockOffset: receivedAt - request.clock,
      ...(requestId === undefined ? {} : { requestId }),
    }
    const { answers, head = await store.head() } = await push(writer, request)
    const common = `"head":${String(head)},"serverTime":${String(clock.now())},"push":${JSON.stringify(answers)}`
    if (request.pull === undefined) return `{${common}}`
    // What is remembered of channels and changes is true up to what has been told.
    if (streams.told() < head) await streams.advance(head)
    const answered = new Map(
      answers.flatMap(({ collection, results }) =>
        results.flatMap(({ document }) =>
          document === undefined ? [] : [[`${collection}/${document.id}`, document._number] as const],
        ),
      ),
    )
    const isAnswered = ({ collection, id }: DocumentKey, number: number) =>
      answered.get(`${collection}/${id}`) === number
    const channels = await readerChannels.of(reader)
    const onDifference = (collections: readonly string[]): void =>
      log.warn(
        { person: reader.personId, device: request.device, collections, requestId },
        'a device did not hold what it should; it reads these collections anew',
      )
    // What a device says that it holds is from before the answer to its push.
    const { digests: _digests, ...withoutDigests } = request.pull
    const asked = answers.length > 0 ? withoutDigests : request.pull
    const pullDeps = { store, tail, rules, checkpoints, compareDigests, onDifference }
    const page = await pullPage(pullDeps, reader, channels, head, asked, isAnswered)
    return `{${common},"pull":${page}}`
  }

  return {
    answer,
    handle: async (reader, request) => JSON.parse(await answer(reader, request)) as SyncResponse,
    openOutlet: streams.open,
    openStream: (reader, send) =>
      streams.open(reader, { send: (event) => send(JSON.parse(event) as StreamEvent), end: () => {} }),
    commitAsServer: async (writes) => {
      await groups.commit(typeof writes === 'function' ? 1 : writes.length, async (tx) => {
        const made = typeof writes === 'function' ? await writes(tx) : writes
        const { writes: documents, rows = [], jobs = [] }: ServerChange = 'writes' in made ? made : { writes: made }
        if (documents.length > 0) await writeAll(deps, tx, documents)
        await writeRows(tx, rows)
        await writeJobs(tx, jobs)
      })
    },
    endSession: streams.endSession,
    drainStreams: streams.drain,
    streamCount: streams.count,
    close: async () => {
      await streams.close()
    },
  }
}
