import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { isCollectionName } from '@edutrack/shared-schema/collections/registry'
import type { SyncResponse } from '@edutrack/shared-schema/protocol/sync'
import { lastMediaSweep, type MediaSweepRow } from '#modules/courses/index.ts'
import type { Bus } from '#ports/bus/bus.ts'
import type { Cache } from '#ports/cache/cache.ts'
import type { Clock } from '#ports/clock/clock.ts'
import { endsWithin } from '#ports/clock/time-limit.ts'
import type { Queue } from '#ports/queue/queue.ts'
import type { Store } from '#ports/store/store.ts'
import type { SyncEngine } from '#sync/sync-engine.ts'

/** Seconds; around the goals of 50 ms for the database and 200 ms for an answer. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10]
/** Who is asked for a figure and says nothing for so long has none, ms: Prometheus gives a server up after ten seconds, with all its other figures. */
const PATIENCE_MS = 3000
/** Whatever clients call a collection that is none: labels must stay few. */
const NO_COLLECTION = 'unknown'

/** What one server tells Prometheus. Figures that others hold are asked when they are collected. */
export interface ServerMetrics {
  /** `route` is the pattern, never the address: labels must stay few. */
  request(method: string, route: string, status: number, seconds: number): void
  connections(change: 1 | -1): void
  rowsPushed(answers: SyncResponse['push']): void
  jobRun(kind: string, outcome: 'done' | 'failed', seconds: number): void
  databaseCommand(name: string, seconds: number, isFailed: boolean): void
  watch(parts: WatchedParts): void
  /** The text that Prometheus reads, with its media type. */
  collect(): Promise<{ readonly text: string; readonly mime: string }>
}

interface WatchedParts {
  readonly engine: Pick<SyncEngine, 'streamCount'>
  readonly store: Pick<Store, 'head' | 'row'>
  readonly queue: Pick<Queue, 'figures'>
  readonly cache: Pick<Cache, 'figures'>
  readonly bus: Pick<Bus, 'isConnected'>
  readonly clock: Pick<Clock, 'after'>
}

export const createServerMetrics = (): ServerMetrics => {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from a request to its answer; streams are not in it.',
    labelNames: ['method', 'route', 'status_code'] as const,
    buckets: BUCKETS,
    registers,
  })
  const open = new Gauge({ name: 'active_connections', help: 'Open connections, streams among them.', registers })
  open.set(0)
  const rows = new Counter({
    name: 'edutrack_sync_rows_total',
    help: 'Rows that devices pushed, by what they were answered.',
    labelNames: ['collection', 'outcome'] as const,
    registers,
  })
  const jobs = new Histogram({
    name: 'edutrack_job_duration_seconds',
    help: 'Runs of jobs by this server.',
    labelNames: ['kind', 'outcome'] as const,
    buckets: BUCKETS,
    registers,
  })
  const commands = new Histogram({
    name: 'edutrack_database_command_duration_seconds',
    help: 'Requests to MongoDB.',
    labelNames: ['command', 'outcome'] as const,
    buckets: BUCKETS,
    registers,
  })

  return {
    request: (method, route, status, seconds) =>
      requests.observe({ method, route, status_code: String(status) }, seconds),
    connections: (change) => open.inc(change),
    rowsPushed: (answers) => {
      for (const { collection, results } of answers)
        for (const { outcome } of results)
          rows.inc({ collection: isCollectionName(collection) ? collection : NO_COLLECTION, outcome })
    },
    jobRun: (kind, outcome, seconds) => jobs.observe({ kind, outcome }, seconds),
    databaseCommand: (command, seconds, isFailed) =>
      commands.observe({ command, outcome: isFailed ? 'failed' : 'done' }, seconds),
    watch: ({ engine, store, queue, cache, bus, clock }) => {
      const soon = <Figure>(figure: Figure | Promise<Figure>): Promise<Figure> =>
        endsWithin(clock, PATIENCE_MS, figure, () => new Error('No answer in time'))
      const gauge = (name: string, help: string, read: () => number | Promise<number>): void => {
        new Gauge({
          name,
          help,
          registers,
          async collect() {
            // What can't be read now is not told, rather than told wrongly.
            try {
              this.set(await soon(read()))
            } catch {
              this.reset()
              this.remove()
            }
          },
        })
      }
      gauge('edutrack_streams', 'Devices that listen to this server.', () => engine.streamCount())
      gauge('edutrack_log_head', 'Number of the last change of the log.', () => store.head())
      gauge('edutrack_bus_connected', '1 while messages of other servers are heard; else streams poll the log.', () =>
        bus.isConnected() ? 1 : 0,
      )
      const swept = async (count: (last: MediaSweepRow) => number): Promise<number> => {
        const last = await lastMediaSweep(store)
        return last === undefined ? 0 : count(last)
      }
      gauge('edutrack_media_bytes', 'Of all media, as the last sweep has found them.', () =>
        swept(({ looked }) => looked.bytes),
      )
      gauge('edutrack_media_spare_bytes', 'Of those that no file of a course refers to.', () =>
        swept(({ spare }) => spare.bytes),
      )
      gauge('edutrack_media_removed_files', 'Media that sweeps have removed, in all.', () =>
        swept(({ removedInAll }) => removedInAll.files),
      )
      gauge('edutrack_media_removed_bytes', 'Of media that sweeps have removed, in all.', () =>
        swept(({ removedInAll }) => removedInAll.bytes),
      )
      const queued = new Gauge({
        name: 'edutrack_queue_jobs',
        help: 'Jobs of the whole school.',
        labelNames: ['state'] as const,
        registers,
        async collect() {
          this.reset()
          const figures = await soon(queue.figures()).catch(() => undefined)
          if (figures === undefined) return
          for (const state of ['waiting', 'running', 'failed'] as const) queued.set({ state }, figures[state])
        },
      })
      new Counter({
        name: 'edutrack_cache_requests_total',
        help: 'What this server asked of the cache.',
        labelNames: ['outcome'] as const,
        registers,
        collect() {
          const { hits, misses } = cache.figures()
          this.reset()
          this.inc({ outcome: 'hit' }, hits)
          this.inc({ outcome: 'miss' }, misses)
        },
      })
    },
    collect: async () => ({ text: await registry.metrics(), mime: registry.contentType }),
  }
}
