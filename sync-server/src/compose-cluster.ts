import { join } from 'node:path'
import { composeSchool, type School, type SchoolOptions, type SchoolParts } from './compose-school.ts'
import { createS3Blobs, ensureS3Bucket } from './ports/blobs/s3-blobs.ts'
import { createRedisBus } from './ports/bus/redis-bus.ts'
import { createLayeredCache } from './ports/cache/layered-cache.ts'
import { createSystemClock, type Clock } from './ports/clock/clock.ts'
import { createRedisLimits } from './ports/limits/redis-limits.ts'
import { createSmtpMail } from './ports/mail/smtp-mail.ts'
import { createBullmqQueue } from './ports/queue/bullmq-queue.ts'
import { createMongoStore } from './ports/store/mongo-store.ts'
import type { ClusterSettings } from './server/cluster-settings.ts'
import { createServerMetrics } from './server/server-metrics.ts'
import { ServiceOutOfReach } from './server/service-out-of-reach.ts'
import { sharedSecrets } from './server/shared-secrets.ts'

export interface ClusterOptions extends SchoolOptions {
  readonly cluster: ClusterSettings
  /** Nothing of the school: only what a server may lose (assets of earlier builds). */
  readonly folder: string
}

/** Of the bus: a turn to write is over. */
const TURN_TOPIC = 'turn'
/** Services that are started at the same time as the server have so long to come up. */
const PATIENCE_MS = 10_000
const AGAIN_MS = 250

/**
 * One server of a school on MongoDB, Redis, S3 and a mail server. Any number of them are one school: what they must agree on is in the store. Rejects with a sentence
 * where a service doesn't answer; once it runs, only the database is needed all the time.
 */
export const composeCluster = async (options: ClusterOptions): Promise<School> => {
  const { cluster, folder, log, clock = createSystemClock() } = options
  const metrics = options.metrics ?? createServerMetrics()
  // What passes between servers, and what is remembered, may be lost: both are in the Redis that keeps nothing. Jobs are in the other.
  const bus = createRedisBus({ url: cluster.redisCacheUrl, clock, log })
  const store = await createMongoStore({
    url: cluster.mongodbUrl,
    clock,
    news: {
      tell: (done) => void bus.publish(TURN_TOPIC, String(done)),
      listen: (listener) => void bus.subscribe(TURN_TOPIC, (message) => listener(Number(message))),
    },
    onCommand: ({ name, milliseconds, isFailed }) => metrics.databaseCommand(name, milliseconds / 1000, isFailed),
  }).catch(async (error: unknown) => {
    await bus.close()
    throw error
  })
  const parts: SchoolParts = {
    store,
    bus,
    cache: createLayeredCache({ url: cluster.redisCacheUrl, bus, clock, log }),
    queue: await createBullmqQueue({ url: cluster.redisJobsUrl, clock, log }),
    blobs: createS3Blobs(cluster.s3),
    mail: createSmtpMail({ url: cluster.smtpUrl, from: cluster.mailFrom }),
    limits: createRedisLimits({ url: cluster.redisCacheUrl, clock, log }),
  }
  try {
    await checkServices(parts, clock)
    const secrets = await sharedSecrets(store)
    return await composeSchool(parts, secrets, { ...options, clock, metrics, keepFolder: join(folder, 'app-assets') })
  } catch (error) {
    for (const part of [parts.queue, parts.cache, parts.limits, bus, parts.mail, parts.blobs, store])
      await part.close().catch(() => undefined)
    throw error
  }
}

/** Sets a school up, before its first server and again at each new version: bucket, collections, indexes and secrets. */
export const prepareCluster = async (options: ClusterOptions): Promise<School> => {
  await ensureS3Bucket(options.cluster.s3)
  return composeCluster({ ...options, roles: [] })
}

const checkServices = async ({ cache, bus, queue, blobs, mail }: SchoolParts, clock: Clock): Promise<void> => {
  const until = clock.now() + PATIENCE_MS
  const check = async (part: { ping(): Promise<void> }): Promise<void> => {
    for (;;) {
      try {
        await part.ping()
        return
      } catch (error) {
        if (clock.now() > until)
          throw new ServiceOutOfReach(error instanceof Error ? error.message : String(error), { cause: error })
      }
      await new Promise<void>((resolve) => void clock.after(AGAIN_MS, resolve))
    }
  }
  await Promise.all([cache, bus, queue, blobs, mail].map(check))
}
