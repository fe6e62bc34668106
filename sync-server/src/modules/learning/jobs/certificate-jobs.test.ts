import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Certificate } from '@edutrack/shared-schema/collections/certificates'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import { createSystemClock } from '#ports/clock/clock.ts'
import type { Letter } from '#ports/mail/mail.ts'
import { createTestLog } from '#testing/test-log.ts'
import { ana, attempt, createTestSchool, enrolment, NOON } from '#testing/test-school.ts'
import { createSqliteStore } from '#ports/store/sqlite-store.ts'
import { composeEmbedded } from '../../../compose.ts'
import { certificateJob } from './certificate-jobs.ts'

/** From the start of a process to the place that it is held at, ms: also on a machine that has much else to do. */
const HELD_WITHIN_MS = 45_000
const DONE_WITHIN_MS = 30_000

let folder: string
let child: ChildProcessByStdio<null, Readable, Readable> | undefined
let school: Awaited<ReturnType<typeof composeEmbedded>> | undefined
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edutrack-certificate-jobs-'))
})
afterEach(async () => {
  await school?.close()
  school = undefined
  // A test that has failed leaves its process running.
  if (child !== undefined && child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  child = undefined
  await rm(folder, { recursive: true })
})

/** A school in which Ana has done all of a course that gives a certificate, and which has been changed since: two jobs will want hers. No worker has seen it yet. */
const makeSchool = async (): Promise<void> => {
  const school = await createTestSchool({ store: createSqliteStore({ path: join(folder, 'school.db') }) })
  const course = (await school.store.document('courses', 'c1'))?.content
  const modules = [{ id: 'm', title: 'M', unitIds: ['quiz'] }]
  await school.engine.commitAsServer([
    { collection: 'courses', document: { ...course, modules, certificate: { minimumPercent: 60 } } as never },
  ])
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  await school.pushRow(ana, 'attempts', attempt('t1'))
  await school.store.migrate([{ name: 'user', indexes: [{ name: 'by_email', fields: ['email'], unique: true }] }])
  const sweeps = certificateJob({ personId: 'ana', courseId: 'c1', at: NOON + 1, isAgain: false, cause: 'a sweep' })
  await school.store.transact(async (tx) => {
    await tx.putRow('user', { id: 'ana', email: 'ana@example.org' })
    await tx.putRow('outbox', { ...sweeps })
  })
  await school.engine.close()
  await school.store.close()
}

/** The whole server as a process of its own, held at `place` of the first certificate: it says so and does no more. */
const workAndHold = (place: 'put' | 'commit' | 'letter') => {
  const module = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href)
  const program = `
    const { composeEmbedded } = await import(${module('../../../compose.ts')})
    const { jobsRegistry } = await import(${module('../../jobs-registry.ts')})
    const log = { info: () => {}, warn: () => {}, error: () => {} }
    const hold = async () => { process.stdout.write('held'); await new Promise(() => {}) }
    const after = (object, name) => ({ ...object, [name]: async (...given) => { await object[name](...given); await hold() } })
    // The letter waits for the next worker, but where this one is to end after it.
    if (${JSON.stringify(place)} !== 'letter')
      jobsRegistry.find(({ kind }) => kind === 'certificate-letter').run = () => new Promise(() => {})
    for (const handler of jobsRegistry.filter(({ kind }) => kind === (${JSON.stringify(place)} === 'letter' ? 'certificate-letter' : 'certificate'))) {
      const run = handler.run
      handler.run = (deps, job) => run({
        ...deps,
        blobs: ${JSON.stringify(place)} === 'put' ? after(deps.blobs, 'put') : deps.blobs,
        engine: ${JSON.stringify(place)} === 'commit' ? after(deps.engine, 'commitAsServer') : deps.engine,
        mail: ${JSON.stringify(place)} === 'letter' ? after(deps.mail, 'send') : deps.mail,
      }, job)
    }
    await composeEmbedded({ folder: ${JSON.stringify(folder)}, baseUrl: 'https://school.example', isRateLimited: false, log })
    setInterval(() => {}, 1000)`
  return spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Resolves when the process is held; rejects, with what it has said, when it ends before or isn't within `HELD_WITHIN_MS`. */
const untilHeld = async (held: NonNullable<typeof child>): Promise<void> => {
  let said = ''
  held.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const signal = AbortSignal.timeout(HELD_WITHIN_MS)
  const fate = await Promise.race([
    once(held.stdout, 'data', { signal }).then(() => 'held'),
    once(held, 'exit', { signal }).then(([code]) => `it ended with ${String(code)}`),
  ]).catch(() => `it did not come there within ${String(HELD_WITHIN_MS / 1000)} s`)
  if (fate !== 'held') throw new Error(`The worker was to be held, and ${fate}. It has said: ${said || 'nothing'}`)
}

test.each([
  ['put', 'the file and the certificate'],
  ['commit', 'the certificate and saying that it is done'],
  ['letter', 'the letter and saying that it is done'],
] as const)(
  'S15: a worker is killed after %s, between %s: the next one makes the rest, and nothing twice',
  async (place, _between) => {
    await makeSchool()
    child = workAndHold(place)
    await untilHeld(child)
    child.kill('SIGKILL')
    await once(child, 'exit')

    const log = createTestLog()
    const options = { folder, baseUrl: 'https://school.example', isRateLimited: false, clock: createSystemClock(), log }
    const { store, queue, blobs } = (school = await composeEmbedded(options))
    /** How many runs of the kind have come to their end. */
    const done = (kind: string): number =>
      log.said.filter(({ message, details }) => message === 'job' && (details as { kind?: string }).kind === kind)
        .length
    const patience = { timeout: DONE_WITHIN_MS }
    await expect.poll(() => done('certificate-letter'), patience).toBe(1)
    await expect.poll(async () => (await queue.figures()).running, patience).toBe(0)
    const found = await store.documentsBy({ lookup: 'certificates_by_person', values: ['ana'] })
    expect(found).toHaveLength(1)
    const certificate = found[0]?.content as Certificate
    expect(certificate).toMatchObject({ personId: 'ana', courseId: 'c1', percent: 100, status: 'valid' })
    expect(certificate.issuedAt).toBeGreaterThan(NOON)
    expect(await store.countRows({ table: 'certificate_drafts', index: 'id', equals: [] })).toBe(0)
    // One file, and it is the one that the certificate names.
    const files = await readdir(join(folder, 'blobs', 'certificates'))
    expect(files.filter((name) => /^[0-9a-f]{64}$/.test(name))).toEqual([certificate.pdfHash])
    const pdf = await buffer(await blobs.read(`certificates/${certificate.pdfHash ?? ''}`))
    expect(createHash('sha256').update(pdf).digest('hex')).toBe(certificate.pdfHash)
    const notices = (await store.documentsBy({ lookup: 'notices_by_person', values: ['ana'] })).filter(
      ({ content }) => (content as Notice).kind === 'certificate',
    )
    expect(notices).toHaveLength(1)
    expect((await store.document('enrolments', 'ana:c1'))?.content).toMatchObject({
      status: 'completed',
      certificateId: certificate.id,
    })
    // It was written once: the log has one change of each.
    const entries = (await store.commits(0, await store.head(), 1000)).flatMap((commit) => commit.entries)
    expect(entries.filter(({ collection }) => collection === 'certificates')).toHaveLength(1)
    const letters = await Promise.all(
      (await readdir(join(folder, 'outbox'))).map(
        async (name) => JSON.parse(await readFile(join(folder, 'outbox', name), 'utf8')) as Letter,
      ),
    )
    expect(letters.map(({ subject }) => subject).filter((subject) => subject.includes('certificate'))).toEqual([
      'Your certificate: Sums',
    ])
    expect((await queue.figures()).failed).toBe(0)
  },
  2 * HELD_WITHIN_MS + 2 * DONE_WITHIN_MS,
)
