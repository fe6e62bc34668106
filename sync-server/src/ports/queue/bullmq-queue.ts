import { Queue as BullQueue, Worker as BullWorker, type Job as BullJob } from 'bullmq'
import type { Clock } from '../clock/clock.ts'
import { atMost } from '../clock/time-limit.ts'
import type { Log } from '../log/log.ts'
import { answersWithin, closeRedis, openRedis, redisPlace, redisProblem } from '../redis/redis-connection.ts'
import { QueueUnavailable, type FailedJob, type Job, type NewJob, type Queue } from './queue.ts'

const DEFAULT_ATTEMPTS = 3
const DEFAULT_BACKOFF_MS = 2000
/** A job that ends its worker this often is the cause of it. */
const MOST_DEATHS = 3
const KNOWN_FOR_SECONDS = 7 * 24 * 3600
const FORGET_EVERY_MS = 3600_000
const FORGOTTEN_AT_ONCE = 1000
const CONNECT_MS = 3000
const ANSWER_MS = 2000
/** A worker asks for a job and is answered after ten seconds where there is none; nothing for longer is a connection that is dead. */
const WORKER_SILENCE_MS = 15_000

/** What stands in Redis of a job beside what BullMQ keeps itself. */
interface JobData {
  readonly id: string
  readonly payload: unknown
  readonly requestId?: string
}

/**
 * The queue on BullMQ: a queue of its own for each kind, in a Redis that doesn't evict (`noeviction`) and writes what it has to disk before it answers (AOF). A worker
 * holds a job by a lock that it renews; a worker that dies loses it after `lockMs`, and another takes the job over within that time again.
 * On closing, what still runs after `graceMs` is handed back.
 */
export const createBullmqQueue = async (deps: {
  readonly url: string
  readonly clock: Clock
  readonly log: Log
  /** Of the keys in Redis: schools that share one have each their own. */
  readonly prefix?: string
  readonly lockMs?: number
  readonly graceMs?: number
}): Promise<Queue> => {
  const { url, clock, log, prefix = 'edutrack', lockMs = 15_000, graceMs = 6000 } = deps
  const place = redisPlace(url)
  const asking = openRedis({ url, log, name: 'queue' })
  // Workers wait for jobs, and for Redis, as long as it takes.
  const working = openRedis({
    url,
    log,
    name: 'worker',
    options: {
      maxRetriesPerRequest: null,
      enableOfflineQueue: true,
      lazyConnect: true,
      socketTimeout: WORKER_SILENCE_MS,
    },
  })
  const queues = new Map<string, BullQueue<JobData>>()
  const workers = new Set<Worker>()
  const kindsKey = `${prefix}:kinds`
  let isClosed = false

  const unavailable = (cause: unknown): QueueUnavailable =>
    new QueueUnavailable(redisProblem(asking, 'Redis for jobs', place), { cause })
  const ask = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work()
    } catch (error) {
      throw unavailable(error)
    }
  }

  const queueOf = (kind: string): BullQueue<JobData> => {
    const known = queues.get(kind)
    if (known !== undefined) return known
    const made = new BullQueue<JobData>(kind, { connection: asking, prefix, skipWaitingForReady: true })
    // The connection tells its own outages.
    made.on('error', () => undefined)
    queues.set(kind, made)
    return made
  }
  const rememberedKinds = new Set<string>()
  const rememberKinds = async (kinds: readonly string[]): Promise<void> => {
    const unknown = kinds.filter((kind) => !rememberedKinds.has(kind))
    if (unknown.length === 0) return
    await asking.sadd(kindsKey, ...unknown)
    for (const kind of unknown) rememberedKinds.add(kind)
  }
  /** Of every kind that any server ever had. */
  const allQueues = async (): Promise<readonly BullQueue<JobData>[]> =>
    (await asking.smembers(kindsKey)).map((kind) => queueOf(kind))

  let toAdd: { readonly job: NewJob; readonly resolve: () => void; readonly reject: (error: unknown) => void }[] = []
  const flushAdds = async (): Promise<void> => {
    const group = toAdd
    toAdd = []
    try {
      const byKind = Map.groupBy(group, ({ job }) => job.kind)
      await rememberKinds([...byKind.keys()])
      for (const [kind, adds] of byKind) await queueOf(kind).addBulk(adds.map(({ job }) => newJobToBull(job)))
      for (const { resolve } of group) resolve()
    } catch (error) {
      for (const { reject } of group) reject(unavailable(error))
    }
  }

  const failedForMsByKind = new Map<string, number>()
  const forgetFailed = async (kind: string, failedForMs: number): Promise<void> => {
    try {
      for (let forgotten = FORGOTTEN_AT_ONCE; forgotten === FORGOTTEN_AT_ONCE;)
        forgotten = (await queueOf(kind).clean(failedForMs, FORGOTTEN_AT_ONCE, 'failed')).length
    } catch (error) {
      log.warn({ error, kind }, 'old failed jobs could not be forgotten; tried again in an hour')
    }
  }
  const stopForgetting = clock.every(FORGET_EVERY_MS, () => {
    for (const [kind, failedForMs] of failedForMsByKind) void forgetFailed(kind, failedForMs)
  })

  const startWorker = (kind: string, handler: (job: Job) => Promise<void>, concurrency: number): Worker => {
    const running = new Map<BullJob<JobData>, string>()
    const bull = new BullWorker<JobData>(
      kind,
      async (job, token) => {
        running.set(job, token ?? '')
        try {
          await handler(bullToJob(kind, job))
        } catch (error) {
          log.warn(
            { error, job: job.data.id, kind, failures: job.attemptsMade + 1, of: job.opts.attempts },
            'a job failed',
          )
          throw error
        } finally {
          running.delete(job)
        }
      },
      {
        connection: working,
        prefix,
        concurrency,
        lockDuration: lockMs,
        stalledInterval: lockMs,
        maxStalledCount: MOST_DEATHS - 1,
        runRetryDelay: 1000,
      },
    )
    bull.on('error', (error) => {
      if (working.status === 'ready' && !isClosed) log.warn({ error, kind }, 'a worker of the queue met an error')
    })
    bull.on('stalled', (id) => log.warn({ job: id, kind }, 'a job was taken over: its worker has ended'))
    return { bull, running }
  }

  const stopWorker = async (worker: Worker): Promise<void> => {
    if (workers.delete(worker)) await worker.bull.close()
  }

  const closeWorker = async (worker: Worker): Promise<void> => {
    const { bull, running } = worker
    workers.delete(worker)
    if (working.status === 'ready') await atMost(clock, CONNECT_MS, bull.pause(true))
    const until = clock.now() + graceMs
    while (running.size > 0 && clock.now() < until) await new Promise<void>((resolve) => void clock.after(20, resolve))
    const left = [...running]
    for (const [job, token] of left) {
      log.warn({ job: job.data.id, kind: job.queueName }, 'a job that still runs is handed back')
      await atMost(clock, ANSWER_MS, job.moveToWait(token))
    }
    await atMost(clock, ANSWER_MS, bull.close(left.length > 0 || working.status !== 'ready'))
  }

  await Promise.race([
    new Promise<void>((resolve) => void clock.after(CONNECT_MS, resolve)),
    asking.status === 'ready' || new Promise<void>((resolve) => void asking.once('ready', () => resolve())),
  ])
  await warnOfLoss(asking, log, place)

  return {
    add: (job) =>
      new Promise((resolve, reject) => {
        if (isClosed) throw new Error('The queue is closed')
        toAdd.push({ job, resolve, reject })
        if (toAdd.length === 1) queueMicrotask(() => void flushAdds())
      }),
    work: async (kind, handler, { concurrency = 1, failedForMs } = {}) => {
      if (working.status === 'wait') await working.connect().catch(() => undefined)
      if (failedForMs !== undefined) {
        failedForMsByKind.set(kind, failedForMs)
        void forgetFailed(kind, failedForMs)
      }
      const worker = startWorker(kind, handler, concurrency)
      workers.add(worker)
      await rememberKinds([kind]).catch(() => undefined)
      return () => stopWorker(worker)
    },
    failed: (limit) =>
      ask(async () => {
        const lists = await Promise.all(
          (await allQueues()).map(async (queue) =>
            (await queue.getFailed(0, limit - 1)).map((job) => bullToFailedJob(queue.name, job)),
          ),
        )
        return lists
          .flat()
          .sort((a, b) => b.failedAt - a.failedAt)
          .slice(0, limit)
      }),
    retry: (id) =>
      ask(async () => {
        for (const queue of await allQueues()) {
          const job = await queue.getJob(bullId(id))
          if (job === undefined || !(await job.isFailed())) continue
          // BullMQ keeps the count of its workers' deaths, and that it was to be given up for it.
          await asking.hdel(queue.toKey(bullId(id)), 'stc', 'defa')
          await job.retry('failed', { resetAttemptsMade: true, resetAttemptsStarted: true })
          return true
        }
        return false
      }),
    figures: () =>
      ask(async () => {
        const figures = { waiting: 0, running: 0, failed: 0 }
        for (const queue of await allQueues()) {
          const counts = await queue.getJobCounts('wait', 'prioritized', 'delayed', 'active', 'failed')
          const { wait = 0, prioritized = 0, delayed = 0, active = 0, failed = 0 } = counts
          figures.waiting += wait + prioritized + delayed
          figures.running += active
          figures.failed += failed
        }
        return figures
      }),
    ping: async () => {
      if (!(await answersWithin(asking, ANSWER_MS))) throw unavailable(undefined)
    },
    close: async () => {
      if (isClosed) return
      isClosed = true
      stopForgetting()
      await Promise.all([...workers].map(closeWorker))
      await Promise.all([...queues.values()].map((queue) => atMost(clock, ANSWER_MS, queue.close())))
      await Promise.all([closeRedis(asking), closeRedis(working)])
    },
  }
}

interface Worker {
  readonly bull: BullWorker<JobData>
  /** With the token of the lock that it holds. */
  readonly running: Map<BullJob<JobData>, string>
}

/** BullMQ takes no colons and no bare numbers for ids. */
const bullId = (id: string): string => `j${Buffer.from(id).toString('base64url')}`

const newJobToBull = ({ id, kind, payload, requestId, attempts, backoffMs, delayMs }: NewJob) => ({
  name: kind,
  data: { id, payload, ...(requestId === undefined ? {} : { requestId }) },
  opts: {
    jobId: bullId(id),
    attempts: attempts ?? DEFAULT_ATTEMPTS,
    backoff: { type: 'exponential', delay: backoffMs ?? DEFAULT_BACKOFF_MS },
    ...(delayMs === undefined ? {} : { delay: delayMs }),
    removeOnComplete: { age: KNOWN_FOR_SECONDS },
    removeOnFail: false,
    stackTraceLimit: 1,
  },
})

const bullToJob = (kind: string, { data, attemptsMade, stalledCounter }: BullJob<JobData>): Job => ({
  id: data.id,
  kind,
  payload: data.payload,
  ...(data.requestId === undefined ? {} : { requestId: data.requestId }),
  attempt: attemptsMade + stalledCounter + 1,
})

const STALLED = 'job stalled more than allowable limit'

const bullToFailedJob = (kind: string, job: BullJob<JobData>): FailedJob => {
  const isDeadly = job.failedReason === STALLED
  return {
    id: job.data.id,
    kind,
    payload: job.data.payload,
    attempt: isDeadly ? job.stalledCounter : job.attemptsMade + job.stalledCounter,
    error: isDeadly ? 'The worker ended each time while it ran this' : (job.stacktrace?.at(-1) ?? job.failedReason),
    failedAt: job.finishedOn ?? job.timestamp,
  }
}

/** Jobs are nowhere else once they are here: a Redis that may lose them is named, with the setting that lacks. */
const warnOfLoss = async (redis: ReturnType<typeof openRedis>, log: Log, place: string): Promise<void> => {
  const settings = [
    ['maxmemory-policy', 'noeviction', 'it throws jobs away when it is full; keep the cache in another'],
    ['appendonly', 'yes', 'it forgets jobs when it is started again'],
    ['appendfsync', 'always', 'it forgets those of the last second when its machine fails'],
  ] as const
  for (const [name, wanted, otherwise] of settings)
    try {
      const [, value] = (await redis.config('GET', name)) as [string, string]
      if (value !== wanted)
        log.warn({ redis: place, [name]: value }, `Redis for jobs should have ${name} ${wanted}: else ${otherwise}`)
    } catch {
      // Not there now, or it doesn't tell its configuration.
    }
}
