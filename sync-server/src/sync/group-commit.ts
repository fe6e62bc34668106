import {
  StoreUnavailable,
  type LogChange,
  type Store,
  type StoreReader,
  type StoreTransaction,
} from '../ports/store/store.ts'

/** Asks for what the work will need, all at once; where the store is far, this is done for the whole group before the first of its works begins. */
export type Foresee = (store: StoreReader) => readonly Promise<unknown>[]

/** Work of one request inside a shared transaction; `rows` is how much of the transaction it takes. */
interface Job {
  readonly rows: number
  readonly work: (tx: StoreTransaction) => Promise<unknown>
  readonly foresee: Foresee
  readonly settle: { readonly resolve: (value: Committed<unknown>) => void; readonly reject: (error: unknown) => void }
}

/** `head`: the log's after the shared transaction, where that has written. */
interface Committed<Result> {
  readonly result: Result
  readonly head: number | undefined
}

/** More is waiting than can be answered in some seconds. Nothing of it was begun; it may be sent again after so long. */
export class TooMuchWaiting extends Error {
  override readonly name = 'TooMuchWaiting'
  readonly retryAfterSeconds: number
  constructor(retryAfterSeconds: number) {
    super(`Too much waits to be committed; try again in ${String(retryAfterSeconds)} s.`)
    this.retryAfterSeconds = retryAfterSeconds
  }
}

const FIRST_RETRY_SECONDS = 2
/** Those that are turned away come again over so many seconds, not all in one. */
const RETRY_SPREAD_SECONDS = 8

/**
 * Commits together what arrives together (S2): what comes within one turn of the event loop, while a transaction runs, and while the next one waits for the store; it
 * takes them all, up to `maxRows`.
 * If a shared transaction fails, its requests are tried one by one, so that one of them can't fail the others; a store that is out of reach fails them all.
 */
export const createGroupCommit = ({
  store,
  maxRows = 500,
  mostWaitingRows = 5000,
  onCommitted,
}: {
  readonly store: Store
  readonly maxRows?: number
  readonly mostWaitingRows?: number
  /** Once for each transaction, with what it has written of the log, before those whose work it was are told. */
  readonly onCommitted?: (changes: readonly LogChange[]) => void
}) => {
  const waiting: Job[] = []
  let waitingRows = 0
  let turnedAway = 0
  let isRunning = false

  /** What waits, up to `maxRows`, and one request at least. */
  const takeGroup = (): readonly Job[] => {
    const group: Job[] = []
    let rows = 0
    while (waiting.length > 0 && (group.length === 0 || rows + (waiting[0]?.rows ?? 0) <= maxRows)) {
      const job = waiting.shift() as Job
      group.push(job)
      rows += job.rows
    }
    waitingRows -= rows
    return group
  }

  const runTogether = async (only?: Job): Promise<void> => {
    let jobs: readonly Job[] | undefined = only === undefined ? undefined : [only]
    try {
      const { results, changes } = await store.transact(
        async (tx) => {
          // Only now: a store may keep a transaction waiting for its turn, and what has come meanwhile goes with it.
          jobs ??= takeGroup()
          // What fails here fails again where it is needed.
          if (store.isFar === true) await Promise.allSettled(jobs.flatMap(({ foresee }) => foresee(tx)))
          const done: unknown[] = []
          for (const job of jobs) done.push(await job.work(tx))
          return { results: done, changes: tx.changes() }
        },
        { writesDocuments: true },
      )
      onCommitted?.(changes)
      const head = changes.at(-1)?.number
      for (const [index, job] of (jobs ?? []).entries()) job.settle.resolve({ result: results[index], head })
    } catch (error) {
      jobs ??= takeGroup()
      if (jobs.length === 1 || error instanceof StoreUnavailable) for (const job of jobs) job.settle.reject(error)
      else for (const job of jobs) await runTogether(job)
    }
  }

  const drain = async (): Promise<void> => {
    while (waiting.length > 0) {
      await runTogether()
      await nextTurn()
    }
    isRunning = false
  }

  return {
    /** Throws `TooMuchWaiting` where so many rows more would wait too long. What nobody waits before is never turned away. */
    checkRoom: (rows: number): void => {
      if (waitingRows === 0 || waitingRows + rows <= mostWaitingRows) return
      turnedAway += 1
      throw new TooMuchWaiting(FIRST_RETRY_SECONDS + (turnedAway % RETRY_SPREAD_SECONDS))
    },
    commit: <Result>(
      rows: number,
      work: (tx: StoreTransaction) => Promise<Result>,
      foresee: Foresee = () => [],
    ): Promise<Committed<Result>> =>
      new Promise((resolve, reject) => {
        waitingRows += rows
        waiting.push({ rows, work, foresee, settle: { resolve: resolve as Job['settle']['resolve'], reject } })
        if (isRunning) return
        isRunning = true
        void nextTurn().then(drain)
      }),
  }
}

/** Sockets that are ready have their turn: answers go out, and a commit waits for the disk once, however many share it. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
