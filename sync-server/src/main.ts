import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { composeCertificates, composeEmbedded, type School } from './compose.ts'
import type { ServerState } from './http/environment.ts'
import { giveRole } from './modules/accounts/index.ts'
import { generateLoad } from './sample-school/generate-load.ts'
import { sampleSchoolState, seedSampleSchool, type SignIn } from './sample-school/seed-sample-school.ts'
import { HELP, parseCommandLine, type ServerOptions } from './server/command-line.ts'
import { readClusterSettings } from './server/cluster-settings.ts'
import { explainStartProblem } from './server/explain-start-problem.ts'
import { createJsonLog } from './server/json-log.ts'
import { listen } from './server/listen.ts'
import { lockFolder } from './server/lock-folder.ts'
import { networkAddressesOf, signInLines, startReport } from './server/start-report.ts'

/** The app as `npm run build` of the workspace `pwa` makes it. */
const BUILT_APP = fileURLToPath(new URL('../../pwa/dist', import.meta.url))
/** Within ten seconds all is over: running requests and jobs have most of it, what closes after them the rest. */
const GRACE_MS = 6500
const CLOSE_MS = 1500
/** A load balancer that asks whether the server is ready has noticed by then that it isn't; until then it still sends requests. */
const NOTICED_MS = 1500
const DRAIN_SPREAD_MS = 3000
/** What waits for a service that says nothing is not waited for: all that was acknowledged is kept. */
const LATEST_MS = 9800
const LOG_FLUSH_MS = 500

const parsed = parseCommandLine(process.argv.slice(2))
if ('help' in parsed) {
  process.stdout.write(HELP)
  process.exit(0)
}
if ('problem' in parsed) {
  console.error(`${parsed.problem}.\n\`npm start -- --help\` tells all options.`)
  process.exit(2)
}
const { options } = parsed
const settings = readClusterSettings(process.env)
if ('problem' in settings) {
  console.error(`${settings.problem}.`)
  process.exit(2)
}
const { cluster } = settings
// Lines are written some at a time: one by one, each would cost a request more than looking at who asks.
const output = pino.destination({ sync: false, minLength: 8192 })
const log = createJsonLog(options.logLevel ?? (process.stdout.isTTY ? 'warn' : 'info'), output)

const start = async (): Promise<void> => {
  mkdirSync(options.data, { recursive: true })
  // A cluster's data are elsewhere: many servers may have this folder.
  const unlock = cluster === undefined ? lockFolder(options.data) : () => {}
  let state: ServerState = 'starting'
  const common = {
    folder: options.data,
    baseUrl: options.url,
    isRateLimited: true,
    log,
    appFolder: options.app ?? BUILT_APP,
    trustedProxies: options.trustedProxies,
    isSignUpOpen: options.isSignUpOpen,
    morePushHosts: (process.env['EDUTRACK_PUSH_HOSTS'] ?? '').split(',').filter((host) => host !== ''),
    state: () => state,
  }
  if (options.isMigrating) {
    await migrate(common)
    unlock()
    return
  }
  const certificates = await composeCertificates({ ...options, folder: options.data, log })
  const school =
    cluster === undefined
      ? await composeEmbedded(common)
      : await (await loadCluster()).composeCluster({ ...common, cluster, roles: options.roles })
  const listening = await listen({
    ...options,
    app: school.app,
    certificates,
    clock: school.clock,
    onConnections: school.metrics.connections,
  })

  const stop = async (): Promise<void> => {
    // Asked a second time, it ends at once: all that was acknowledged is on disk.
    if (state === 'draining') process.exit(1)
    state = 'draining'
    log.info({}, 'stopping')
    school.clock.after(LATEST_MS, () => {
      log.warn({}, 'ended before all was in order: some service has not answered')
      output.flushSync()
      process.exit(1)
    })
    school.engine.drainStreams(DRAIN_SPREAD_MS)
    const working = school.stopWorking()
    if (options.trustedProxies > 0) await new Promise<void>((resolve) => void school.clock.after(NOTICED_MS, resolve))
    await listening.close(GRACE_MS)
    await working
    await Promise.race([
      Promise.all([school.close(), certificates?.close()]),
      new Promise((resolve) => school.clock.after(CLOSE_MS, () => resolve(undefined))),
    ])
    unlock()
    output.flushSync()
    process.exit(0)
  }
  school.clock.every(LOG_FLUSH_MS, () => output.flush())
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())

  const signIns = cluster === undefined ? await fill(school, options) : []
  await appoint(school, options)
  state = 'ready'
  const networkAddresses = networkAddressesOf(networkInterfaces())
  console.log(
    startReport({ options, hasApp: school.hasApp, isCluster: cluster !== undefined, networkAddresses, signIns }),
  )
}

/** The libraries of its services are large; a school in one folder needs none of them. */
const loadCluster = () => import('./compose-cluster.ts')

/** Sets up what servers share. An embedded school does so by itself at each start. */
const migrate = async (common: Parameters<typeof composeEmbedded>[0]): Promise<void> => {
  const school =
    cluster === undefined
      ? await composeEmbedded(common)
      : await (await loadCluster()).prepareCluster({ ...common, cluster })
  const signIns =
    options.isSample || options.generate !== undefined ? await fill(school, { ...options, isEmpty: false }) : []
  await appoint(school, options)
  await school.close()
  console.log(['The school is set up.', ...signInLines(signIns)].join('\n'))
}

/** Makes what a new school begins with. Resolves to the sign-ins that stand in the open: the sample school's. */
const fill = async (school: School, { isEmpty, generate }: ServerOptions): Promise<readonly SignIn[]> => {
  const { engine, store, accounts, blobs, clock } = school
  const onProgress = ({
    done,
    of,
    what,
  }: {
    readonly done: number
    readonly of: number
    readonly what: string
  }): void => console.log(`  ${String(Math.floor((done / of) * 100)).padStart(3)} %  ${what}`)
  if (generate !== undefined) {
    if ((await store.head()) > 0) return []
    console.log('Making a large school …')
    let toldAt = 0
    await generateLoad({
      engine,
      accounts,
      now: clock.now(),
      seed: generate['seed'] ?? 1,
      ...(generate['courses'] === undefined ? {} : { courses: generate['courses'] }),
      ...(generate['learners'] === undefined ? {} : { learners: generate['learners'] }),
      ...(generate['units'] === undefined ? {} : { unitsPerCourse: generate['units'] }),
      onProgress: (progress) => {
        if (clock.now() - toldAt < 1000) return
        toldAt = clock.now()
        onProgress(progress)
      },
    })
    return []
  }
  const sample = await sampleSchoolState(store)
  if (sample === 'other' || (isEmpty && sample === 'fresh')) return []
  if (sample !== 'complete') console.log('Making the sample school …')
  return (await seedSampleSchool({ engine, store, accounts, blobs, clock, onProgress })).signIns
}

/** Gives people the roles that the command line says. */
const appoint = async (school: School, { people, url }: ServerOptions): Promise<void> => {
  for (const person of people) {
    const outcome = await giveRole({ ...school, newPassword: () => randomBytes(24).toString('base64url') }, person)
    console.log(`${person.email} is ${person.role} of this school.`)
    if (outcome === 'account-made') console.log(`  The account is new: they choose a password at ${url}/forgot.`)
  }
}

process.on('uncaughtException', (error) => {
  log.fatal({ error }, 'a bug has ended the server')
  output.flushSync()
  process.exit(1)
})
try {
  await start()
  if (options.isMigrating) process.exit(0)
} catch (error) {
  console.error(explainStartProblem(error, options, cluster !== undefined) ?? error)
  process.exit(1)
}
