import {
  BehaviorSubject,
  combineLatest,
  distinctUntilChanged,
  first,
  map,
  shareReplay,
  switchMap,
  type Observable,
} from 'rxjs'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { enrolmentIdOf } from '@edutrack/shared-schema/id'
import { isQuestionVersion } from '@edutrack/shared-schema/questions/question-versions'
import { answerQuestion, flagQuestion, writeText } from '#local-db/commands/answer-question.ts'
import type { CommandContext } from '#local-db/commands/command-context.ts'
import { enrol, leaveCourse } from '#local-db/commands/enrol.ts'
import { handIn } from '#local-db/commands/hand-in.ts'
import { noteProgress } from '#local-db/commands/note-progress.ts'
import { readNotice } from '#local-db/commands/read-notice.ts'
import { rename, saveSettings } from '#local-db/commands/save-settings.ts'
import { startAttempt } from '#local-db/commands/start-attempt.ts'
import { openDatabase } from '#local-db/open-database.ts'
import { liveAll, liveByIds, liveOne } from '#local-db/queries/live.ts'
import { titlesOf } from '#local-db/queries/titles.ts'
import { createCourseDownloads } from '#media/course-downloads.ts'
import type { StoredMedia } from '#media/stored-media.ts'
import { uploadsPrefix, uploadsToItems, withUploads } from '#media/upload-record.ts'
import type { Uploads } from '#media/uploads.ts'
import type { Clock } from '#platform/clock.ts'
import type { Connectivity } from '#platform/connectivity.ts'
import type { DeviceStore } from '#platform/device-store.ts'
import type { Ids } from '#platform/ids.ts'
import type { Locks } from '#platform/locks.ts'
import type { OpenSession } from '#platform/session.ts'
import type { StorageQuota } from '#platform/storage-quota.ts'
import type { AppStorage } from '#platform/stored-app.ts'
import type { TabChannel } from '#platform/tab-channel.ts'
import { startLiveSync, type LiveProblem } from '#sync/live-sync.ts'
import { createLocalDocuments } from '#sync/local-documents.ts'
import { watchOutbox, watchStatus } from '#sync/outbox.ts'
import { createSyncEngine } from '#sync/sync-engine.ts'
import { syncLockOf } from '#sync/sync-lock.ts'
import { createSyncMemory } from '#sync/sync-memory.ts'
import type { SyncTransport } from '#sync/transport/transport.ts'
import { createReceiptVerifier } from '#sync/verify-receipt.ts'
import { createCatalogue } from '#workers/catalogue.ts'
import type { MediaUpload } from './media-library.ts'
import type { Learning, SyncState } from './services.ts'

export interface OpenLearningDeps {
  readonly personId: string
  readonly device: string
  readonly store: DeviceStore
  readonly media: StoredMedia | undefined
  readonly transport: SyncTransport
  readonly fetch: typeof fetch
  readonly session: Pick<OpenSession, 'current$' | 'markExpired' | 'isSignedInAs'>
  readonly connectivity: Connectivity
  readonly isVisible$: Observable<boolean>
  readonly channel: TabChannel
  readonly locks: Locks
  readonly quota: StorageQuota
  /** How much of the app opens without a network. */
  readonly appStorage$: Observable<AppStorage>
  readonly clock: Clock
  readonly ids: Ids
  /** Asks the browser to wake the service worker when the network is back, for a piece of work by its name; false where it can't. */
  readonly requestBackgroundSync: (work?: string) => Promise<boolean>
  /** Whether it can. */
  readonly sendsWithAppClosed: boolean
  readonly createCatalogueWorker: () => Worker
  readonly createPackageWorker: () => Worker
  readonly createGradesWorker: () => Worker
}

/** Opens a person's database and all that works on it. One tab, or the service worker, syncs at a time: who holds the lock. */
export const openLearning = async (deps: OpenLearningDeps): Promise<Learning> => {
  const { personId, device, store, media, transport, channel, clock, ids, connectivity, locks } = deps
  const database = await openDatabase({
    personId,
    // A tap is acknowledged when it would survive the phone's battery falling out.
    storage: getRxStorageDexie({ chromeTransactionDurability: 'strict' }) as never,
    isShared: true,
  })
  const context: CommandContext = { database, personId, device, clock, ids }
  const documents = createLocalDocuments(database)
  const memory = createSyncMemory(store, personId)
  const receipts = createReceiptVerifier({ store, fetch: deps.fetch })
  const attempts$ = liveAll(database, 'attempts', { personId })
  const notices$ = liveAll(database, 'notices', { personId }).pipe(
    map((notices) => notices.toSorted((a, b) => b.at - a.at)),
  )

  const sending$ = new BehaviorSubject<ReadonlySet<string>>(new Set())
  const problem$ = new BehaviorSubject<LiveProblem>(null)
  const forgetMessages = channel.onMessage((message) => {
    if (message.type === 'sending') sending$.next(new Set(message.keys))
    if (message.type === 'problem') problem$.next(message.problem as LiveProblem)
    if (message.type === 'sync-now') void leadSync?.()
  })

  const engine = createSyncEngine({
    personId,
    device,
    documents,
    memory,
    transport,
    clock,
    onSending: (unsent) =>
      channel.post({ type: 'sending', keys: unsent.map(({ collection, document }) => `${collection}/${document.id}`) }),
  })
  /** While this tab leads. */
  let leadSync: (() => Promise<void>) | undefined
  const end = new AbortController()
  const lead = async (): Promise<void> => {
    const live = startLiveSync({
      engine,
      documents,
      transport,
      device,
      clock,
      random: ids.random,
      connectivity,
      isVisible$: deps.isVisible$,
      requestDelivery: () => void deps.requestBackgroundSync(),
      onSignedOut: () => deps.session.markExpired(),
    })
    leadSync = live.syncNow
    const problems = live.problem$.subscribe((problem) => channel.post({ type: 'problem', problem }))
    await new Promise<void>((resolve) => {
      if (end.signal.aborted) resolve()
      end.signal.addEventListener('abort', () => resolve())
    })
    leadSync = undefined
    problems.unsubscribe()
    live.stop()
  }
  const leading = locks.hold(syncLockOf(personId), lead, { signal: end.signal })
  const syncNow = async (): Promise<void> => {
    if (leadSync !== undefined) await leadSync()
    else channel.post({ type: 'sync-now' })
  }
  // Signed in again: what had to wait goes out (S17).
  const sessions = deps.session.current$
    .pipe(
      map((person) => person?.personId === personId && !person.isExpired),
      distinctUntilChanged(),
    )
    .subscribe((isSignedIn) => {
      if (!isSignedIn) return
      void receipts.refresh()
      void syncNow()
    })

  const outboxDeps = {
    unsent$: documents.unsent$,
    attempts$,
    notices$,
    sending$,
    isInReach$: combineLatest([connectivity.isOnline$, problem$]).pipe(
      map(([isOnline, problem]) => isOnline && problem === null),
    ),
    titles: (wanted: readonly string[]) => titlesOf(database, wanted),
  }
  const uploads$ = store.watchAll<MediaUpload>(uploadsPrefix(personId)).pipe(
    map((records) => [...records.values()]),
    shareReplay({ bufferSize: 1, refCount: true }),
  )
  let openedUploads: Promise<Uploads> | undefined
  const uploads = (): Promise<Uploads> => {
    openedUploads ??= import('#media/open-uploads.ts').then((m) => m.openUploads({ ...deps, database, notices$ }))
    return openedUploads
  }
  // What waits from before goes out, whichever screen is open.
  const waitingUploads = uploads$.pipe(first((known) => known.length > 0)).subscribe(() => void uploads())
  const sync: SyncState = {
    status$: combineLatest([watchStatus(outboxDeps), uploads$]).pipe(
      map(([status, known]) => withUploads(status, known)),
      distinctUntilChanged((a, b) => a.kind === b.kind && a.count === b.count),
    ),
    outbox$: combineLatest([watchOutbox(outboxDeps), uploads$]).pipe(
      map(([items, known]) => [...uploadsToItems(known), ...items]),
    ),
    lastSyncedAt$: memory.state$.pipe(map(({ lastSyncedAt }) => lastSyncedAt ?? null)),
    problem$: problem$.pipe(
      map((problem) => problemForPeople(problem)),
      distinctUntilChanged(),
    ),
    isFirstSyncDone$: memory.state$.pipe(
      map(({ reached }) => reached !== undefined),
      distinctUntilChanged(),
    ),
    syncNow,
  }

  const course = (id: string) => liveOne(database, 'courses', id)
  const files = (courseId: string) => liveAll(database, 'files', { courseId })
  const units = (courseId: string) => liveAll(database, 'units', { courseId })
  const enrolments$ = liveAll(database, 'enrolments', { personId })
  const downloads = createCourseDownloads({
    personId,
    store,
    media,
    fetch: deps.fetch,
    locks,
    quota: deps.quota,
    connectivity,
    clock,
    isAppStored$: deps.appStorage$.pipe(
      map(({ isStored }) => isStored),
      distinctUntilChanged(),
    ),
    course,
    units,
    courseQuestions: (courseId) =>
      liveAll(database, 'questions', { courseId }).pipe(map((all) => all.filter((one) => !isQuestionVersion(one)))),
    files,
  })
  // A certificate's file is brought here when the certificate comes, before anybody looks: who wants to show it may have no network then.
  const keepingCertificates = combineLatest([
    liveAll(database, 'certificates', { personId }),
    connectivity.isOnline$,
  ]).subscribe(([certificates, isOnline]) => {
    if (!isOnline || certificates.length === 0) return
    void import('./open-certificates.ts').then(async ({ openCertificates }) => {
      const { file } = openCertificates(context, deps)
      for (const certificate of certificates) if (certificate.status === 'valid') await file(certificate)
    })
  })
  const catalogue = createCatalogue({
    personId,
    database,
    readyIds$: downloads
      .all()
      .pipe(map((all) => all.filter(({ state }) => state === 'ready').map(({ courseId }) => courseId))),
    createWorker: deps.createCatalogueWorker,
  })

  return {
    personId,
    device,
    person: () => liveOne(database, 'people', personId),
    catalogue,
    myCourses: () =>
      enrolments$.pipe(
        map((enrolments) => enrolments.map(({ courseId }) => courseId)),
        distinctUntilChanged((a, b) => a.join() === b.join()),
        switchMap((courseIds) => liveByIds(database, 'courses', courseIds)),
      ),
    course,
    units,
    unit: (id) => liveOne(database, 'units', id),
    questions: (wanted) => liveByIds(database, 'questions', wanted),
    files,
    enrolments: () => enrolments$,
    enrolment: (courseId) => liveOne(database, 'enrolments', enrolmentIdOf(personId, courseId)),
    progress: (courseId) => liveAll(database, 'progress', { personId, courseId }),
    allProgress: () => liveAll(database, 'progress', { personId }),
    attempts: (unitId) => liveAll(database, 'attempts', { personId, unitId }),
    allAttempts: () => attempts$,
    attempt: (id) => liveOne(database, 'attempts', id),
    notices: () => notices$,
    enrol: (courseId, invitation) => enrol(context, courseId, invitation),
    leaveCourse: (courseId) => leaveCourse(context, courseId),
    startAttempt: (unit) => startAttempt(context, unit),
    answerQuestion: (input) => answerQuestion(context, input),
    writeText: (input) => writeText(context, input),
    flagQuestion: (input) => flagQuestion(context, input),
    handIn: async (input) => {
      const { clockOffset } = await memory.read()
      await handIn(context, { ...input, clockOffset })
      void deps.requestBackgroundSync(input.attemptId)
    },
    noteProgress: (input) => noteProgress(context, input),
    saveSettings: (change) => saveSettings(context, change),
    rename: (name) => rename(context, name),
    readNotice: (id) => readNotice(context, id),
    sync,
    downloads,
    appStorage: () => deps.appStorage$,
    mediaUrl: ({ hash }) => `/api/media/${hash}`,
    isStored: downloads.isStored,
    verifyReceipt: receipts.verify,
    certificates: async () => (await import('./open-certificates.ts')).openCertificates(context, deps),
    teaching: async () =>
      (await import('./open-teaching.ts')).openTeaching(context, { ...deps, uploads: await uploads() }),
    notebook: async () => (await import('./open-notebook.ts')).openNotebook(context),
    discussions: async () => (await import('./open-discussions.ts')).openDiscussions(context, deps),
    alerts: async () => (await import('./alerts-in-browser.ts')).openAlertsInBrowser(deps),
    close: async () => {
      end.abort()
      forgetMessages()
      sessions.unsubscribe()
      keepingCertificates.unsubscribe()
      downloads.stop()
      waitingUploads.unsubscribe()
      if (openedUploads !== undefined) (await openedUploads).stop()
      catalogue.close()
      await leading
      channel.close()
      await database.close()
    },
  }
}

/** Problems that a person can understand; the others are the school's. */
const problemForPeople = (problem: LiveProblem) => {
  switch (problem) {
    case null:
    case 'offline':
    case 'not-signed-in':
    case 'protocol-mismatch':
    case 'no-room':
      return problem
    default:
      return 'unavailable' as const
  }
}
