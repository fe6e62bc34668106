import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startMongodb } from '@edutrack/tools/services/mongodb-service'
import { freePort, ServiceMissing } from '@edutrack/tools/services/service'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { lostAndDoubled } from './check-log.ts'
import { openClusterWorld, type ClusterWorld, type Member } from './cluster-world.ts'
import { enrolmentOf, handInOf, startLoad, sync } from './devices.ts'
import { CATALOGUE } from './run-fault.ts'
import { startProblem } from './start-problem.ts'

let world: ClusterWorld
let missing: string | undefined
beforeAll(async () => {
  try {
    world = await openClusterWorld({ learners: 40, catalogue: CATALOGUE, apiServers: 4, workers: 2 })
  } catch (error) {
    if (!(error instanceof ServiceMissing) || process.env['CI'] === 'true') throw error
    missing = error.message
  }
}, 120_000)
afterAll(() => world?.stop(), 30_000)
beforeEach(({ skip }) => skip(missing !== undefined, missing))

test('S1: four servers push at once: the log has no gap and no repeat, and who pulls all the while misses nothing', async () => {
  const { cluster, learners, instructor, school } = world
  const loads = cluster.apiServers.map(({ port }, index) =>
    startLoad({ port, learners, perSecond: 20, name: `four-${String(index)}` }),
  )
  const seen = new Set<string>()
  let isPushing = true
  const reading = (async () => {
    let checkpoint: string | null = null
    for (let isLast = false; !isLast;) {
      isLast = !isPushing
      for (let more = true; more;) {
        const { pull } = await sync(cluster.port, instructor, { pull: { checkpoint, limit: 50 } })
        for (const { collection, documents } of pull?.changes ?? [])
          if (collection === 'attempts') for (const { id } of documents) seen.add(id)
        checkpoint = pull?.checkpoint ?? null
        more = pull?.more ?? false
      }
    }
  })()
  // Whatever becomes of the reader, the pushes end.
  await Promise.race([reading.catch(() => undefined), pause(4000)])
  const reports = await Promise.all(loads.map((load) => load.stop()))
  isPushing = false
  await reading
  const accepted = new Set(reports.flatMap((report) => [...report.accepted]))
  expect(accepted.size).toBeGreaterThan(100)
  expect(reports.flatMap(({ failures }) => failures)).toEqual([])
  expect(await lostAndDoubled(school.store, accepted)).toEqual({ lost: [], doubled: [], faults: [] })
  expect([...accepted].filter((id) => !seen.has(id))).toEqual([])
}, 60_000)

test('a hand-in’s request is found from the phone to the job that it causes, whichever server and worker did it', async () => {
  const { cluster, learners } = world
  const requestId = 'phone-0123456789abcdef'
  await sync(cluster.port, learners[0] as Member, enrolmentOf(learners[0] as Member, 'bench-catalogue-99'), requestId)
  const linesOf = (servers: typeof cluster.apiServers): readonly object[] =>
    servers.flatMap((server) =>
      server
        .logged()
        .split('\n')
        .filter((line) => line.includes(requestId))
        .map((line) => JSON.parse(line) as object),
    )
  await expect
    .poll(() => linesOf(cluster.workers), { timeout: 15_000 })
    .toMatchObject([{ msg: 'job', kind: 'enrolment-letter', requestId, outcome: 'done' }])
  await expect.poll(() => linesOf(cluster.apiServers)).toMatchObject([{ msg: 'request', path: '/api/sync', requestId }])
}, 30_000)

test('servers that are stopped while MongoDB says nothing end within ten seconds all the same', async () => {
  const { cluster } = world
  const mongodb = cluster.services.mongodb.pid() ?? 0
  const stopped = [cluster.apiServers[3], cluster.workers[1]]
  process.kill(mongodb, 'SIGSTOP')
  // What follows the log has asked by then, and waits.
  await pause(6000)
  const took = await Promise.all(stopped.map((server) => server?.stop()))
  process.kill(mongodb, 'SIGCONT')
  for (const ms of took) expect(ms).toBeLessThan(10_500)
  for (const server of stopped) await server?.start()
}, 90_000)

test('what keeps a server from starting is said in one sentence', async () => {
  const { cluster, learners } = world
  // Whoever is served meanwhile is served by the others.
  await sync(cluster.port, learners[1] as Member, handInOf(learners[1] as Member, 7, 'while-others-start'))
  const { environment } = cluster
  const { EDUTRACK_SMTP_URL: _smtp, ...withoutMail } = environment
  const folder = await mkdtemp(join(tmpdir(), 'edutrack-single-'))
  const singlePort = await freePort()
  const single = await startMongodb({ port: singlePort, folder, isSingle: true })
  const [noDatabase, noTransactions, noJobs, noCache, noStore, noMail, noBucket, half] = await Promise.all([
    startProblem({ ...environment, EDUTRACK_MONGODB_URL: 'mongodb://127.0.0.1:9/edutrack' }),
    startProblem({
      ...environment,
      EDUTRACK_MONGODB_URL: `mongodb://127.0.0.1:${String(singlePort)}/edutrack?directConnection=true`,
    }),
    startProblem({ ...environment, EDUTRACK_REDIS_JOBS_URL: 'redis://127.0.0.1:9' }),
    startProblem({ ...environment, EDUTRACK_REDIS_CACHE_URL: 'redis://127.0.0.1:9' }),
    startProblem({ ...environment, EDUTRACK_S3_ENDPOINT: 'http://127.0.0.1:9' }),
    startProblem({ ...environment, EDUTRACK_SMTP_URL: 'smtp://127.0.0.1:9' }),
    startProblem({ ...environment, EDUTRACK_S3_BUCKET: 'none-such' }),
    startProblem(withoutMail),
  ])
  expect(noDatabase).toMatch(/^MongoDB at 127\.0\.0\.1:9\/edutrack [^\n]*$/)
  expect(noTransactions).toMatch(/^MongoDB at [^\n]* is a single server[^\n]*rs\.initiate\(\) once\.$/)
  for (const said of [noJobs, noCache, noStore, noMail])
    expect(said).toMatch(/^[^\n]*127\.0\.0\.1:9\b[^\n]*: see that [^\n]*$/)
  expect(noBucket).toMatch(/^There is no bucket none-such [^\n]*make it, or correct its name\.$/)
  expect(half).toMatch(/^The environment names some[^\n]*EDUTRACK_SMTP_URL[^\n]*\.$/)
  await single.stop()
  await rm(folder, { recursive: true, force: true })
}, 120_000)
