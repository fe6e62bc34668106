import { randomUUID } from 'node:crypto'
import { createApp } from './http/app.ts'
import { createWorkerApp } from './http/worker-app.ts'
import type { ServerState } from './http/environment.ts'
import { dropCourses } from './http/routes/course-routes.ts'
import { createPwaFiles } from './http/pwa-files.ts'
import { createAccounts, createKnownLearners, type Accounts } from './modules/accounts/index.ts'
import {
  createMediaSweeping,
  createPublicCourses,
  createUploadForgetting,
  createUploads,
} from './modules/courses/index.ts'
import { createCertificateWatch, createFeedbackWatch, prepareCertificates } from './modules/learning/index.ts'
import { jobsRegistry } from './modules/jobs-registry.ts'
import { createNoticeWatch, createUnsubscribeTokens, messagingTables } from './modules/messaging/index.ts'
import { rulesRegistry } from './modules/rules-registry.ts'
import type { Blobs } from './ports/blobs/blobs.ts'
import type { Bus } from './ports/bus/bus.ts'
import type { Cache } from './ports/cache/cache.ts'
import { createSystemClock, type Clock } from './ports/clock/clock.ts'
import { atMost } from './ports/clock/time-limit.ts'
import type { Limits } from './ports/limits/limits.ts'
import type { Log } from './ports/log/log.ts'
import type { Mail } from './ports/mail/mail.ts'
import { createWebPush, type VapidKeys } from './ports/push/web-push.ts'
import type { Queue } from './ports/queue/queue.ts'
import type { Store } from './ports/store/store.ts'
import { createMailOnce } from './server/mail-once.ts'
import { runJobs } from './server/run-jobs.ts'
import { serverRoles, type ServerRole } from './server/server-roles.ts'
import { createServerMetrics, type ServerMetrics } from './server/server-metrics.ts'
import { createForgetting } from './sync/forget-what-is-gone.ts'
import { createLease, leaseTables } from './sync/lease.ts'
import { createOutboxRelay } from './sync/outbox-relay.ts'
import { createReceiptSigner } from './sync/receipts.ts'
import { HINT, LOG_TOPIC } from './sync/log-messages.ts'
import { createSyncEngine, type SyncEngine } from './sync/sync-engine.ts'

/** So much later letters go out when the worker that carried their jobs is killed. */
const LOG_LEASE_MS = 5000

/** What passes over the log or by the clock may be waiting for a database that says nothing: jobs are handed back all the same, ms. */
const PASSES_MS = 2500

/** What a school stands on, embedded or in a cluster. */
export interface SchoolParts {
  readonly store: Store
  readonly bus: Bus
  readonly cache: Cache
  readonly queue: Queue
  readonly blobs: Blobs
  readonly mail: Mail
  readonly limits: Limits
}

/** Made at a school's first start; the same on all of its servers. */
export interface SchoolSecrets {
  /** PKCS #8 in PEM. */
  readonly receiptKey: string
  readonly checkpoints: string
  readonly sessions: string
  /** JSON of `VapidKeys`: what devices know the school's push messages by. */
  readonly vapid: string
}

export interface SchoolOptions {
  /** The school's public address, without a slash at the end. */
  readonly baseUrl: string
  readonly isRateLimited: boolean
  readonly log: Log
  /** The built app; without it only the API answers. */
  readonly appFolder?: string
  /** How many proxies before this server add to `x-forwarded-for`. */
  readonly trustedProxies?: number
  /** Whether people make their own accounts; so they do unless told. */
  readonly isSignUpOpen?: boolean
  readonly roles?: readonly ServerRole[]
  readonly state?: () => ServerState
  /** The machine's own unless told. */
  readonly clock?: Clock
  readonly metrics?: ServerMetrics
  /** Hosts of push services beside those of the browsers that there are, with their port where it is another than 443. */
  readonly morePushHosts?: readonly string[]
}

export interface School extends SchoolParts {
  readonly app: ReturnType<typeof createApp>
  readonly engine: SyncEngine
  readonly accounts: Accounts
  readonly clock: Clock
  readonly metrics: ServerMetrics
  /** Whether there is a built app to serve. */
  readonly hasApp: boolean
  /** Takes no more jobs, and hands back what does not end in time. */
  stopWorking(): Promise<void>
  close(): Promise<void>
}

/** One server of a school, on parts that are there. */
export const composeSchool = async (
  parts: SchoolParts,
  secrets: SchoolSecrets,
  options: SchoolOptions & { /** Where the assets of earlier builds are kept. */ readonly keepFolder: string },
): Promise<School> => {
  const { store, bus, cache, queue, blobs, mail } = parts
  const { baseUrl, isRateLimited, log, appFolder, keepFolder, trustedProxies = 0, state = () => 'ready' } = options
  const { isSignUpOpen = true, roles = serverRoles, clock = createSystemClock() } = options
  const metrics = options.metrics ?? createServerMetrics()
  const push = createWebPush({
    keys: JSON.parse(secrets.vapid) as VapidKeys,
    baseUrl,
    moreHosts: options.morePushHosts ?? [],
  })
  const unsubscribeTokens = createUnsubscribeTokens({ secret: secrets.checkpoints })
  const signer = createReceiptSigner({ privateKey: secrets.receiptKey })
  const courses = createPublicCourses({ store })
  const isFollowing = roles.includes('api')
  const learners = createKnownLearners({ store, isFollowing })
  const engine = await createSyncEngine({
    store,
    bus,
    rules: rulesRegistry,
    signer,
    clock,
    checkpointSecret: secrets.checkpoints,
    log,
    observe: metrics.rowsPushed,
    isFollowing,
    onChanges: (entries) => {
      learners.note(entries)
      void dropCourses(cache, courses.note(entries))
    },
  })
  const accounts = await createAccounts({
    store,
    engine,
    learners,
    cache,
    clock,
    bus,
    secret: secrets.sessions,
    baseUrl,
    log,
  })
  metrics.watch({ engine, store, queue, cache, bus, clock })
  await prepareCertificates({ store, clock })
  await store.migrate(messagingTables)
  const isWorker = roles.includes('worker')
  if (isWorker)
    await runJobs({
      queue,
      jobs: jobsRegistry,
      deps: {
        store,
        mail: await createMailOnce({ mail, store, clock }),
        push,
        unsubscribeTokens,
        blobs,
        engine,
        clock,
        baseUrl,
      },
      log,
      metrics,
    })
  if (isWorker) await store.migrate(leaseTables)
  // One worker follows the log for all; the others follow it when that one is gone.
  const lease = createLease({ store, clock, name: 'log', holder: randomUUID(), holdMs: LOG_LEASE_MS })
  const following = { store, bus, clock, log, ...(store.isFar === true ? { lease } : {}) }
  const relay = isWorker ? await createOutboxRelay({ ...following, queue }) : undefined
  const certificateWatch = isWorker ? await createCertificateWatch(following) : undefined
  const feedbackWatch = isWorker ? await createFeedbackWatch(following) : undefined
  const noticeWatch = isWorker ? await createNoticeWatch(following) : undefined
  const forgetting = isWorker ? await createForgetting({ store, clock, log }) : undefined
  const uploadForgetting = isWorker ? await createUploadForgetting({ store, blobs, clock, log }) : undefined
  const mediaSweeping = isWorker ? createMediaSweeping({ queue, clock, log }) : undefined
  const isApi = roles.includes('api')
  const pwa = await createPwaFiles({ folder: isApi ? appFolder : undefined, keepFolder, clock })
  const common = { store, bus, cache, queue, blobs, mail, clock, log, state, trustedProxies, metrics }
  const app = isApi
    ? createApp({
        ...common,
        limits: parts.limits,
        engine,
        accounts,
        signer,
        courses,
        uploads: await createUploads({ store, blobs, clock, onReceived: () => void bus.publish(LOG_TOPIC, HINT) }),
        push,
        unsubscribeTokens,
        pwa,
        baseUrl,
        isSecure: baseUrl.startsWith('https:'),
        isSignUpOpen,
        isRateLimited,
      })
    : createWorkerApp(common)
  let stopped: Promise<void> | undefined
  const stopWorking = (): Promise<void> => {
    stopped ??= (async () => {
      mediaSweeping?.close()
      const passing = [certificateWatch, feedbackWatch, noticeWatch, relay, forgetting, uploadForgetting]
      await atMost(clock, PASSES_MS, Promise.all(passing.map((one) => one?.close())))
      await queue.close()
    })()
    return stopped
  }
  return {
    ...parts,
    app,
    engine,
    accounts,
    clock,
    metrics,
    hasApp: pwa.index !== undefined,
    stopWorking,
    close: async () => {
      await stopWorking()
      await engine.close()
      await bus.close()
      await cache.close()
      await parts.limits.close()
      await mail.close()
      await blobs.close()
      await store.close()
    },
  }
}
