import { BehaviorSubject, type Observable } from 'rxjs'
import type { StreamEvent } from '@edutrack/shared-schema/protocol/stream'
import type { Clock } from '#platform/clock.ts'
import type { Connectivity } from '#platform/connectivity.ts'
import { isStorageFull } from '#platform/storage-full.ts'
import type { LocalDocuments, UnsentDocument } from './local-documents.ts'
import type { SyncEngine, SyncProblem } from './sync-engine.ts'
import type { OpenStream, SyncTransport } from './transport/transport.ts'

/** Saves of a quiz within this time leave together (S10), ms. */
const GATHER_MS = 2500
/** What a person waits for leaves after this long, ms: with what the same tap has changed beside it. */
const URGENT_GATHER_MS = 80
const FIRST_RETRY_MS = 2000
const LAST_RETRY_MS = 60_000
/** Without a stream the log is asked so often, ms. */
const POLL_MS = 60_000
/** A page that nobody sees lets go of its stream after this long, ms. */
const HIDDEN_PATIENCE_MS = 120_000

/** `no-room`: what waits was sent, and this device can't keep the answers. `broken`: the app itself failed. */
export type LiveProblem = SyncProblem['problem'] | 'no-room' | 'broken' | null

/** Keeps one device in step for as long as it may: runs of sync when there is reason to, and the stream in between. */
export interface LiveSync {
  readonly problem$: Observable<LiveProblem>
  /** Runs now, whatever waits; resolves when that run is over. */
  syncNow(): Promise<void>
  stop(): void
}

export const startLiveSync = (deps: {
  readonly engine: SyncEngine
  readonly documents: Pick<LocalDocuments, 'unsent$'>
  readonly transport: SyncTransport
  readonly device: string
  readonly clock: Clock
  /** 0–1, for jitter. */
  readonly random: () => number
  readonly connectivity: Connectivity
  /** Whether somebody looks at the page, live. */
  readonly isVisible$: Observable<boolean>
  /** Asks the browser to deliver even if the page is closed meanwhile. */
  readonly requestDelivery: () => void
  /** The server's session has ended, or is another person's (S17). */
  readonly onSignedOut: () => void
}): LiveSync => {
  const { engine, documents, transport, device, clock, random, connectivity, isVisible$, requestDelivery } = deps
  const problem$ = new BehaviorSubject<LiveProblem>(null)
  let isStopped = false
  let isRunning: Promise<void> | undefined
  let isAgain = false
  let retryMs = FIRST_RETRY_MS
  let cancelTimer = (): void => undefined
  let timerDueAt = Number.POSITIVE_INFINITY
  let unsentCount = 0

  const syncSoon = (delayMs: number): void => {
    const dueAt = clock.now() + delayMs
    if (isStopped || dueAt >= timerDueAt) return
    cancelTimer()
    timerDueAt = dueAt
    cancelTimer = clock.after(delayMs, () => {
      timerDueAt = Number.POSITIVE_INFINITY
      void syncNow()
    })
  }

  const syncNow = (): Promise<void> => {
    if (isStopped) return Promise.resolve()
    if (isRunning !== undefined) {
      isAgain = true
      return isRunning
    }
    isRunning = (async () => {
      do {
        isAgain = false
        afterRun(await engine.run().catch(problemOf))
      } while (isAgain && !isStopped)
    })().finally(() => {
      isRunning = undefined
    })
    return isRunning
  }

  const afterRun = (problem: RunProblem | null): void => {
    problem$.next(problem?.problem ?? null)
    connectivity.report(problem === null || problem.problem !== 'offline')
    if (problem === null) {
      retryMs = FIRST_RETRY_MS
      openStream()
      return
    }
    if (unsentCount > 0) requestDelivery()
    if (problem.problem === 'not-signed-in') {
      closeStream()
      deps.onSignedOut()
      return
    }
    // A build that the school doesn't understand waits for its update, with all it holds (S16).
    if (problem.problem === 'protocol-mismatch') return closeStream()
    syncLater(problem.retryAfterMs)
  }

  const syncLater = (afterMs = retryMs * (0.5 + random())): void => {
    syncSoon(afterMs)
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS)
  }

  let stream: OpenStream | undefined
  let isVisible = true
  let cancelHidden = (): void => undefined

  const openStream = (): void => {
    if (isStopped || stream !== undefined || !isVisible) return
    stream = transport.openStream(device, hear, () => {
      stream = undefined
      // The next run says why, and opens it again when all is well.
      syncSoon(retryMs * (0.5 + random()))
    })
  }
  const closeStream = (): void => {
    stream?.close()
    stream = undefined
  }
  const hear = (event: StreamEvent): void => {
    if (event.type === 'reconnect') {
      closeStream()
      syncSoon(event.afterMs)
      return
    }
    engine.hear(event).then(
      (next) => {
        if (next === 'run') syncSoon(0)
      },
      // The run says why.
      () => syncSoon(0),
    )
  }
  const poll = (): void => {
    cancelPoll = clock.after(POLL_MS * (0.75 + random() / 2), () => {
      if (stream === undefined && isVisible && problem$.value === null) void syncNow()
      poll()
    })
  }
  let cancelPoll = (): void => undefined
  poll()

  const forgetMaybeBack = connectivity.onMaybeBack(() => {
    retryMs = FIRST_RETRY_MS
    syncSoon(0)
  })
  let known = new Set<string>()
  const unsentSubscription = documents.unsent$.subscribe((unsent) => {
    unsentCount = unsent.length
    const next = new Set(unsent.map(fingerprint))
    const news = unsent.filter((document) => !known.has(fingerprint(document)))
    known = next
    // While the school is out of reach, its return is the time to try, or the timer that runs already.
    if (news.length > 0 && problem$.value === null) syncSoon(news.some(isUrgent) ? URGENT_GATHER_MS : GATHER_MS)
  })
  const visibleSubscription = isVisible$.subscribe((isNow) => {
    cancelHidden()
    isVisible = isNow
    if (isNow) syncSoon(0)
    else {
      if (unsentCount > 0) requestDelivery()
      cancelHidden = clock.after(HIDDEN_PATIENCE_MS, closeStream)
    }
  })
  syncSoon(0)

  return {
    problem$,
    syncNow,
    stop: () => {
      isStopped = true
      cancelTimer()
      cancelPoll()
      cancelHidden()
      forgetMaybeBack()
      unsentSubscription.unsubscribe()
      visibleSubscription.unsubscribe()
      closeStream()
    },
  }
}

const problemOf = (error: unknown): RunProblem => {
  if (isStorageFull(error)) return { problem: 'no-room' }
  // The app's own failure: a device has no other place to log it, and here it is logged once.
  // oxlint-disable-next-line no-console
  console.error(error)
  return { problem: 'broken' }
}

type RunProblem = Pick<SyncProblem, 'retryAfterMs'> & { readonly problem: NonNullable<LiveProblem> }

const fingerprint = ({ collection, document }: UnsentDocument): string => `${collection}/${JSON.stringify(document)}`

/** What a person waits for leaves at once; what is saved as they go gathers. */
const isUrgent = ({ collection, document }: UnsentDocument): boolean =>
  collection === 'attempts' ? document['status'] === 'handed-in' : collection === 'enrolments' || collection === 'posts'
