import { expect, test } from 'vitest'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import type { Post } from '@edutrack/shared-schema/collections/posts'
import { createDiskBlobs } from '#ports/blobs/disk-blobs.ts'
import { createInProcessBus } from '#ports/bus/in-process-bus.ts'
import type { Letter } from '#ports/mail/mail.ts'
import type { NewJob } from '#ports/queue/queue.ts'
import type { TableRow } from '#ports/store/store.ts'
import type { Reader } from '#sync/collection-rules.ts'
import { silentLog } from '#testing/test-log.ts'
import { ana, ben, createTestSchool, enrolment, ines, NOON } from '#testing/test-school.ts'
import { SETTLES_MS } from '#modules/job-handler.ts'
import { jobsRegistry } from '../jobs-registry.ts'
import { createNoticeWatch, saveQuietHours, stopLetters, subscribe, unsubscribe } from './index.ts'

const HOUR = 3600_000

const openSchool = async () => {
  const school = await createTestSchool()
  const { store, clock } = school
  await store.migrate([
    { name: 'user', indexes: [] },
    { name: 'session', indexes: [] },
  ])
  await store.transact(async (tx) => {
    for (const id of ['ana', 'ben', 'ines']) {
      await tx.putRow('user', { id, email: `${id}@example.org` })
      await tx.putRow('session', { id: `session-of-${id}` })
    }
  })
  for (const { personId } of [ana, ben])
    await school.pushRow({ personId, role: 'learner' }, 'enrolments', enrolment(personId))
  const letters = new Map<string, Letter>()
  const mail = {
    send: async (letter: Letter) => void letters.set(letter.id, letter),
    ping: async () => {},
    close: async () => {},
  }
  const deps = { ...school, blobs: createDiskBlobs({ folder: '/nowhere' }), mail, baseUrl: 'https://school.example' }
  const outbox = () => store.rows<NewJob & TableRow>({ table: 'outbox', index: 'id', equals: [], limit: 999 })
  const done = new Set<string>()
  /** Runs each job that is due now, twice: at least once is what the queue promises; and what those write. */
  const runDue = async (kinds?: readonly string[]): Promise<void> => {
    for (let more = true; more;) {
      more = false
      for (const job of await outbox()) {
        const isDue =
          (job.delayMs ?? 0) === 0 || dueById.get(job.id) === undefined || clock.now() >= (dueById.get(job.id) ?? 0)
        if (!dueById.has(job.id)) dueById.set(job.id, clock.now() + (job.delayMs ?? 0))
        if (done.has(job.id) || (kinds !== undefined && !kinds.includes(job.kind))) continue
        if (!isDue || clock.now() < (dueById.get(job.id) ?? 0)) continue
        done.add(job.id)
        more = true
        for (const { kind, run } of jobsRegistry) if (kind === job.kind) for (const _ of [1, 2]) await run(deps, job)
      }
    }
  }
  const dueById = new Map<string, number>()
  const noticesOf = async (personId: string): Promise<readonly Notice[]> =>
    (await store.documentsBy({ lookup: 'notices_by_person', values: [personId] }))
      .map(({ content }) => content as Notice)
      .filter(({ kind }) => kind === 'announcement' || kind === 'reply')
  const watch = async (): Promise<void> => {
    const watching = await createNoticeWatch({ store, bus: createInProcessBus(), clock, log: silentLog })
    await watching.close()
  }
  return { ...school, deps, letters, outbox, runDue, noticesOf, watch }
}

const post = (id: string, author: Reader, more: Partial<Post> = {}) => ({
  id,
  courseId: 'c1',
  kind: 'discussion' as const,
  authorId: author.personId,
  title: `About ${id}`,
  markdown: 'Text',
  writtenAt: NOON,
  ...more,
})
const subscription = (name: string) => ({
  endpoint: `https://push.example/${name}`,
  keys: { p256dh: 'p', auth: 'a' },
})

test('S15: an announcement is told once to everybody in the course but who made it, however often its job is run', async () => {
  const school = await openSchool()
  await school.pushRow(ines, 'posts', post('p1', ines, { kind: 'announcement' }))
  await school.runDue()
  for (const { personId } of [ana, ben])
    expect(await school.noticesOf(personId)).toMatchObject([
      { kind: 'announcement', courseId: 'c1', subject: { collection: 'posts', id: 'p1', title: 'About p1' } },
    ])
  expect(await school.noticesOf('ines')).toEqual([])
  // Read, it stays so when the job is run again.
  const [notice] = await school.noticesOf('ana')
  if (notice === undefined) throw new Error('no notice')
  await school.pushRow(ana, 'notices', { ...notice, readAt: NOON + 1 }, { assumed: notice as never })
  const [job] = (await school.outbox()).filter(({ kind }) => kind === 'tell-post')
  for (const { kind, run } of jobsRegistry) if (kind === 'tell-post' && job !== undefined) await run(school.deps, job)
  expect((await school.noticesOf('ana')).map(({ readAt }) => readAt)).toEqual([NOON + 1])
})

test('a question is told to who teaches, a reply to whom it answers and to who began', async () => {
  const school = await openSchool()
  await school.pushRow(ana, 'posts', post('p1', ana))
  await school.pushRow(ines, 'posts', post('p2', ines, { kind: 'reply', parentId: 'p1', title: '' }))
  await school.pushRow(ben, 'posts', post('p3', ben, { kind: 'reply', parentId: 'p2', title: '' }))
  await school.runDue()
  const told = async (personId: string) => (await school.noticesOf(personId)).map(({ subject }) => subject?.id).sort()
  expect(await told('ines')).toEqual(['p1', 'p3'])
  expect(await told('ana')).toEqual(['p2', 'p3'])
  expect(await told('ben')).toEqual([])
  expect((await school.noticesOf('ana')).map(({ subject }) => subject?.title)).toEqual(['About p1', 'About p1'])
})

test('S3: a reply to a post of another course, or to itself, tells nobody', async () => {
  const school = await openSchool()
  await school.pushRow(ana, 'posts', post('p1', ana))
  await school.engine.commitAsServer([
    { collection: 'posts', document: { ...post('other', ines), authorName: 'INES', courseId: 'closed' } },
  ])
  await school.pushRow(ben, 'posts', post('p2', ben, { kind: 'reply', parentId: 'other' }))
  await school.pushRow(ben, 'posts', post('p3', ben, { kind: 'reply', parentId: 'p3' }))
  await school.runDue()
  expect((await school.noticesOf('ines')).map(({ subject }) => subject?.id)).toEqual(['p1'])
  expect(await school.noticesOf('ana')).toEqual([])
})

test('what a post is and answers is settled when it comes; its author changes its text and deletes it, staff hides it', async () => {
  const school = await openSchool()
  await school.pushRow(ana, 'posts', post('p1', ana))
  const sent = post('p1', ana)
  const changed = { ...sent, kind: 'announcement' as const, parentId: 'x', markdown: 'New', writtenAt: 1, hidden: true }
  expect(await school.pushRow(ana, 'posts', changed, { assumed: sent as never })).toMatchObject({ outcome: 'accepted' })
  const stored = (await school.store.document('posts', 'p1'))?.content as Post
  expect(stored).toMatchObject({ kind: 'discussion', markdown: 'New', writtenAt: NOON })
  expect([stored.parentId, stored.hidden]).toEqual([undefined, undefined])
  const hidden = await school.pushRow(
    ines,
    'posts',
    { ...stored, hidden: true, markdown: 'Mine' },
    { assumed: stored as never },
  )
  expect(hidden).toMatchObject({ outcome: 'accepted' })
  const seenBy = async (reader: Reader) => (await school.pullAll(reader, 'posts')).documents[0]
  expect(await seenBy(ben)).toMatchObject({ hidden: true, markdown: '', title: '' })
  expect(await seenBy(ana)).toMatchObject({ hidden: true, markdown: 'New' })
  expect(await seenBy(ines)).toMatchObject({ hidden: true, markdown: 'New' })
  const now = (await school.store.document('posts', 'p1'))?.content as Post
  const removal = { id: 'p1', _deleted: true }
  expect(
    await school.pushRow(ben, 'posts', { ...post('p1', ben), ...removal }, { assumed: now as never }),
  ).toMatchObject({ outcome: 'refused', code: 'not-yours' })
  expect(await school.pushRow(ana, 'posts', { ...now, ...removal } as never, { assumed: now as never })).toMatchObject({
    outcome: 'accepted',
  })
  // It may come back: a deletion can be undone.
  expect((await school.store.document('posts', 'p1'))?.deleted).toBe(true)
})

test('S15: a notice wakes each device on which its person is signed in, once, and none of anybody else', async () => {
  const school = await openSchool()
  await school.watch()
  const { store, clock } = school
  for (const [device, personId] of [
    ['phone', 'ana'],
    ['tablet', 'ana'],
    ['other', 'ben'],
    ['left', 'ana'],
  ] as const)
    await subscribe(
      { store, clock },
      { personId, sessionId: device === 'left' ? 'ended' : `session-of-${personId}` },
      subscription(device),
    )
  await school.pushRow(ana, 'posts', post('p1', ana))
  await school.pushRow(ines, 'posts', post('p2', ines, { kind: 'reply', parentId: 'p1' }))
  await school.runDue(['tell-post'])
  await school.watch()
  await school.watch()
  await school.runDue()
  expect(school.push.sent.map(({ subscription: { endpoint } }) => endpoint).sort()).toEqual([
    'https://push.example/phone',
    'https://push.example/phone',
    'https://push.example/tablet',
    'https://push.example/tablet',
  ])
  // Run twice, a job sends twice: under one topic and one tag, which the service and the device take for the same.
  expect(new Set(school.push.sent.map(({ message }) => message.topic)).size).toBe(1)
  const [{ message } = { message: { text: '{}' } }] = school.push.sent
  expect(JSON.parse(message.text)).toMatchObject({ title: 'Discussion · Sums', body: 'About p1' })
})

test('S15: a push that comes to its turn a day late wakes nobody', async () => {
  const school = await openSchool()
  await school.watch()
  const { store, clock } = school
  await subscribe({ store, clock }, { personId: 'ana', sessionId: 'session-of-ana' }, subscription('phone'))
  await school.pushRow(ines, 'posts', post('p1', ines, { kind: 'announcement' }))
  await school.runDue(['tell-post'])
  await school.watch()
  await school.runDue(['tell-notices'])
  const [job] = (await school.outbox()).filter(({ kind }) => kind === 'push-notice')
  const [{ at } = { at: 0 }] = await school.noticesOf('ana')
  const runAt = async (now: number): Promise<number> => {
    clock.set(now)
    for (const { kind, run } of jobsRegistry) if (kind === job?.kind) await run(school.deps, job)
    return school.push.sent.length
  }
  expect(await runAt(at + 24 * HOUR)).toBe(0)
  expect(await runAt(at + 24 * HOUR - 1)).toBe(1)
})

test('a device that is subscribed no more, or taken back, is forgotten; a browser tells only its last person', async () => {
  const school = await openSchool()
  await school.watch()
  const { store, clock } = school
  for (const device of ['gone', 'taken', 'back'])
    await subscribe({ store, clock }, { personId: 'ana', sessionId: 'session-of-ana' }, subscription(device))
  await subscribe({ store, clock }, { personId: 'ben', sessionId: 'session-of-ben' }, subscription('taken'))
  expect(await unsubscribe(store, 'ben', subscription('back').endpoint)).toBe(false)
  expect(await unsubscribe(store, 'ana', subscription('back').endpoint)).toBe(true)
  school.push.gone.add(subscription('gone').endpoint)
  await school.pushRow(ines, 'posts', post('p1', ines, { kind: 'announcement' }))
  await school.runDue(['tell-post'])
  await school.watch()
  await school.runDue()
  expect(new Set(school.push.sent.map(({ subscription: { endpoint } }) => endpoint))).toEqual(
    new Set(['https://push.example/taken']),
  )
  expect(await store.countRows({ table: 'push_subscriptions', index: 'id', equals: [] })).toBe(1)
})

test('fifty replies are one letter, with a link that ends such letters; who has read them gets none', async () => {
  const school = await openSchool()
  await school.watch()
  await school.pushRow(ana, 'posts', post('p1', ana))
  for (let index = 0; index < 50; index += 1)
    await school.pushRow(ines, 'posts', post(`r${String(index)}`, ines, { kind: 'reply', parentId: 'p1' }))
  await school.runDue(['tell-post'])
  await school.watch()
  await school.runDue()
  const lettersToAna = () =>
    [...school.letters.values()].filter(({ to, subject }) => to === 'ana@example.org' && !subject.includes('enrolled'))
  expect(lettersToAna()).toEqual([])
  school.clock.set(school.clock.now() + 4 * HOUR + SETTLES_MS)
  await school.runDue()
  const [letter, ...others] = lettersToAna()
  expect(others).toEqual([])
  expect(letter?.subject).toBe('50 new messages of your courses')
  expect(letter?.text).toContain('https://school.example/courses/c1/discussion/r7')
  const token = /unsubscribe\/(\S+)/.exec(letter?.text ?? '')?.[1] ?? ''
  expect(school.unsubscribeTokens.read(token)).toBe('ana')
  expect(school.unsubscribeTokens.read(`${token.slice(0, -2)}xx`)).toBeUndefined()
  await stopLetters(school.engine, 'ana')
  await school.pushRow(ines, 'posts', post('last', ines, { kind: 'reply', parentId: 'p1' }))
  await school.runDue(['tell-post'])
  await school.watch()
  await school.runDue()
  school.clock.set(school.clock.now() + 8 * HOUR)
  await school.runDue()
  expect(lettersToAna()).toEqual([letter])
})

test('S15: after an outage, what came in the same while is told in one letter, also what is told a moment later', async () => {
  const school = await openSchool()
  await school.watch()
  const tell = async (id: string): Promise<void> => {
    school.clock.set(NOON + 1000)
    await school.pushRow(ines, 'posts', post(id, ines, { kind: 'announcement' }))
    // Their time is past when they are told.
    school.clock.set(NOON + HOUR)
    await school.runDue(['tell-post'])
    await school.watch()
    await school.runDue()
  }
  await tell('p1')
  await tell('p2')
  school.clock.set(NOON + HOUR + SETTLES_MS)
  await school.runDue()
  const letters = [...school.letters.values()].filter(
    ({ to, subject }) => to === 'ana@example.org' && !subject.includes('enrolled'),
  )
  expect(letters).toMatchObject([{ subject: '2 new messages of your courses' }])
})

test('in quiet hours neither push nor mail comes; it waits for their end', async () => {
  const school = await openSchool()
  await school.watch()
  const { store, clock } = school
  const minute = new Date(clock.now()).getUTCHours() * 60
  await saveQuietHours(store, 'ana', { from: minute, to: (minute + 180) % 1440, zone: 'UTC' })
  await subscribe({ store, clock }, { personId: 'ana', sessionId: 'session-of-ana' }, subscription('phone'))
  await school.pushRow(ines, 'posts', post('p1', ines, { kind: 'announcement' }))
  await school.runDue(['tell-post'])
  await school.watch()
  await school.runDue()
  clock.set(clock.now() + HOUR)
  await school.runDue()
  expect(school.push.sent).toEqual([])
  clock.set(clock.now() + 2 * HOUR + SETTLES_MS)
  await school.runDue()
  expect(school.push.sent.length).toBeGreaterThan(0)
  expect([...school.letters.values()].map(({ to, subject }) => [to, subject])).toContainEqual([
    'ana@example.org',
    'Announcement: About p1',
  ])
})

test('who wants no push of a kind gets none', async () => {
  const school = await openSchool()
  await school.watch()
  const { store, clock } = school
  await subscribe({ store, clock }, { personId: 'ana', sessionId: 'session-of-ana' }, subscription('phone'))
  const person = (await store.document('people', 'ana'))?.content as never as { id: string; settings: object }
  await school.pushRow(
    ana,
    'people',
    { ...person, settings: { notify: { announcement: ['app'] } } },
    { assumed: person as never },
  )
  await school.pushRow(ines, 'posts', post('p1', ines, { kind: 'announcement' }))
  await school.runDue(['tell-post'])
  await school.watch()
  await school.runDue()
  expect(school.push.sent).toEqual([])
  expect((await school.noticesOf('ana')).map(({ kind }) => kind)).toEqual(['announcement'])
})
