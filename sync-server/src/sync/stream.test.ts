import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Person } from '@edutrack/shared-schema/collections/people'
import type { StreamEvent } from '@edutrack/shared-schema/protocol/stream'
import type { Bus } from '#ports/bus/bus.ts'
import { createInProcessBus } from '#ports/bus/in-process-bus.ts'
import type { Store } from '#ports/store/store.ts'
import { createMemoryStore } from '#ports/store/memory-store.ts'
import { ada, ana, ben, createTestSchool, enrolment, ines, NOON } from '#testing/test-school.ts'
import { channel } from './collection-rules.ts'
import type { OpenStreamOptions } from './stream.ts'

type TestSchool = Awaited<ReturnType<typeof createTestSchool>>

/** A stream that keeps what it was sent. */
const listen = async (school: TestSchool, reader: typeof ana, options: OpenStreamOptions = {}) => {
  const events: StreamEvent[] = []
  let isEnded = false
  const stream = await school.engine.openOutlet(
    reader,
    { send: (event) => events.push(JSON.parse(event) as StreamEvent), end: () => (isEnded = true) },
    options,
  )
  return {
    events,
    types: () => events.map(({ type }) => type),
    told: () =>
      events.flatMap((event) =>
        event.type === 'changes' ? event.changes.flatMap(({ documents }) => documents.map(({ id }) => id)) : [],
      ),
    isEnded: () => isEnded,
    close: stream.close,
  }
}
const note = (id: string, personId: string) => ({
  id,
  personId,
  courseId: 'c1',
  unitId: 'page',
  kind: 'note',
  position: 0,
  text: 't',
  writtenAt: NOON,
})
const page = async (school: TestSchool) =>
  (await school.pullAll(ines, 'units')).documents.find(({ id }) => id === 'page')

test('S9: a change is told to those who see it and to nobody else', async () => {
  const school = await createTestSchool()
  for (const { personId } of [ana, ben])
    await school.pushRow({ personId, role: 'learner' }, 'enrolments', enrolment(personId))
  const [ofAna, ofBen, ofInes] = [await listen(school, ana), await listen(school, ben), await listen(school, ines)]
  await school.pushRow(ana, 'notes', note('n', 'ana'))
  await school.pushRow(ines, 'units', { ...(await page(school)), markdown: 'New' } as never, {
    assumed: (await page(school)) as never,
  })
  await expect.poll(() => ofBen.told()).toEqual(['page'])
  expect(ofAna.told()).toEqual(['n', 'page'])
  expect(ofInes.told()).toEqual(['page'])
  await school.engine.close()
})

test('S9: each event goes on from the one before, whether changes or only a heartbeat lie between', async () => {
  const school = await createTestSchool()
  const ofAna = await listen(school, ana)
  for (const id of ['a', 'b', 'c']) {
    await school.pushRow(ana, 'notes', note(id, 'ana'))
    await expect.poll(() => ofAna.told()).toContain(id)
    // Nothing of Ana's.
    await school.pushRow(ben, 'notes', note(`${id}-ben`, 'ben'))
  }
  const spans = ofAna.events.flatMap((event) => (event.type === 'changes' ? [[event.from, event.to]] : []))
  expect(spans).toHaveLength(3)
  for (const [index, [from]] of spans.slice(1).entries()) expect(from).toBe(spans[index]?.[1])
  await school.engine.close()
})

test('S9: what the stream tells is what a pull tells, with a checkpoint that goes on from there', async () => {
  const school = await createTestSchool()
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  const { checkpoint } = await school.pullAll(ana, 'units')
  const ofAna = await listen(school, ana)
  const question = (await school.pullAll(ines, 'questions')).documents.find(({ id }) => id === 'q1') as { id: string }
  await school.pushRow(ines, 'questions', { ...question, prompt: '2 + 2?' }, { assumed: question })
  await expect.poll(() => ofAna.told()).toContain('q1')
  const [, event] = ofAna.events
  if (event?.type !== 'changes') throw new Error('no changes')
  const { pull } = await school.sync(ana, { pull: { checkpoint, limit: 100 } })
  expect(event.changes).toEqual(pull?.changes)
  expect(event.checkpoint).toBe(pull?.checkpoint)
  expect(JSON.stringify(event.changes)).not.toContain('choiceId')
  await school.engine.close()
})

test('S9: a post that is hidden is blank to others and whole to its author, on one stream beside the other', async () => {
  const school = await createTestSchool()
  for (const { personId } of [ana, ben])
    await school.pushRow({ personId, role: 'learner' }, 'enrolments', enrolment(personId))
  const [ofAna, ofBen] = [await listen(school, ana), await listen(school, ben)]
  const post = {
    id: 'p',
    courseId: 'c1',
    kind: 'discussion',
    authorId: 'ana',
    authorName: '',
    title: 'Hi',
    markdown: 'Me',
    writtenAt: NOON,
  }
  await school.pushRow(ana, 'posts', post)
  await school.pushRow(ines, 'posts', { ...post, hidden: true }, { assumed: post })
  const lastTitle = ({ events }: typeof ofAna) => {
    const event = events.at(-1)
    return event?.type === 'changes' ? event.changes[0]?.documents[0]?.['title'] : undefined
  }
  await expect.poll(() => lastTitle(ofBen)).toBe('')
  expect(lastTitle(ofAna)).toBe('Hi')
  await school.engine.close()
})

test('S9: a change of channels while a stream is being opened is never missed', async () => {
  // Asking for channels takes its time; meanwhile somebody is enrolled.
  const inner = createMemoryStore()
  let whileReading: (() => Promise<unknown>) | undefined
  const store: Store = {
    ...inner,
    documentsBy: async (lookup) => {
      const found = await inner.documentsBy(lookup)
      const work = whileReading
      whileReading = undefined
      await work?.()
      return found
    },
  }
  for (const moment of ['while', 'after'] as const) {
    const school = await createTestSchool({ store: moment === 'while' ? store : createMemoryStore() })
    if (moment === 'while')
      whileReading = () =>
        school.engine.commitAsServer([
          { collection: 'enrolments', document: { ...enrolment('ana'), status: 'active' } as never },
        ])
    const ofAna = await listen(school, ana)
    if (moment === 'after') await school.pushRow(ana, 'enrolments', enrolment('ana'))
    // Either the stream says that a pull is due, or its first event is of a head that the device has not reached, and it tells the course from then on.
    const hello = ofAna.events[0]
    if (hello?.type !== 'hello') throw new Error('no hello')
    const isAhead = hello.head === (await school.store.head())
    if (!isAhead) await expect.poll(() => ofAna.types()).toContain('resync')
    await school.pushRow(ines, 'units', { ...(await page(school)), markdown: moment } as never, {
      assumed: (await page(school)) as never,
    })
    await expect.poll(() => ofAna.told()).toContain('page')
    await school.engine.close()
  }
})

test('S9: a device that opens another stream ends its former one; other devices go on', async () => {
  const school = await createTestSchool()
  const [first, tablet] = [
    await listen(school, ana, { device: 'phone' }),
    await listen(school, ana, { device: 'tablet' }),
  ]
  const second = await listen(school, ana, { device: 'phone' })
  expect([first.isEnded(), tablet.isEnded(), second.isEnded()]).toEqual([true, false, false])
  expect(school.engine.streamCount()).toBe(2)
  await school.pushRow(ana, 'notes', note('n', 'ana'))
  await expect.poll(() => second.told()).toEqual(['n'])
  expect(first.told()).toEqual([])
  second.close()
  expect(school.engine.streamCount()).toBe(1)
  await school.engine.close()
})

test('S9: nobody holds more streams than a person has devices', async () => {
  const school = await createTestSchool()
  const streams = []
  for (let i = 0; i < 40; i += 1) streams.push(await listen(school, ana, { device: `d${String(i)}` }))
  expect(school.engine.streamCount()).toBe(32)
  expect(streams[0]?.types()).toEqual(['hello', 'resync'])
  expect(streams.at(-1)?.isEnded()).toBe(false)
  await school.engine.close()
})

test('S17: a stream ends with its session, told or by time, and the device is told to pull', async () => {
  const school = await createTestSchool()
  const one = await listen(school, ana, { session: 's1' })
  const other = await listen(school, ana, { session: 's2', until: NOON + 1000 })
  school.engine.endSession('ben', 's1')
  school.engine.endSession('ana', 's1')
  expect([one.types(), one.isEnded()]).toEqual([['hello', 'resync'], true])
  expect(other.isEnded()).toBe(false)
  school.clock.set(NOON + 1001)
  for (let turn = 0; turn < 60; turn += 1) school.clock.tick()
  expect([other.types().at(-1), other.isEnded()]).toEqual(['resync', true])
  await school.engine.close()
})

test('S9: who gets another role is told to come back as what they are now', async () => {
  const school = await createTestSchool()
  const ofBen = await listen(school, ben)
  const person = (await school.store.document('people', 'ben'))?.content as Person
  await school.engine.commitAsServer([{ collection: 'people', document: { ...person, settings: { theme: 'dark' } } }])
  await expect.poll(() => ofBen.told()).toEqual(['ben'])
  expect(ofBen.isEnded()).toBe(false)
  await school.engine.commitAsServer([{ collection: 'people', document: { ...person, role: 'instructor' } }])
  await expect.poll(() => ofBen.isEnded()).toBe(true)
  expect(ofBen.types().at(-1)).toBe('resync')
  await school.engine.close()
})

test('S9: an instructor who gets a course hears of it', async () => {
  const school = await createTestSchool()
  const ofInes = await listen(school, ines)
  const course = (await school.store.document('courses', 'c1'))?.content as never
  await school.engine.commitAsServer([
    { collection: 'courses', document: { ...(course as object), id: 'c9' } as never },
  ])
  await expect.poll(() => ofInes.types()).toContain('resync')
  await school.engine.close()
})

test('S9: heartbeats carry the head, each device in its turn', async () => {
  const school = await createTestSchool()
  const streams = await Promise.all(
    Array.from({ length: 61 }, (_, i) => listen(school, i % 2 === 0 ? ana : ada, { device: String(i) })),
  )
  for (let turn = 0; turn < 60; turn += 1) school.clock.tick()
  const head = await school.store.head()
  for (const stream of streams)
    expect(stream.events).toEqual([
      { type: 'hello', head, serverTime: NOON },
      { type: 'head', head, serverTime: NOON },
    ])
  await school.engine.close()
})

test('S9: a server that stops sends its devices away one after the other', async () => {
  const school = await createTestSchool()
  const streams = await Promise.all(Array.from({ length: 4 }, (_, i) => listen(school, ana, { device: String(i) })))
  school.engine.drainStreams(2000)
  expect(streams.map(({ events, isEnded }) => [events.at(-1), isEnded()])).toEqual(
    [0, 500, 1000, 1500].map((afterMs) => [{ type: 'reconnect', afterMs }, true]),
  )
  expect(school.engine.streamCount()).toBe(0)
  await school.engine.close()
})

test('S9: a store that is out of reach for a while costs time, and no change', async () => {
  const inner = createMemoryStore()
  let isDown = false
  const store: Store = {
    ...inner,
    head: async () => {
      if (isDown) throw new Error('out of reach')
      return inner.head()
    },
  }
  const school = await createTestSchool({ store })
  const ofAna = await listen(school, ana)
  isDown = true
  // Another server commits it, and its message is lost.
  await inner.transact((tx) =>
    tx.writeDocuments([
      {
        collection: 'notes',
        id: 'n',
        content: note('n', 'ana'),
        deleted: false,
        channels: [channel.person('ana')],
        stateHash: '',
      },
    ]),
  )
  school.clock.tick()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(ofAna.told()).toEqual([])
  isDown = false
  school.clock.tick()
  await expect.poll(() => ofAna.told()).toEqual(['n'])
  await school.engine.close()
})

test('S9: what was read of the log and could not be told, as the store was lost meanwhile, is told when it is back', async () => {
  const near = createMemoryStore()
  let isLost = false
  const store: Store = {
    ...near,
    documentsBy: (lookup) => (isLost ? Promise.reject(new Error('lost')) : near.documentsBy(lookup)),
  }
  const school = await createTestSchool({ store })
  const [ofAna, ofInes] = [await listen(school, ana), await listen(school, ines)]
  isLost = true
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  await expect(school.sync(ana, { pull: { checkpoint: null, limit: 10 } })).rejects.toThrow('lost')
  expect([ofAna.types(), ofInes.told()]).toEqual([['hello'], []])
  isLost = false
  await school.pushRow(ben, 'notes', note('n', 'ben'))
  await expect.poll(() => ofInes.told()).toEqual(['ana:c1'])
  expect(ofAna.types()).toEqual(['hello', 'resync'])
  await school.engine.close()
})

test('S9: a device at one server is told all that is pushed at another, in order and once, whatever the bus loses, repeats and reorders', async () => {
  const fates = fc.array(fc.constantFrom('told', 'lost', 'twice', 'late'), { minLength: 8, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(fates, async (ofMessages) => {
      const store = createMemoryStore()
      const inner = createInProcessBus()
      const left = [...ofMessages]
      const late: (() => void)[] = []
      const bus: Bus = {
        ...inner,
        isShared: true,
        publish: async (topic, message) => {
          const fate = left.shift() ?? 'told'
          if (fate === 'late') late.push(() => void inner.publish(topic, message))
          else if (fate !== 'lost') await inner.publish(topic, message)
          if (fate === 'twice') await inner.publish(topic, message)
          if (fate !== 'late') for (const publish of late.splice(0)) publish()
        },
      }
      const [one, other] = [await createTestSchool({ store, bus }), await createTestSchool({ store, bus })]
      const ofAna = await listen(other, ana)
      const ids = ofMessages.map((_, index) => `n${String(index)}`)
      for (const id of ids) await one.pushRow(ana, 'notes', note(id, 'ana'))
      // What was lost is found by looking.
      other.clock.tick()
      await expect.poll(() => ofAna.told()).toEqual(ids)
      const events = ofAna.events.filter((event) => event.type === 'changes')
      expect(events.slice(1).map(({ from }) => from)).toEqual(events.slice(0, -1).map(({ to }) => to))
      await Promise.all([one.engine.close(), other.engine.close()])
    }),
    { numRuns: 30 },
  )
})
