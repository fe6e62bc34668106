import { StoreUnavailable, type Store, type StoreReader, type StoreTransaction } from '../ports/store/store.ts'

/** Asks for what the work will need, all at once; where the store is far, this is done for the whole group before the first of its works begins. */
export type Foresee = (store: StoreReader) => readonly Promise<unknown>[]

/** Work of one request inside a shared transaction; `rows` is how much of the transaction it takes. */
interface Job {
  readonly rows: number
  readonly work: (tx: StoreTransaction) => Promise<unknown>
  readonly foresee: Foresee
  readonly settle: { readonly resolve: (value: unknown) => void; readonly reject: (error: unknown) => void }
}

/**
 * Commits together what arrives together (S2): what comes within one turn of the event loop, and while a transaction runs; the next takes them all, up to `maxRows`.
 * If a shared transaction fails, its requests are tried one by one, so that one of them can't fail the others; a store that is out of reach fails them all.
 */
export const createGroupCommit = ({
  store,
  maxRows = 500,
  onCommitted,
}: {
  readonly store: Store
  readonly maxRows?: number
  /** Once for each transaction, before those whose work it was are told. */
  readonly onCommitted?: () => void
}) => {
  const waiting: Job[] = []
  let isRunning = false

  const runTogether = async (jobs: readonly Job[]): Promise<void> => {
    try {
      const results = await store.transact(
        async (tx) => {
          // What fails here fails again where it is needed.
          if (store.isFar === true) await Promise.allSettled(jobs.flatMap(({ foresee }) => foresee(tx)))
          const done: unknown[] = []
          for (const job of jobs) done.push(await job.work(tx))
          return done
        },
        { writesDocuments: true },
      )
      onCommitted?.()
      for (const [index, job] of jobs.entries()) job.settle.resolve(results[index])
    } catch (error) {
      if (jobs.length === 1 || error instanceof StoreUnavailable) for (const job of jobs) job.settle.reject(error)
      else for (const job of jobs) await runTogether([job])
    }
  }

  const drain = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group: Job[] = []
      let rows = 0
      while (waiting.length > 0 && (group.length === 0 || rows + (waiting[0]?.rows ?? 0) <= maxRows)) {
        const job = waiting.shift() as Job
        group.push(job)
        rows += job.rows
      }
      await runTogether(group)
      await nextTurn()
    }
    isRunning = false
  }

  return {
    commit: <Result>(
      rows: number,
      work: (tx: StoreTransaction) => Promise<Result>,
      foresee: Foresee = () => [],
    ): Promise<Result> =>
      new Promise<Result>((resolve, reject) => {
        waiting.push({ rows, work, foresee, settle: { resolve: resolve as (value: unknown) => void, reject } })
        if (isRunning) return
        isRunning = true
        void nextTurn().then(drain)
      }),
  }
}

/** Sockets that are ready have their turn: answers go out, and a commit waits for the disk once, however many share it. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
