import { expect, test } from 'vitest'
import type { Person } from '@edutrack/shared-schema/collections/people'
import { createDiskBlobs } from '#ports/blobs/disk-blobs.ts'
import type { Letter } from '#ports/mail/mail.ts'
import type { NewJob } from '#ports/queue/queue.ts'
import type { TableRow } from '#ports/store/store.ts'
import { SETTLES_MS } from '#modules/job-handler.ts'
import { jobsRegistry } from '#modules/jobs-registry.ts'
import { ana, attempt, ben, createTestSchool, enrolment, ines, NOON } from '#testing/test-school.ts'

const openSchool = async () => {
  const school = await createTestSchool()
  await school.store.migrate([{ name: 'user', indexes: [] }])
  await school.store.transact(async (tx) => {
    for (const id of ['ana', 'ben']) await tx.putRow('user', { id, email: `${id}@example.org` })
  })
  const blobs = createDiskBlobs({ folder: '/nowhere' })
  const letters = new Map<string, Letter>()
  const mail = {
    send: async (letter: Letter) => void letters.set(letter.id, letter),
    ping: async () => {},
    close: async () => {},
  }
  const outbox = () => school.store.rows<NewJob & TableRow>({ table: 'outbox', index: 'id', equals: [], limit: 99 })
  return {
    ...school,
    outbox,
    letters,
    /** Runs what the outbox holds, twice: at least once is what the queue promises. */
    runJobs: async () => {
      for (const job of [...(await outbox()), ...(await outbox())])
        for (const { kind, run } of jobsRegistry)
          if (kind === job.kind) await run({ ...school, blobs, mail, baseUrl: 'https://school.example' }, job)
      return [...letters.values()]
    },
  }
}

test('S15: an enrolment is told by one letter, however often its wish is sent and its job is run', async () => {
  const school = await openSchool()
  for (let i = 0; i < 3; i += 1) await school.pushRow(ana, 'enrolments', enrolment('ana'))
  expect(await school.runJobs()).toMatchObject([{ to: 'ana@example.org', subject: 'You are enrolled: Sums' }])
  expect([...school.letters.values()][0]?.text).toContain('https://school.example/courses/c1')
  // Left and made again, it is another wish.
  const wish = enrolment('ana')
  await school.pushRow(ana, 'enrolments', { ...wish, wish: 'left' }, { assumed: wish })
  await school.pushRow(ana, 'enrolments', { ...wish, wishedAt: NOON + 1 }, { assumed: { ...wish, wish: 'left' } })
  expect(await school.runJobs()).toHaveLength(2)
})

test('an enrolment that can’t be granted is told with its reason', async () => {
  const school = await openSchool()
  await school.pushRow(ben, 'enrolments', enrolment('ben', 'enrolled', 'closed'))
  const [letter] = await school.runJobs()
  expect(letter).toMatchObject({ to: 'ben@example.org', subject: 'Not enrolled: Sums' })
  expect(letter?.text).toContain('This course takes no new learners.')
})

test('S15: the grades of ten minutes go in one letter, those seen in the app left out', async () => {
  const school = await openSchool()
  await school.pushRow(ana, 'attempts', attempt('t1'))
  school.clock.set(NOON + 60_000)
  await school.pushRow(ana, 'attempts', attempt('t2'))
  await school.pushRow(
    ana,
    'attempts',
    attempt('t3', { unitId: 'practice', asked: [{ questionId: 'q2', version: 1 }] }),
  )
  const jobs = await school.outbox()
  expect(jobs).toHaveLength(1)
  // What is committed a little after the ten minutes, and was graded within them, is in it, too.
  expect(jobs[0]?.delayMs).toBe(600_000 + SETTLES_MS)
  const [letter] = await school.runJobs()
  expect(letter).toMatchObject({ to: 'ana@example.org', subject: 'Your work is graded: 2 pieces' })
  expect(letter?.text).toMatch(/- Quiz: 2 of 2 \(receipt R-/)
  expect(letter?.text).not.toContain('Practice')

  school.letters.clear()
  for (const notice of (await school.pullAll(ana, 'notices')).documents)
    await school.pushRow(ana, 'notices', { ...notice, readAt: NOON + 70_000 }, { assumed: notice })
  expect(await school.runJobs()).toEqual([])
  // Ten minutes later it is another letter.
  school.clock.set(NOON + 600_000)
  await school.pushRow(ana, 'attempts', attempt('t4'))
  expect(await school.runJobs()).toMatchObject([{ subject: 'Your work is graded' }])
})

test('who wants no mail gets none; who has no account has no address', async () => {
  const school = await openSchool()
  const person = (await school.store.document('people', 'ana'))?.content as Person
  await school.pushRow(
    ana,
    'people',
    { ...person, settings: { notify: { enrolled: ['app'], graded: [] } } },
    { assumed: { ...person } },
  )
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  await school.pushRow(ana, 'attempts', attempt('t1'))
  await school.pushRow(ines, 'enrolments', enrolment('ines'))
  expect(await school.outbox()).toHaveLength(3)
  expect(await school.runJobs()).toEqual([])
})
