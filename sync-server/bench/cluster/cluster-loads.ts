import { setTimeout as pause } from 'node:timers/promises'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import { PROTOCOL_VERSION } from '@edutrack/shared-schema/protocol/version'
import { percentile, type Figure } from '@edutrack/tools/bench/figure'
import type { Cluster } from '@edutrack/tools/cluster/start-cluster'
import type { School } from '../../src/compose-school.ts'
import { makeHandIn, pushOf, QUIZZES, syncRequestBytes, type Member } from '../world/bench-school.ts'
import { httpRequest, openEventStream, openHttpSocket, type HttpSocket } from '../world/http-socket.ts'
import { between, histogramPercentile, readSamples } from './measure-metrics.ts'

export interface ClusterBench {
  readonly cluster: Cluster
  /** A look into the store that goes by no server. */
  readonly school: School
  readonly learners: readonly Member[]
  /** Courses `bench-catalogue-<n>`. */
  readonly catalogue: number
}

const CONNECTIONS = 200
/** Three servers that have just been started learn their work meanwhile. */
const WARM_UP = { perSecond: 100, seconds: 10 }
const SECONDS = 6
const MOST_MS = 200
let handIns = 0

const streamPath = ({ personId }: Member): string =>
  `/api/stream?protocol=${String(PROTOCOL_VERSION)}&device=device-of-${personId}`
const handInBytes = (member: Member, quiz: number): Buffer => {
  handIns += 1
  return syncRequestBytes(member, pushOf([makeHandIn(member.personId, quiz, `cluster-${String(handIns)}`)]))
}
/** All hand in one quiz, in a scattered order, before anybody hands in the next. */
const nextHandIn = (learners: readonly Member[]): Buffer => {
  const member = learners[(handIns * 7919) % learners.length] as Member
  return handInBytes(member, Math.floor(handIns / learners.length) % QUIZZES)
}

/** Devices that listen, and come back by themselves when their stream ends, each at its own moment. */
export const connectDevices = async ({ cluster, learners }: ClusterBench) => {
  const open = new Set<Member>()
  let isOver = false
  const connect = async (member: Member): Promise<void> => {
    while (!isOver) {
      try {
        const stream = await openEventStream(cluster.port, streamPath(member), { cookie: member.cookie }, () => {})
        open.add(member)
        stream.socket.once('close', () => {
          open.delete(member)
          if (!isOver) void pause(Math.random() * 1000).then(() => connect(member))
        })
        closers.set(member, stream.close)
        return
      } catch {
        await pause(200 + Math.random() * 800)
      }
    }
  }
  const closers = new Map<Member, () => void>()
  for (let first = 0; first < learners.length; first += 500)
    await Promise.all(learners.slice(first, first + 500).map(connect))
  return {
    count: () => open.size,
    close: () => {
      isOver = true
      for (const close of closers.values()) close()
    },
  }
}

/** Each request is sent when it is due, whatever the servers do; resolves to how long after that its answer came, ms. Those not answered in time count as `late`. */
const sendAtRate = async (
  { cluster, learners }: ClusterBench,
  perSecond: number,
  seconds: number,
): Promise<{ readonly times: readonly number[]; readonly failed: number }> => {
  const free: HttpSocket[] = await Promise.all(Array.from({ length: CONNECTIONS }, () => openHttpSocket(cluster.port)))
  const count = Math.round(perSecond * seconds)
  const times: number[] = []
  const begin = performance.now()
  let [next, done, failed] = [0, 0, 0]
  while (done < count) {
    const due = Math.min(count, Math.floor(((performance.now() - begin) / 1000) * perSecond))
    while (next < due && free.length > 0) {
      const socket = free.pop() as HttpSocket
      const dueAt = begin + (next * 1000) / perSecond
      next += 1
      socket.ask(nextHandIn(learners)).then(
        ({ status }) => {
          if (status !== 200) failed += 1
          times.push(performance.now() - dueAt)
          done += 1
          free.push(socket)
        },
        () => {
          failed += 1
          done += 1
        },
      )
    }
    if (performance.now() - begin > seconds * 1000 * 4) {
      failed += count - done
      break
    }
    await pause(1)
  }
  for (const socket of free) socket.close()
  return { times, failed }
}

/** The highest of the rates that is answered at P95 < 200 ms, with the devices listening; and what the database took for it. */
export const handInRate = async (bench: ClusterBench, rates: readonly number[]): Promise<readonly Figure[]> => {
  const ports = bench.cluster.apiServers.map(({ port }) => port)
  await sendAtRate(bench, WARM_UP.perSecond, WARM_UP.seconds)
  const before = await readSamples(ports)
  let held = { rate: 0, p95: Number.NaN }
  for (const rate of rates) {
    const { times, failed } = await sendAtRate(bench, rate, SECONDS)
    const p95 = percentile(times, 0.95)
    console.log(
      `    ${String(rate)}/s: p50 ${percentile(times, 0.5).toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, ${String(failed)} failed`,
    )
    if (failed > 0 || !(p95 < MOST_MS)) break
    held = { rate, p95 }
  }
  const database = between(before, await readSamples(ports))
  const devices = `${String(bench.learners.length)} devices`
  return [
    {
      name: `cluster: hand-ins at p95 < 200 ms, ${devices}`,
      value: held.rate,
      unit: '/s',
      better: 'higher',
      goal: 1000,
    },
    {
      name: `cluster: hand-in at that rate, p95, ${devices}`,
      value: held.p95,
      unit: 'ms',
      better: 'lower',
      goal: MOST_MS,
    },
    {
      name: 'cluster: database command, p95',
      value: histogramPercentile(database, 'edutrack_database_command_duration_seconds', 0.95) * 1000,
      unit: 'ms',
      better: 'lower',
      goal: 50,
    },
  ]
}

/** One server's hand-in on a device that listens at another. */
export const acrossServers = async ({ cluster, learners }: ClusterBench): Promise<readonly Figure[]> => {
  const [writing, listening] = cluster.apiServers
  const member = learners[0] as Member
  let told: ((at: number) => void) | undefined
  const stream = await openEventStream(
    listening?.port ?? 0,
    `/api/stream?protocol=${String(PROTOCOL_VERSION)}&device=another-of-${member.personId}`,
    { cookie: member.cookie },
    (data, at) => {
      if (data.includes('"type":"changes"')) told?.(at)
    },
  )
  const socket = await openHttpSocket(writing?.port ?? 0)
  const times: number[] = []
  for (let index = 0; index < 120; index += 1) {
    const came = new Promise<number>((resolve) => {
      told = resolve
    })
    const sentAt = performance.now()
    await socket.ask(handInBytes(member, index % QUIZZES))
    if (index >= 20) times.push((await came) - sentAt)
    else await came
  }
  stream.close()
  socket.close()
  return [
    {
      name: 'cluster: hand-in to a device at another server, p50',
      value: percentile(times, 0.5),
      unit: 'ms',
      better: 'lower',
    },
    {
      name: 'cluster: hand-in to a device at another server, p95',
      value: percentile(times, 0.95),
      unit: 'ms',
      better: 'lower',
    },
  ]
}

const READS = 20_000
const READS_AT_ONCE = 50
const READS_PER_WRITE = 100

/** Reads of the catalogue as popular as courses are (Zipf), every tenth a list; one course changes for each hundred of them. */
export const cacheHits = async ({ cluster, school, catalogue }: ClusterBench): Promise<readonly Figure[]> => {
  const ports = cluster.apiServers.map(({ port }) => port)
  const weights = Array.from({ length: catalogue }, (_, rank) => 1 / (rank + 1))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const cumulated: number[] = []
  for (const weight of weights) cumulated.push((cumulated.at(-1) ?? 0) + weight / total)
  const pick = (): number => {
    const wanted = Math.random()
    let [low, high] = [0, cumulated.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((cumulated[middle] ?? 1) < wanted) low = middle + 1
      else high = middle
    }
    return low
  }
  let times: number[] = []
  let asked = 0
  const reader = async (): Promise<void> => {
    const socket = await openHttpSocket(cluster.port)
    while (asked < READS) {
      asked += 1
      if (asked % READS_PER_WRITE === 0) {
        const stored = await school.store.document('courses', `bench-catalogue-${String(pick())}`)
        const document = { ...(stored?.content as Course), updatedAt: asked }
        await school.engine.commitAsServer([{ collection: 'courses', document }])
      }
      const path =
        asked % 10 === 0
          ? `/api/courses?page=${String(1 + (pick() % 20))}`
          : `/api/courses/bench-catalogue-${String(pick())}`
      const startedAt = performance.now()
      const { status } = await socket.ask(httpRequest('GET', path, { 'accept-encoding': 'gzip' }))
      if (status !== 200) throw new Error(`${path} was answered ${String(status)}`)
      times.push(performance.now() - startedAt)
    }
    socket.close()
  }
  // As it is in the midst of a day: what is popular is there.
  await Promise.all(Array.from({ length: READS_AT_ONCE }, reader))
  times = []
  asked = 0
  const before = await readSamples(ports)
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: READS_AT_ONCE }, reader))
  const seconds = (performance.now() - startedAt) / 1000
  const samples = between(before, await readSamples(ports))
  const hits = samples.get('edutrack_cache_requests_total{outcome="hit"}') ?? 0
  const misses = samples.get('edutrack_cache_requests_total{outcome="miss"}') ?? 0
  return [
    {
      name: `cluster: cache hits, Zipf over ${String(catalogue)} courses, a write per 100 reads`,
      value: (hits / (hits + misses)) * 100,
      unit: '%',
      better: 'higher',
      goal: 80,
    },
    { name: 'cluster: reads of courses', value: READS / seconds, unit: '/s', better: 'higher' },
    {
      name: 'cluster: read of a course, p95',
      value: percentile(times, 0.95),
      unit: 'ms',
      better: 'lower',
      goal: MOST_MS,
    },
  ]
}

/** A server is killed: how long until every device listens again. */
export const reconnect = async (
  { cluster, learners }: ClusterBench,
  devices: { count(): number },
): Promise<readonly Figure[]> => {
  const startedAt = performance.now()
  await cluster.apiServers[0]?.kill()
  let fewest = learners.length
  await pause(300)
  for (const until = startedAt + 60_000; performance.now() < until; await pause(20)) {
    fewest = Math.min(fewest, devices.count())
    if (fewest < learners.length && devices.count() === learners.length) break
  }
  const seconds = (performance.now() - startedAt) / 1000
  console.log(`    ${String(learners.length - fewest)} devices had to come back`)
  return [
    {
      name: `cluster: all of ${String(learners.length)} devices listen again after a server was killed`,
      value: devices.count() === learners.length ? seconds : Number.POSITIVE_INFINITY,
      unit: 's',
      better: 'lower',
      goal: 5,
    },
  ]
}
