import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Certificate } from '@edutrack/shared-schema/collections/certificates'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import { SETTLES_MS, type JobDeps } from '#modules/job-handler.ts'
import { jobsRegistry } from '#modules/jobs-registry.ts'
import { createDiskBlobs } from '#ports/blobs/disk-blobs.ts'
import { createInProcessBus } from '#ports/bus/in-process-bus.ts'
import type { Letter } from '#ports/mail/mail.ts'
import type { NewJob } from '#ports/queue/queue.ts'
import { createMemoryStore } from '#ports/store/memory-store.ts'
import type { Store, TableRow } from '#ports/store/store.ts'
import { createMortalStore, killAtEachStep } from '#testing/mortal-store.ts'
import { createTestLog } from '#testing/test-log.ts'
import { ada, ana, attempt, ben, createTestSchool, enrolment, ines, NOON } from '#testing/test-school.ts'
import { decideEnrolment } from '../decide-enrolment.ts'
import {
  certificateJob,
  certificateJobHandler,
  certificateSweepJob,
  certificateSweepJobHandler,
} from '../jobs/certificate-jobs.ts'
import { reviewAttempt } from '../review-attempt.ts'
import { blobOfCertificate } from './certificate-drafts.ts'
import { createCertificateWatch, jobsFor } from './certificate-watch.ts'
import { certificateIdOf } from './credential-keys.ts'
import { decideCertificate, decisionsAbout, type CertificateDecision } from './decide-certificate.ts'
import { prepareCertificates } from './prepare-certificates.ts'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

/** The course `c1` gives a certificate for its page, a quiz and an essay. */
const openSchool = async (minimumPercent = 60, on: Store = createMemoryStore()) => {
  const folder = await mkdtemp(join(tmpdir(), 'edutrack-certificates-'))
  folders.push(folder)
  const school = await createTestSchool({ store: on })
  const { store, engine, clock } = school
  await prepareCertificates({ store, clock })
  await store.migrate([
    { name: 'user', indexes: [] },
    { name: 'certificate_watch', indexes: [] },
  ])
  await store.transact((tx) => tx.putRow('user', { id: 'ana', email: 'ana@example.org' }))
  const page = (await store.document('units', 'page'))?.content
  await engine.commitAsServer([
    {
      collection: 'units',
      document: { ...page, id: 'essay', title: 'Essay', kind: 'assignment', assignment: { points: 2 } } as never,
    },
  ])
  const changeCourse = async (change: Partial<Course>): Promise<void> => {
    const course = (await store.document('courses', 'c1'))?.content as Course
    await engine.commitAsServer([{ collection: 'courses', document: { ...course, ...change } }])
  }
  await changeCourse({
    modules: [{ id: 'm', title: 'M', unitIds: ['page', 'quiz', 'essay'] }],
    certificate: { minimumPercent },
  })
  const blobs = createDiskBlobs({ folder })
  const letters = new Map<string, Letter>()
  const mail = {
    send: async (letter: Letter) => void letters.set(letter.id, letter),
    ping: async () => {},
    close: async () => {},
  }
  const deps = { ...school, blobs, mail, baseUrl: 'https://school.example' }
  let seen = 0
  const certificateOf = async (personId = 'ana'): Promise<Certificate | undefined> =>
    (await store.document('certificates', await certificateIdOf(store, personId, 'c1')))?.content as
      Certificate | undefined
  /** Jobs of certificates that were written and not yet carried to a queue. */
  const takeOutbox = async (): Promise<readonly NewJob[]> => {
    const rows = (await store.rows<NewJob & TableRow>({ table: 'outbox', index: 'id', equals: [], limit: 99 })).filter(
      ({ kind }) => kind.startsWith('certificate'),
    )
    await store.transact(async (tx) => void (await Promise.all(rows.map(({ id }) => tx.deleteRow('outbox', id)))))
    return rows
  }
  return {
    ...school,
    deps,
    blobs,
    letters,
    changeCourse,
    certificateOf,
    enrolmentOf: async (personId = 'ana') =>
      (await store.document('enrolments', `${personId}:c1`))?.content as Enrolment | undefined,
    /** Looks at what the log has got since, and runs the jobs that follow from it, twice each: at least once is what a queue promises. */
    settle: async (): Promise<readonly NewJob[]> => {
      const head = await store.head()
      const entries = (await store.commits(seen, head, 1000)).flatMap((commit) => commit.entries)
      const jobs = await jobsFor(
        store,
        entries.filter(({ number }) => number > seen),
        { upTo: head, now: clock.now() },
      )
      seen = head
      for (let due: readonly NewJob[] = [...jobs, ...(await takeOutbox())]; due.length > 0; due = await takeOutbox())
        for (const job of [...due, ...due])
          for (const { kind, run } of jobsRegistry) if (kind === job.kind) await run(deps, job)
      return jobs
    },
    decide: (decision: CertificateDecision, by = ines) =>
      decideCertificate({ engine, clock }, by, { courseId: 'c1', personId: 'ana' }, decision),
  }
}
type OpenSchool = Awaited<ReturnType<typeof openSchool>>

const readPage = (school: OpenSchool, reader = ana) =>
  school.pushRow(reader, 'progress', {
    id: `${reader.personId}:page`,
    personId: reader.personId,
    courseId: 'c1',
    unitId: 'page',
    openedAt: NOON,
    doneAt: NOON,
    furthest: 1,
    place: { position: 1, at: NOON, device: 'phone' },
    secondsByDevice: {},
  })
const handInQuiz = (school: OpenSchool, choiceId = 'a') =>
  school.pushRow(ana, 'attempts', attempt('t1', { answers: { q1: { value: { choiceId }, at: NOON } } }))
const handInEssay = (school: OpenSchool) =>
  school.pushRow(ana, 'attempts', attempt('t2', { unitId: 'essay', asked: [], answers: {}, text: 'An essay' }))
const gradeEssay = (school: OpenSchool, earned: number) =>
  reviewAttempt(school, ines, 't2', { parts: [{ questionId: 'essay', earned }] })
const finish = async (school: OpenSchool): Promise<void> => {
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  await readPage(school)
  await handInQuiz(school)
  await handInEssay(school)
}

test('S21: it is issued once, when an essay that was graded by hand is the last that was missing, in whatever order the rest came', async () => {
  const school = await openSchool()
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  await handInEssay(school)
  await handInQuiz(school)
  await readPage(school)
  expect(await school.settle()).toMatchObject([{ kind: 'certificate-sweep' }])
  expect(await school.certificateOf()).toBeUndefined()

  school.clock.set(NOON + 60_000)
  expect(await gradeEssay(school, 1)).toBe('reviewed')
  expect(await school.settle()).toMatchObject([{ kind: 'certificate' }])
  const certificate = await school.certificateOf()
  expect(certificate).toMatchObject({
    personId: 'ana',
    courseId: 'c1',
    personName: 'ANA',
    courseTitle: 'Sums',
    percent: 75,
    issuedAt: NOON + 60_000,
    status: 'valid',
  })
  expect(await school.enrolmentOf()).toMatchObject({ status: 'completed', certificateId: certificate?.id })
  expect(await school.blobs.stat(blobOfCertificate(certificate?.pdfHash ?? ''))).toMatchObject({
    mime: 'application/pdf',
  })
  const told = (await school.pullAll(ana, 'notices')).documents as unknown as readonly Notice[]
  expect(told.filter(({ kind }) => kind === 'certificate')).toMatchObject([
    { subject: { collection: 'certificates', id: certificate?.id, title: 'Sums' } },
  ])
  expect([...school.letters.values()].map(({ to, subject }) => [to, subject])).toEqual([
    ['ana@example.org', 'Your certificate: Sums'],
  ])
  // The learner and the course's staff have it; nobody else.
  expect((await school.pullAll(ana, 'certificates')).documents).toEqual([certificate])
  expect((await school.pullAll(ben, 'certificates')).documents).toEqual([])
  // Nothing more follows from what is written, nor from whatever comes later.
  const head = await school.store.head()
  expect(await school.settle()).toEqual([])
  await gradeEssay(school, 0)
  expect(await school.settle()).toEqual([])
  expect(await school.certificateOf()).toEqual(certificate)
  expect(await school.store.head()).toBe(head + 2)
})

test.each([
  ['a grade below the minimum', async (school: OpenSchool) => void (await gradeEssay(school, 0))],
  [
    'having left the course',
    async (school: OpenSchool) => {
      await gradeEssay(school, 2)
      await school.pushRow(ana, 'enrolments', { ...enrolment('ana'), wish: 'left' }, { assumed: enrolment('ana') })
    },
  ],
  [
    'having been taken out',
    async (school: OpenSchool) => {
      await gradeEssay(school, 2)
      await decideEnrolment(school, ines, { courseId: 'c1', personId: 'ana' }, { status: 'removed' })
    },
  ],
  [
    'a course that gives none',
    async (school: OpenSchool) => {
      await gradeEssay(school, 2)
      await school.changeCourse({ certificate: undefined } as never)
    },
  ],
])('S21: %s gets none', async (_what, make) => {
  const school = await openSchool(80)
  await finish(school)
  await make(school)
  await school.settle()
  expect(await school.certificateOf()).toBeUndefined()
  expect(school.letters.size).toBe(0)
})

test('S21: a course that is changed afterwards: who has earned it by the new rule gets it, who has it keeps it', async () => {
  const school = await openSchool(80)
  await finish(school)
  await gradeEssay(school, 1)
  await school.settle()
  expect(await school.certificateOf()).toBeUndefined()
  await school.changeCourse({ certificate: { minimumPercent: 70 } })
  const [sweep] = await school.settle()
  // Changes of a minute are looked at together.
  expect(sweep).toMatchObject({ kind: 'certificate-sweep', delayMs: 60_000 + SETTLES_MS })
  const certificate = await school.certificateOf()
  expect(certificate).toMatchObject({ percent: 75, status: 'valid' })
  await school.changeCourse({ certificate: { minimumPercent: 100 }, title: 'Other sums' })
  await school.settle()
  expect(await school.certificateOf()).toEqual(certificate)
})

/** After the sweep that the making of the course has led to. */
const LATER = NOON + 3_600_000

test('S21: staff revokes, restores and reissues; each decision is kept with who, when and why, the learner is told, and the rule does not undo it', async () => {
  const school = await openSchool()
  await finish(school)
  await gradeEssay(school, 2)
  await school.settle()
  const issued = await school.certificateOf()
  school.clock.set(LATER + 1000)
  expect(await school.decide({ action: 'revoke', reason: 'Handed in by somebody else' })).toBe('decided')
  expect(await school.decide({ action: 'revoke' })).toBe('decided')
  expect(await school.certificateOf()).toEqual({ ...issued, status: 'revoked' })
  await readPage(school)
  await school.settle()
  expect((await school.certificateOf())?.status).toBe('revoked')
  school.clock.set(LATER + 2000)
  await school.decide({ action: 'restore' }, ada)
  expect(await school.certificateOf()).toEqual(issued)

  await school.decide({ action: 'revoke' })
  const person = (await school.store.document('people', 'ana'))?.content
  await school.engine.commitAsServer([{ collection: 'people', document: { ...person, name: 'Ana Silva' } as never }])
  school.clock.set(LATER + 3000)
  await school.decide({ action: 'reissue' })
  await school.settle()
  const again = await school.certificateOf()
  expect(again).toMatchObject({ id: issued?.id, personName: 'Ana Silva', status: 'valid', issuedAt: LATER + 3000 })
  expect(again?.pdfHash).not.toBe(issued?.pdfHash)
  const decisions = await decisionsAbout(school.store, ana, issued?.id ?? '')
  expect(decisions).toEqual(await decisionsAbout(school.store, ines, issued?.id ?? ''))
  expect(decisions?.map(({ action, byName, at, reason }) => [action, byName, at - LATER, reason])).toEqual([
    ['reissue', 'INES', 3000, undefined],
    ['revoke', 'INES', 2001, undefined],
    ['restore', 'ADA', 2000, undefined],
    ['revoke', 'INES', 1000, 'Handed in by somebody else'],
  ])
  const told = (await school.pullAll(ana, 'notices')).documents as unknown as readonly Notice[]
  expect(told.filter(({ kind, subject }) => kind === 'decided' && subject?.collection === 'certificates')).toHaveLength(
    3,
  )
})

test('S21: a server that is killed while staff decides leaves the decision with all that follows from it, or nothing', async () => {
  const process = createMortalStore(createMemoryStore())
  const school = await openSchool(60, process.store)
  await earnAll(school)
  await school.settle()
  const id = (await school.certificateOf())?.id ?? ''
  const standing = async () => ({
    status: (await school.certificateOf())?.status,
    decisions: (await decisionsAbout(school.store, ines, id))?.length,
    told: (await school.store.documentsBy({ lookup: 'notices_by_person', values: ['ana'] })).length,
    jobs: await school.store.countRows({ table: 'outbox', index: 'id', equals: [] }),
  })
  for (const action of ['revoke', 'restore', 'reissue'] as const) {
    const before = await standing()
    const killed = await killAtEachStep(
      process,
      () => school.decide({ action }),
      async () => expect(await standing()).toEqual(before),
    )
    expect(killed).toBeGreaterThan(2)
    const { told, jobs } = before
    expect(await standing()).toEqual({
      status: action === 'revoke' ? 'revoked' : 'valid',
      decisions: (before.decisions ?? 0) + 1,
      ...(action === 'reissue' ? { told, jobs: jobs + 1 } : { told: told + 1, jobs }),
    })
  }
})

test('S21: two who decide the same at once have decided it once', async () => {
  const school = await openSchool()
  await earnAll(school)
  await school.settle()
  const id = (await school.certificateOf())?.id ?? ''
  await Promise.all([school.decide({ action: 'revoke' }), school.decide({ action: 'revoke' }, ada)])
  expect(await decisionsAbout(school.store, ines, id)).toHaveLength(1)
})

test('S21: nobody but who teaches the course decides, or learns that there is something to decide', async () => {
  const school = await openSchool()
  await finish(school)
  expect(await school.decide({ action: 'reissue' })).toBe('not-found')
  await gradeEssay(school, 2)
  await school.settle()
  const id = (await school.certificateOf())?.id ?? ''
  for (const by of [ana, ben, { personId: 'tomas', role: 'instructor' as const }]) {
    expect(await school.decide({ action: 'revoke' }, by)).toBe('not-found')
    if (by !== ana) expect(await decisionsAbout(school.store, by, id)).toBeUndefined()
  }
  expect((await school.certificateOf())?.status).toBe('valid')
  expect(await decisionsAbout(school.store, ada, id)).toEqual([])
})

/** Jobs of different causes that want the same certificate. */
const wish = (cause: string, at: number): NewJob =>
  certificateJob({ personId: 'ana', courseId: 'c1', at, isAgain: false, cause })
const runJob = (school: OpenSchool, job: NewJob, deps: Partial<JobDeps> = {}): Promise<void> =>
  certificateJobHandler.run({ ...school.deps, ...deps }, job)
const filesOf = async (school: OpenSchool): Promise<readonly string[]> => {
  const names: string[] = []
  for await (const { name } of school.blobs.list('certificates')) names.push(name)
  return names
}
/** The worker ends when it has put a file, before it says so. */
const diesAfterPut = (school: OpenSchool): Partial<JobDeps> => ({
  blobs: {
    ...school.blobs,
    put: async (...given) => {
      await school.blobs.put(...given)
      throw new Error('killed')
    },
  },
})
const earnAll = async (school: OpenSchool): Promise<void> => {
  await finish(school)
  await gradeEssay(school, 2)
}
const expectOneOfEach = async (school: OpenSchool): Promise<void> => {
  const certificate = await school.certificateOf()
  expect(certificate).toBeDefined()
  expect(await filesOf(school)).toEqual([blobOfCertificate(certificate?.pdfHash ?? '')])
  expect(await school.store.countRows({ table: 'certificate_drafts', index: 'id', equals: [] })).toBe(0)
  await school.settle()
  expect(school.letters.size).toBe(1)
  const entries = (await school.store.commits(0, await school.store.head(), 1000)).flatMap((commit) => commit.entries)
  expect(entries.filter(({ collection }) => collection === 'certificates')).toHaveLength(1)
  const told = (await school.pullAll(ana, 'notices')).documents as unknown as readonly Notice[]
  expect(told.filter(({ kind }) => kind === 'certificate')).toHaveLength(1)
}

test('S15: a hand-in and a change of the course want the same certificate at once: it has one file, one change, one letter', async () => {
  const school = await openSchool()
  await earnAll(school)
  const wishes = [wish('41', NOON + 1), wish('sweep', NOON + 60_000), wish('42', NOON + 2)]
  await Promise.all(wishes.map((job) => runJob(school, job)))
  await expectOneOfEach(school)
})

test('S15: killed when its file was put, and what goes on has another cause: it goes on with that file', async () => {
  const school = await openSchool()
  await earnAll(school)
  await expect(runJob(school, wish('41', NOON + 1), diesAfterPut(school))).rejects.toThrow('killed')
  const put = await filesOf(school)
  expect(put).toHaveLength(1)
  await runJob(school, wish('sweep', NOON + 60_000))
  expect(await filesOf(school)).toEqual(put)
  await runJob(school, wish('41', NOON + 1))
  await expectOneOfEach(school)
})

test('S15: killed when its file was put, and its person has another name then: the certificate says that one, and the first file is gone', async () => {
  const school = await openSchool()
  await earnAll(school)
  const job = wish('41', NOON + 1)
  await expect(runJob(school, job, diesAfterPut(school))).rejects.toThrow('killed')
  const person = (await school.store.document('people', 'ana'))?.content
  await school.engine.commitAsServer([{ collection: 'people', document: { ...person, name: 'Ana Silva' } as never }])
  await runJob(school, job)
  expect(await school.certificateOf()).toMatchObject({ personName: 'Ana Silva' })
  await expectOneOfEach(school)
})

test('S15: killed when its file was put, and it is not earned any more then: no file is left', async () => {
  const school = await openSchool()
  await earnAll(school)
  const job = wish('41', NOON + 1)
  await expect(runJob(school, job, diesAfterPut(school))).rejects.toThrow('killed')
  await gradeEssay(school, 0)
  await school.changeCourse({ certificate: { minimumPercent: 90 } })
  await runJob(school, job)
  expect(await filesOf(school)).toEqual([])
  await gradeEssay(school, 2)
  await runJob(school, wish('43', NOON + 3))
  await expectOneOfEach(school)
})

test('S15: a sweep writes a job for each, so that a certificate that can’t be made holds up no other', async () => {
  const school = await openSchool()
  await earnAll(school)
  const sweep = certificateSweepJob('c1', NOON)
  const outbox = async () =>
    (await school.store.rows<NewJob & TableRow>({ table: 'outbox', index: 'id', equals: [], limit: 99 })).filter(
      ({ kind }) => kind === 'certificate',
    )
  await certificateSweepJobHandler.run(school.deps, sweep)
  await certificateSweepJobHandler.run(school.deps, sweep)
  expect(await outbox()).toMatchObject([{ payload: { personId: 'ana', courseId: 'c1', isAgain: false } }])
  await school.settle()
  await expectOneOfEach(school)
})

test('S15: workers that follow the log take turns by their place in it: each change is looked at once, and a job is written once', async () => {
  const school = await openSchool()
  await finish(school)
  await gradeEssay(school, 2)
  const bus = createInProcessBus()
  const log = createTestLog()
  const follow = () => createCertificateWatch({ ...school, bus, log })
  const jobs = async () =>
    (await school.store.rows<NewJob & TableRow>({ table: 'outbox', index: 'id', equals: [], limit: 99 })).filter(
      ({ kind }) => kind === 'certificate',
    )
  const [first, second] = await Promise.all([follow(), follow()])
  await expect.poll(async () => (await jobs()).length).toBe(1)
  await first.close()
  await second.close()
  const head = await school.store.head()
  expect(await school.store.row('certificate_watch', 'place')).toMatchObject({ number: head })
  // Who comes later goes on from there.
  const third = await follow()
  await third.close()
  expect(await jobs()).toHaveLength(1)
  expect(log.said).toEqual([])
  await bus.close()
})
