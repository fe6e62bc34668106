import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contentHash } from '@edutrack/shared-schema/canonical-json'
import { attempts, type Attempt } from '@edutrack/shared-schema/collections/attempts'
import { clientPart } from '@edutrack/shared-schema/collections/define-collection'
import { collectionNames } from '@edutrack/shared-schema/collections/registry'
import { unitSchema } from '@edutrack/shared-schema/schemas/units'
import type { Receipt } from '@edutrack/shared-schema/protocol/receipt'
import type { StreamEvent } from '@edutrack/shared-schema/protocol/stream'
import type { Bus } from '#ports/bus/bus.ts'
import { ada, ana, attempt, ben, createTestSchool, enrolment, ines, NOON } from '#testing/test-school.ts'
import { isReceiptValid } from './receipts.ts'

const storedAttempt = async (school: Awaited<ReturnType<typeof createTestSchool>>, id: string) =>
  (await school.store.document('attempts', id))?.content as Attempt | undefined

test('S2: requests that arrive together share a transaction, and one that is wrong fails none of the others', async () => {
  const school = await createTestSchool()
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  let transactions = 0
  const { transact } = school.store
  school.store.transact = (work) => {
    transactions += 1
    return transact(work)
  }
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      school.pushRow(ana, 'attempts', i === 7 ? { id: 'bad' } : { ...attempt(`t${String(i)}`) }),
    ),
  )
  expect(answers.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(39)
  expect(answers[7]).toMatchObject({ outcome: 'refused', code: 'invalid-document' })
  expect(transactions).toBeLessThanOrEqual(3)
})

test('S3: a device can’t say who sees a document, nor write another’s, nor the server’s fields', async () => {
  const school = await createTestSchool()
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  expect(await school.pushRow(ben, 'attempts', attempt('forged'))).toMatchObject({
    outcome: 'refused',
    code: 'not-yours',
  })
  const forged = {
    ...attempt('t1'),
    courseId: 'small',
    channels: ['catalogue'],
    grade: { earned: 99, points: 1, parts: [], pending: false, gradedAt: 0 },
    marks: ['late'],
  }
  expect(await school.pushRow(ana, 'attempts', forged)).toMatchObject({ outcome: 'accepted' })
  expect(await school.store.document('attempts', 't1')).toMatchObject({
    channels: ['person:ana', 'staff:c1'],
    content: { courseId: 'c1', marks: [], grade: { earned: 2, points: 2 } },
  })
  expect((await school.pullAll(ben, 'attempts')).documents).toEqual([])
  expect(await school.pushRow(ben, 'attempts', { ...attempt('t1'), personId: 'ben' })).toMatchObject({
    outcome: 'refused',
    code: 'not-yours',
  })
})

test('S4: enrolling backfills the course from its start, leaving it takes it back as valid tombstones', async () => {
  const school = await createTestSchool()
  const before = await school.pullAll(ana, 'units')
  expect(before.documents).toEqual([])
  const wish = enrolment('ana')
  expect(await school.pushRow(ana, 'enrolments', wish)).toMatchObject({ outcome: 'accepted' })
  const enrolled = await school.pullAll(ana, 'units', before.checkpoint, 2)
  expect(enrolled.documents.map(({ id }) => id).toSorted()).toEqual(['page', 'practice', 'quiz'])
  await school.pushRow(ana, 'enrolments', { ...wish, wish: 'left' }, { assumed: wish })
  const gone = await school.pullAll(ana, 'units', enrolled.checkpoint, 2)
  expect(gone.documents).toHaveLength(3)
  for (const { _deleted, ...document } of gone.documents) {
    expect(_deleted).toBe(true)
    expect(unitSchema.safeParse(document).success).toBe(true)
    expect(JSON.stringify(document)).not.toContain('Text')
  }
  expect((await school.pullAll(ana, 'units', gone.checkpoint)).documents).toEqual([])
  // The catalogue still grants the course itself.
  const course = (await school.pullAll(ana, 'courses')).documents.find(({ id }) => id === 'c1')
  expect(course?.['_deleted']).toBeUndefined()
})

test('S4: an unpublished unit becomes a tombstone for learners and stays for staff', async () => {
  const school = await createTestSchool()
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  const { checkpoint } = await school.pullAll(ana, 'units')
  const page = (await school.pullAll(ines, 'units')).documents.find(({ id }) => id === 'page')
  if (page === undefined) throw new Error('staff see the page')
  expect(await school.pushRow(ines, 'units', { ...page, status: 'draft' }, { assumed: page })).toMatchObject({
    outcome: 'accepted',
  })
  expect((await school.pullAll(ana, 'units', checkpoint)).documents).toMatchObject([{ id: 'page', _deleted: true }])
  expect((await school.pullAll(ines, 'units')).documents.find(({ id }) => id === 'page')).toMatchObject({
    status: 'draft',
    markdown: 'Text',
  })
})

test('S4: a checkpoint is of no use to another person, and a forged one reads from the start', async () => {
  const school = await createTestSchool()
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  const { checkpoint } = await school.pullAll(ana, 'units')
  expect((await school.pullAll(ben, 'units', checkpoint)).documents).toEqual([])
  expect((await school.pullAll(ana, 'courses', `99 catalogue~${'x'.repeat(12)}`)).documents).toHaveLength(3)
})

test('S5: pages are full but for the last, whatever the limit, and together hold each document once', async () => {
  const school = await createTestSchool()
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  for (let i = 0; i < 23; i += 1)
    await school.pushRow(ana, 'notes', {
      id: `n${String(i)}`,
      personId: 'ana',
      courseId: 'c1',
      unitId: 'page',
      kind: 'note',
      position: 0,
      text: 't',
      writtenAt: NOON,
    })
  for (const limit of [1, 2, 7, 23, 50]) {
    const { documents } = await school.pullAll(ana, 'notes', null, limit)
    expect(new Set(documents.map(({ id }) => id)).size).toBe(23)
    expect(documents).toHaveLength(23)
  }
  const { pull } = await school.sync(ana, { pull: { checkpoint: null, limit: 7 } })
  expect(pull?.more).toBe(true)
  expect(pull?.changes.reduce((sum, { documents }) => sum + documents.length, 0)).toBe(7)
})

test('S6: rows are answered one by one; a refused payload is kept and told to its author', async () => {
  const school = await createTestSchool()
  const answer = await school.sync(ana, {
    push: [
      {
        collection: 'enrolments',
        rows: [
          { assumed: null, document: enrolment('ana', 'enrolled', 'nowhere') },
          { assumed: null, document: enrolment('ana') },
        ],
      },
      { collection: 'nonsense', rows: [{ assumed: null, document: { id: 'x', secret: 1 } }] },
      {
        collection: 'notes',
        rows: [
          {
            assumed: null,
            document: {
              id: 'n',
              personId: 'ana',
              courseId: 'c1',
              unitId: 'page',
              kind: 'note',
              position: 0,
              text: 'kept',
              writtenAt: NOON,
            },
          },
        ],
      },
    ],
  })
  expect(
    answer.push.flatMap(({ results }) =>
      results.map((result) => (result.outcome === 'refused' ? result.code : result.outcome)),
    ),
  ).toEqual(['course-not-found', 'accepted', 'unknown-collection', 'accepted'])
  const notices = (await school.pullAll(ana, 'notices')).documents
  expect(notices).toMatchObject([
    { kind: 'refused', refusal: { code: 'course-not-found', document: { wish: 'enrolled' } } },
    { kind: 'refused', refusal: { code: 'unknown-collection', document: { secret: 1 } } },
  ])
  expect(
    await school.store.rows({ table: 'refused_payloads', index: 'by_person_and_time', equals: ['ana'], limit: 9 }),
  ).toHaveLength(2)
})

test('a wish to enrol that can’t be granted is kept with its reason, told, and may be made again', async () => {
  const school = await createTestSchool()
  const wish = (personId: string) => enrolment(personId, 'enrolled', 'small')
  expect(await school.pushRow(ana, 'enrolments', wish('ana'))).toMatchObject({ document: { status: 'active' } })
  expect(await school.pushRow(ben, 'enrolments', wish('ben'))).toMatchObject({
    outcome: 'accepted',
    document: { status: 'refused', reason: 'course-full' },
  })
  expect((await school.pullAll(ben, 'notices')).documents).toMatchObject([
    { kind: 'refused', courseId: 'small', refusal: { code: 'course-full' } },
  ])
  expect(await school.pushRow(ben, 'enrolments', enrolment('ben', 'enrolled', 'closed'))).toMatchObject({
    document: { status: 'refused', reason: 'course-closed' },
  })
  await school.pushRow(ana, 'enrolments', { ...wish('ana'), wish: 'left' }, { assumed: wish('ana') })
  const again = { ...wish('ben'), wishedAt: NOON + 1 }
  const granted = await school.pushRow(ben, 'enrolments', again, { assumed: wish('ben') })
  expect(granted).toMatchObject({ outcome: 'accepted', document: { status: 'active' } })
  expect(granted).not.toHaveProperty('document.reason')
})

test('S7: repeating a push, accepted or refused, changes nothing and takes no number', async () => {
  const school = await createTestSchool()
  const rows = [
    {
      collection: 'enrolments',
      rows: [
        { assumed: null, document: enrolment('ana') },
        { assumed: null, document: enrolment('ana', 'enrolled', 'nowhere') },
      ],
    },
    { collection: 'attempts', rows: [{ assumed: null, document: { ...attempt('t1') } }] },
  ]
  const first = await school.sync(ana, { push: rows })
  const receipt = (await storedAttempt(school, 't1'))?.receipt
  school.clock.set(NOON + 5000)
  const second = await school.sync(ana, { push: rows })
  expect(second.head).toBe(first.head)
  expect(second.push).toEqual(first.push)
  expect((await storedAttempt(school, 't1'))?.receipt).toEqual(receipt)
})

test('S7: an edit of a state that is no longer the master’s is a conflict, with the master state', async () => {
  const school = await createTestSchool()
  const note = {
    id: 'n',
    personId: 'ana',
    courseId: 'c1',
    unitId: 'page',
    kind: 'note',
    position: 0,
    text: 'one',
    writtenAt: NOON,
  }
  await school.pushRow(ana, 'notes', note)
  expect(await school.pushRow(ana, 'notes', { ...note, text: 'two' }, { assumed: note })).toMatchObject({
    outcome: 'accepted',
  })
  expect(
    await school.pushRow(ana, 'notes', { ...note, text: 'three' }, { assumed: note, device: 'tablet' }),
  ).toMatchObject({ outcome: 'conflict', document: { text: 'two' } })
})

test('S8: what the server changed on the way comes back to its author in the answer, and to their other devices by pull', async () => {
  const school = await createTestSchool()
  const { checkpoint } = await school.pullAll(ana, 'enrolments')
  const row = { assumed: null, document: enrolment('ana') }
  const answer = await school.sync(ana, {
    push: [{ collection: 'enrolments', rows: [row] }],
    pull: { checkpoint, limit: 100 },
  })
  const { wish: _wish, personId: _person, courseId: _course, wishedAt: _at, ...beyond } = row.document
  expect(answer.push[0]?.results).toEqual([
    {
      outcome: 'accepted',
      document: { ...beyond, status: 'active', personName: 'ANA', decidedAt: NOON, _number: answer.head },
    },
  ])
  // What the answer has told is not told again by its pull; another device pulls it.
  expect(answer.pull?.changes.some(({ collection }) => collection === 'enrolments')).toBe(false)
  expect((await school.pullAll(ana, 'enrolments', checkpoint)).documents).toMatchObject([{ status: 'active' }])
  // A device that never heard the answer hears it when it repeats itself.
  const again = await school.sync(ana, { push: [{ collection: 'enrolments', rows: [row] }] })
  expect(again.push).toEqual(answer.push)
})

test('S8: a field of the client’s that the server dropped stands as null in the answer', async () => {
  const school = await createTestSchool()
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  const post = { id: 'p', courseId: 'c1', kind: 'discussion', authorId: 'ana', authorName: '', title: 'Hello' }
  const result = await school.pushRow(ana, 'posts', { ...post, markdown: 'Hi', writtenAt: NOON, hidden: true })
  expect(result).toMatchObject({ outcome: 'accepted', document: { id: 'p', hidden: null, authorName: 'ANA' } })
})

test('S9: the stream is continuous and in order though the bus loses, repeats and reorders', async () => {
  const listeners = new Set<(message: string) => void>()
  let count = 0
  const bus: Bus = {
    publish: async (_topic, message) => {
      count += 1
      if (count % 3 === 0) return
      for (const listener of listeners) for (let i = 0; i < count % 4; i += 1) queueMicrotask(() => listener(message))
    },
    subscribe: async (_topic, listener) => {
      listeners.add(listener)
      return async () => void listeners.delete(listener)
    },
    isConnected: () => false,
    ping: async () => {},
    close: async () => {},
  }
  const school = await createTestSchool({ bus })
  const events: StreamEvent[] = []
  await school.engine.openStream(ana, (event) => events.push(event))
  await Promise.all(
    Array.from({ length: 30 }, (_, i) =>
      school.pushRow(i % 2 === 0 ? ana : ben, 'notes', {
        id: `n${String(i)}`,
        personId: i % 2 === 0 ? 'ana' : 'ben',
        courseId: 'c1',
        unitId: 'page',
        kind: 'note',
        position: 0,
        text: 't',
        writtenAt: NOON,
      }),
    ),
  )
  school.clock.tick()
  await expect
    .poll(() =>
      events.flatMap((event) =>
        event.type === 'changes' ? event.changes.flatMap(({ documents }) => documents.map(({ id }) => id)) : [],
      ),
    )
    .toHaveLength(15)
  const told = events.flatMap((event) =>
    event.type === 'changes' ? event.changes.flatMap(({ documents }) => documents.map(({ id }) => id)) : [],
  )
  expect(told).toEqual(Array.from({ length: 15 }, (_, i) => `n${String(2 * i)}`))
  let at = events[0]?.type === 'hello' ? events[0].head : -1
  for (const event of events) {
    if (event.type !== 'changes') continue
    expect(event.from).toBe(at)
    at = event.to
  }
  await school.engine.close()
})

test('S9: a change of a person’s channels breaks their stream on purpose', async () => {
  const school = await createTestSchool()
  const events: StreamEvent[] = []
  await school.engine.openStream(ana, (event) => events.push(event))
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  await expect.poll(() => events.map(({ type }) => type)).toEqual(['hello', 'resync'])
  await school.engine.close()
})

test('S10: a device that comes back to nothing new is told so at once', async () => {
  const school = await createTestSchool()
  const first = await school.sync(ana, { pull: { checkpoint: null, limit: 1000 } })
  const checkpoint = first.pull?.checkpoint ?? null
  const back = await school.sync(ana, { pull: { checkpoint, limit: 1000 } })
  expect(back.pull).toEqual({ changes: [], checkpoint, more: false })
  expect(JSON.stringify(back).length).toBeLessThan(1024)
  await school.pushRow(ben, 'enrolments', enrolment('ben'))
  expect((await school.sync(ana, { pull: { checkpoint, limit: 1000 } })).pull?.changes).toEqual([])
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  expect((await school.sync(ana, { pull: { checkpoint, limit: 1000 } })).pull?.changes).not.toEqual([])
})

test('S10: one page brings documents of all collections, what is the reader’s own first, the catalogue last', async () => {
  const school = await createTestSchool()
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  const collectionsTold: string[] = []
  let checkpoint: string | null = null
  for (let more = true; more;) {
    const { pull } = await school.sync(ana, { pull: { checkpoint, limit: 1 } })
    collectionsTold.push(...(pull?.changes ?? []).map(({ collection }) => collection))
    checkpoint = pull?.checkpoint ?? null
    more = pull?.more ?? false
  }
  expect(collectionsTold.slice(0, 2).toSorted()).toEqual(['enrolments', 'people'])
  expect(collectionsTold.slice(-2)).toEqual(['courses', 'courses'])
})

test('S11: progress of two devices merges, whatever either assumed', async () => {
  const school = await createTestSchool()
  const base = {
    id: 'ana:page',
    personId: 'ana',
    courseId: 'c1',
    unitId: 'page',
    openedAt: 50,
    furthest: 0.2,
    place: { position: 0.2, at: 60, device: 'phone' },
    secondsByDevice: { phone: 10 },
  }
  expect(await school.pushRow(ana, 'progress', base)).toMatchObject({ outcome: 'accepted' })
  const other = {
    ...base,
    openedAt: 40,
    doneAt: 90,
    furthest: 1,
    place: { position: 1, at: 90, device: 'tablet' },
    secondsByDevice: { tablet: 5 },
  }
  expect(await school.pushRow(ana, 'progress', other, { device: 'tablet' })).toMatchObject({ outcome: 'accepted' })
  const merged = { ...other, secondsByDevice: { phone: 10, tablet: 5 } }
  expect((await school.pullAll(ana, 'progress')).documents).toEqual([merged])
  expect(await school.pushRow(ana, 'progress', base)).toMatchObject({ outcome: 'conflict', document: merged })
})

test('S12: a handed-in attempt never changes; what comes after is refused and kept', async () => {
  const school = await createTestSchool()
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  await school.pushRow(ana, 'attempts', attempt('t1'))
  const changed = attempt('t1', { answers: { q1: { value: { choiceId: 'b' }, at: NOON } } })
  expect(await school.pushRow(ana, 'attempts', changed, { assumed: attempt('t1') })).toMatchObject({
    outcome: 'refused',
    code: 'already-handed-in',
  })
  expect((await storedAttempt(school, 't1'))?.answers['q1']?.value).toEqual({ choiceId: 'a' })
  expect((await school.pullAll(ana, 'notices')).documents.find(({ kind }) => kind === 'refused')).toMatchObject({
    refusal: { document: { answers: { q1: { value: { choiceId: 'b' } } } } },
  })
})

test('S12: late, over the limit, over time, not enrolled, on two devices at once: accepted, marked, graded', async () => {
  const school = await createTestSchool()
  await school.pushRow(ana, 'attempts', attempt('t1', { secondsUsed: 700 }))
  expect(await storedAttempt(school, 't1')).toMatchObject({
    marks: ['over-time', 'not-enrolled'],
    evidence: { clockOffset: 0, handedInBefore: 0, allowedSeconds: 600 },
    grade: { earned: 2 },
  })
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  await school.pushRow(ana, 'attempts', attempt('t2', { device: 'tablet' }), { device: 'tablet' })
  expect(await storedAttempt(school, 't2')).toMatchObject({
    marks: ['over-limit', 'other-device'],
    evidence: { handedInBefore: 1, attemptLimit: 1, enrolment: { status: 'active', since: NOON } },
  })
  school.clock.set(NOON + 7_200_000)
  // Handed in in time, delivered two hours later: the network's fault, not the learner's.
  await school.pushRow(ben, 'enrolments', enrolment('ben'))
  await school.pushRow(ben, 'attempts', attempt('t3', { personId: 'ben' }))
  expect(await storedAttempt(school, 't3')).toMatchObject({ marks: [] })
  expect(await storedAttempt(school, 't3')).not.toHaveProperty('evidence')
  await school.pushRow(
    ben,
    'attempts',
    attempt('t4', { personId: 'ben', startedAt: NOON + 3_600_000, handedInAt: NOON + 3_700_000 }),
  )
  expect((await storedAttempt(school, 't4'))?.marks).toEqual(['late', 'over-limit'])
})

test('S13: a wrong clock is evidence: the work is accepted, corrected for deadlines, and marked', async () => {
  const school = await createTestSchool()
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  const day = 86_400_000
  const ahead = attempt('t1', { startedAt: NOON + day - 60_000, handedInAt: NOON + day - 1000 })
  expect(await school.pushRow(ana, 'attempts', ahead, { clock: NOON + day })).toMatchObject({ outcome: 'accepted' })
  expect(await storedAttempt(school, 't1')).toMatchObject({
    marks: ['clock-off'],
    evidence: { clockOffset: -day, startedAt: NOON - 60_000, handedInAt: NOON - 1000 },
  })
})

test('S14: a handed-in attempt gets a receipt that anyone can check, over exactly what was handed in', async () => {
  const school = await createTestSchool()
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  await school.pushRow(ana, 'attempts', attempt('t1'))
  const pulled = (await school.pullAll(ana, 'attempts')).documents[0] as unknown as Attempt
  const receipt = pulled.receipt as Receipt
  expect(receipt).toMatchObject({
    attemptId: 't1',
    personId: 'ana',
    receivedAt: NOON,
    contentHash: contentHash(clientPart(attempts, attempt('t1'))),
  })
  expect(isReceiptValid(receipt, school.publicKey)).toBe(true)
  expect(isReceiptValid({ ...receipt, receivedAt: NOON - 1 }, school.publicKey)).toBe(false)
})

test('S15: effects have ids of their cause: handing in twice notifies once', async () => {
  const school = await createTestSchool()
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  await school.pushRow(ana, 'attempts', attempt('t1'))
  await school.pushRow(ana, 'attempts', attempt('t1'))
  expect((await school.pullAll(ana, 'notices')).documents.map(({ id }) => id)).toEqual(['graded-t1'])
})

test('the key of a graded quiz is in nothing that a learner gets; practice keys are; staff get all', async () => {
  const school = await createTestSchool()
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  const events: StreamEvent[] = []
  await school.engine.openStream(ana, (event) => events.push(event))
  const bank = (await school.pullAll(ines, 'questions')).documents
  expect(bank.every((question) => question['key'] !== undefined)).toBe(true)
  const q1 = bank.find(({ id }) => id === 'q1')
  if (q1 === undefined) throw new Error('staff see q1')
  await school.pushRow(ines, 'questions', { ...q1, prompt: 'Changed?' }, { assumed: q1 })
  await expect.poll(() => events.length).toBeGreaterThan(1)
  await school.pushRow(ana, 'attempts', attempt('t1'))
  for (const name of collectionNames)
    for (const document of (await school.pullAll(ana, name)).documents)
      if (document.id !== 'q2')
        expect(JSON.stringify({ ...document, answers: undefined })).not.toMatch(/"key"|choiceId|Count\./)
  const told = events.flatMap((event) =>
    event.type === 'changes' ? event.changes.flatMap(({ documents }) => documents) : [],
  )
  expect(told.length).toBeGreaterThan(0)
  expect(JSON.stringify(told.map((document) => ({ ...document, answers: undefined })))).not.toMatch(
    /"key"|choiceId|Count\./,
  )
  expect((await school.pullAll(ana, 'questions')).documents.find(({ id }) => id === 'q2')).toMatchObject({
    key: { choiceId: 'a' },
  })
  await school.engine.close()
})

test('S6: no row whatsoever makes a request fail, or writes where its sender may not', async () => {
  const school = await createTestSchool()
  const before = (await school.pullAll(ada, 'people')).documents
  const documents = fc.oneof(
    fc.record({
      id: fc.constantFrom('ana', 'ben', 'c1', 'q1', 'quiz', 'page', 'x'),
      personId: fc.constantFrom('ben', 'ines', '', 7),
      role: fc.constant('administrator'),
      name: fc.anything(),
    }),
    fc.record({ id: fc.string({ minLength: 1, maxLength: 100 }), _deleted: fc.boolean() }),
    fc.constant(attempt('z', { personId: 'ben' })),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.constantFrom(...collectionNames), fc.string({ minLength: 1, maxLength: 40 })),
      documents,
      fc.option(fc.string({ maxLength: 64 })),
      async (collection, document, assumed) => {
        const row = { assumed, document: JSON.parse(JSON.stringify(document)) as { id: string } }
        const answer = await school.sync(ana, { push: [{ collection, rows: [row] }] })
        expect(['accepted', 'conflict', 'refused']).toContain(answer.push[0]?.results[0]?.outcome)
      },
    ),
    { numRuns: 300 },
  )
  expect((await school.pullAll(ada, 'people')).documents).toEqual(before)
  expect((await school.pullAll(ben, 'attempts')).documents).toEqual([])
})
