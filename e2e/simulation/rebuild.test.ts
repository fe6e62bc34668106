import { firstValueFrom } from 'rxjs'
import type { RxCollection } from 'rxdb/plugins/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CollectionName } from '@edutrack/shared-schema/collections/registry'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import type { SyncRequest, SyncResponse } from '@edutrack/shared-schema/protocol/sync'
import { changeDocuments, type Change } from '@edutrack/pwa/local-db/change-documents'
import { answerQuestion } from '@edutrack/pwa/local-db/commands/answer-question'
import { enrol } from '@edutrack/pwa/local-db/commands/enrol'
import { handIn } from '@edutrack/pwa/local-db/commands/hand-in'
import { noteProgress } from '@edutrack/pwa/local-db/commands/note-progress'
import { startAttempt } from '@edutrack/pwa/local-db/commands/start-attempt'
import type { SyncOutcome } from '@edutrack/pwa/sync/transport/transport'
import { createForgetting } from '@edutrack/sync-server/sync/forget-what-is-gone'
import { silentLog } from '@edutrack/sync-server/testing/test-log'
import { ana, createTestSchool, type TestSchool } from '@edutrack/sync-server/testing/test-school'
import { openSimulatedDevice, type SimulatedDevice } from './simulated-device.ts'

const DAY = 86_400_000
let school: TestSchool
let phone: SimulatedDevice
let requests: SyncRequest[]
let answers: SyncResponse[]
let onAnswer: (count: number) => SyncOutcome | undefined

beforeEach(async () => {
  school = await createTestSchool()
  requests = []
  answers = []
  onAnswer = () => undefined
  phone = await openSimulatedDevice({
    personId: 'ana',
    device: 'phone',
    now: () => school.clock.now(),
    send: async (request) => {
      const sent = JSON.parse(JSON.stringify(request)) as SyncRequest
      requests.push(sent)
      const response = JSON.parse(JSON.stringify(await school.engine.handle(ana, sent))) as SyncResponse
      answers.push(response)
      return onAnswer(answers.length) ?? { ok: true, response }
    },
  })
  await enrol(phone, 'c1')
  await phone.engine.run()
})
afterEach(async () => {
  await phone.remove()
  await school.engine.close()
})

const unitOf = async (id: string): Promise<Unit> => {
  const document = await phone.database.units.findOne(id).exec()
  if (document === null) throw new Error(`${id} is not on the phone`)
  return document.toMutableJSON()
}
const attemptOf = async (id: string) => (await phone.database.attempts.findOne(id).exec())?.toMutableJSON()
const idsOf = async (name: CollectionName) => (await phone.database[name].find().exec()).map(({ id }) => id)
const corrupt = (name: CollectionName, ids: readonly string[], change: Change) =>
  changeDocuments(phone.database[name] as unknown as RxCollection, ids, change)
const startAndAnswer = async (unitId: string) => {
  const { id } = await startAttempt(phone, await unitOf(unitId))
  await answerQuestion(phone, { attemptId: id, questionId: 'q1', value: { choiceId: 'a' }, secondsUsed: 5 })
  return id
}
const startNextDay = () => {
  school.clock.set(school.clock.now() + DAY + 1)
  requests.length = 0
  answers.length = 0
}

/** A unit is taken from the course, everybody forgets that it was, and the server's memory begins anew. */
const forgetUnit = async (id: string): Promise<void> => {
  const { store, clock } = school
  const unit = await store.document('units', id)
  await school.engine.commitAsServer([
    { collection: 'units', document: { ...unit?.content, status: 'draft' } as unknown as Unit },
  ])
  for (const days of [0, 40]) {
    clock.set(clock.now() + days * DAY)
    const forgetting = await createForgetting({ store, clock, log: silentLog, keptDays: 30 })
    await forgetting.pass()
    await forgetting.close()
  }
  const now = clock.now() + DAY
  await school.engine.close()
  school = await createTestSchool({ store })
  school.clock.set(now)
  await school.engine.commitAsServer([
    { collection: 'units', document: { ...unit?.content, status: 'draft' } as unknown as Unit },
  ])
}

test('S18: a device from below the floor delivers its work, then holds what the school does, and keeps what is not sent', async () => {
  const handedIn = await startAndAnswer('quiz')
  await handIn(phone, { attemptId: handedIn, secondsUsed: 9, clockOffset: 0 })
  const held = await startAndAnswer('quiz')
  await corrupt('attempts', [held], (_id, current) =>
    current === undefined ? undefined : { ...current, heldCode: 'too-large' },
  )
  await noteProgress(phone, { unit: await unitOf('page'), position: 1, furthest: 1, secondsMore: 3, isDone: true })
  await forgetUnit('practice')
  requests.length = 0
  answers.length = 0
  expect(await idsOf('units')).toContain('practice')
  expect(await phone.engine.run()).toBeNull()
  const outcomes = answers[0]?.push.flatMap(({ results }) => results.map(({ outcome }) => outcome)) ?? []
  expect(outcomes.length).toBeGreaterThan(0)
  expect(outcomes.every((outcome) => outcome === 'accepted')).toBe(true)
  expect(answers[0]?.pull?.rebuild).toContain('units')
  expect((await idsOf('units')).toSorted()).toEqual(['page', 'quiz'])
  expect(await attemptOf(handedIn)).toMatchObject({ receipt: { attemptId: handedIn }, unsentSince: 0 })
  expect(await attemptOf(held)).toMatchObject({ heldCode: 'too-large', answers: { q1: { value: { choiceId: 'a' } } } })
  expect((await phone.database.progress.findOne('ana:page').exec())?.toMutableJSON()).toMatchObject({ furthest: 1 })
  expect((await phone.memory.read()).rebuilding).toEqual([])
})

test('S18: while all is read anew, nothing is read before the last of what waits is sent', async () => {
  const unit = await unitOf('quiz')
  await forgetUnit('practice')
  // More than two requests carry.
  await corrupt(
    'notes',
    Array.from({ length: 1020 }, (_, index) => `n${String(index)}`),
    (id) => ({
      id,
      personId: 'ana',
      courseId: 'c1',
      unitId: unit.id,
      kind: 'note',
      position: 0,
      text: id,
      writtenAt: 1,
      unsentSince: 1,
      assumed: '',
      serverNumber: 0,
    }),
  )
  requests.length = 0
  expect(await phone.engine.run()).toBeNull()
  const carried = requests.slice(0, 3).map(({ push, pull }) => [push[0]?.rows.length, pull !== undefined])
  expect(carried).toEqual([
    [500, true],
    [500, false],
    [20, true],
  ])
  expect(await firstValueFrom(phone.documents.unsent$)).toEqual([])
  expect(await idsOf('notes')).toHaveLength(1020)
  expect((await idsOf('units')).toSorted()).toEqual(['page', 'quiz'])
})

test('S18: cut off in the middle of it, it goes on, and shows what it had meanwhile', async () => {
  const removed = {
    id: 'n',
    personId: 'ana',
    courseId: 'c1',
    unitId: 'page',
    kind: 'note',
    position: 0,
    text: 'n',
    writtenAt: 1,
  }
  await school.pushRow(ana, 'notes', removed, { device: 'tablet' })
  await phone.engine.run()
  await school.pushRow(ana, 'notes', { ...removed, _deleted: true }, { device: 'tablet', assumed: removed })
  await forgetUnit('practice')
  answers.length = 0
  onAnswer = (count) => (count > 1 ? { ok: false, problem: 'offline' } : undefined)
  expect(await phone.engine.run()).toMatchObject({ problem: 'offline' })
  expect((await phone.memory.read()).rebuilding).toContain('units')
  expect((await idsOf('units')).toSorted()).toEqual(['page', 'practice', 'quiz'])
  expect(await phone.engine.hear({ type: 'head', head: 1, serverTime: 0 })).toBe('run')
  // Work that is begun meanwhile is nobody's to remove.
  const id = await startAndAnswer('practice')
  await corrupt('notes', ['n'], (_id, current) =>
    current === undefined ? undefined : { ...current, text: 'mine', unsentSince: 1, heldCode: 'too-large' },
  )
  onAnswer = () => undefined
  expect(await phone.engine.run()).toBeNull()
  expect((await idsOf('units')).toSorted()).toEqual(['page', 'quiz'])
  expect(await attemptOf(id)).toBeDefined()
  expect((await phone.database.notes.findOne('n').exec())?.toMutableJSON()).toMatchObject({ text: 'mine' })
})

test('S20: once a day what is here is compared, by one request of under a kilobyte more', async () => {
  startNextDay()
  expect(await phone.engine.run()).toBeNull()
  expect(requests.map(({ pull }) => pull?.digests !== undefined)).toEqual([false, true])
  expect(JSON.stringify(requests[1]).length).toBeLessThan(1024)
  expect(JSON.stringify(answers[1]).length).toBeLessThan(1024)
  expect(answers[1]?.pull).toMatchObject({ compared: true, more: false })
  requests.length = 0
  expect(await phone.engine.run()).toBeNull()
  expect(requests).toHaveLength(1)
})

const handedInQuiz = async () => {
  const id = await startAndAnswer('quiz')
  await handIn(phone, { attemptId: id, secondsUsed: 9, clockOffset: 0 })
  await phone.engine.run()
  return id
}

test.each<readonly [string, CollectionName, (id: string) => Promise<unknown>]>([
  ['a hand-in that is gone', 'attempts', (id) => corrupt('attempts', [id], () => 'delete')],
  [
    'a hand-in with another answer',
    'attempts',
    (id) =>
      corrupt('attempts', [id], (_id, current) => (current === undefined ? undefined : { ...current, answers: {} })),
  ],
  [
    'a page of an older state',
    'units',
    () =>
      corrupt('units', ['page'], (_id, current) =>
        current === undefined ? undefined : { ...current, title: 'Old', serverNumber: 1 },
      ),
  ],
  [
    'a unit that should have gone',
    'units',
    () =>
      corrupt('units', ['ghost'], (id) => ({
        id,
        courseId: 'c1',
        title: 'Ghost',
        kind: 'page',
        unsentSince: 0,
        assumed: '',
        serverNumber: 2,
      })),
  ],
])('S20: %s is noticed and mended, and what is unsent stays', async (_what, collection, harm) => {
  const id = await handedInQuiz()
  const before = await attemptOf(id)
  await harm(id)
  startNextDay()
  const draft = collection === 'units' ? await startAndAnswer('quiz') : undefined
  await phone.engine.run()
  if (draft !== undefined)
    await answerQuestion(phone, { attemptId: draft, questionId: 'q1', value: {}, secondsUsed: 6 })
  startNextDay()
  await phone.engine.run()
  expect(answers.flatMap(({ pull }) => pull?.rebuild ?? [])).toEqual([])
  expect(await attemptOf(id)).toEqual(before)
  expect((await idsOf('units')).toSorted()).toEqual(['page', 'practice', 'quiz'])
  expect((await unitOf('page')).title).toBe('Page')
  if (draft !== undefined)
    expect(await attemptOf(draft)).toMatchObject({ status: 'open', answers: { q1: { value: {} } } })
})
