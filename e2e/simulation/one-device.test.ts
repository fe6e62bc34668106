import { firstValueFrom } from 'rxjs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import type { StreamEvent } from '@edutrack/shared-schema/protocol/stream'
import type { SyncRequest, SyncResponse } from '@edutrack/shared-schema/protocol/sync'
import { answerQuestion } from '@edutrack/pwa/local-db/commands/answer-question'
import { enrol, leaveCourse } from '@edutrack/pwa/local-db/commands/enrol'
import { handIn } from '@edutrack/pwa/local-db/commands/hand-in'
import { noteProgress } from '@edutrack/pwa/local-db/commands/note-progress'
import { rename } from '@edutrack/pwa/local-db/commands/save-settings'
import { startAttempt } from '@edutrack/pwa/local-db/commands/start-attempt'
import type { SyncOutcome } from '@edutrack/pwa/sync/transport/transport'
import { isReceiptValid } from '@edutrack/sync-server/sync/receipts'
import { ana, ben, createTestSchool, ines, type TestSchool } from '@edutrack/sync-server/testing/test-school'
import { openSimulatedDevice, type SimulatedDevice } from './simulated-device.ts'

let school: TestSchool
let phone: SimulatedDevice
/** What the network does to requests: an outcome instead of delivery, or an answer that is lost. */
let weather: {
  onRequest?: (request: SyncRequest) => SyncOutcome | undefined
  isAnswerDelivered?: (request: SyncRequest) => boolean
}
let requests: SyncRequest[]

const openPhone = (now: () => number): Promise<SimulatedDevice> =>
  openSimulatedDevice({
    personId: 'ana',
    device: 'phone',
    now,
    send: async (request) => {
      const sent = JSON.parse(JSON.stringify(request)) as SyncRequest
      requests.push(sent)
      const instead = weather.onRequest?.(sent)
      if (instead !== undefined) return instead
      const response = JSON.parse(JSON.stringify(await school.engine.handle(ana, sent))) as SyncResponse
      return weather.isAnswerDelivered?.(sent) === false ? { ok: false, problem: 'offline' } : { ok: true, response }
    },
  })

beforeEach(async () => {
  school = await createTestSchool()
  weather = {}
  requests = []
  phone = await openPhone(school.clock.now)
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
const unsent = async () => (await firstValueFrom(phone.documents.unsent$)).map(({ document }) => document.id)
const enrolAndSync = async () => {
  await enrol(phone, 'c1')
  expect(await phone.engine.run()).toBeNull()
}
const handInQuiz = async () => {
  const attempt = await startAttempt(phone, await unitOf('quiz'))
  await answerQuestion(phone, { attemptId: attempt.id, questionId: 'q1', value: { choiceId: 'a' }, secondsUsed: 20 })
  await handIn(phone, { attemptId: attempt.id, secondsUsed: 30, clockOffset: 0 })
  return attempt.id
}

test('S8: enrolling brings the course; a hand-in comes back with its receipt and grade, in the answer to its push', async () => {
  await enrolAndSync()
  expect((await phone.database.enrolments.findOne('ana:c1').exec())?.toMutableJSON()).toMatchObject({
    status: 'active',
  })
  const id = await handInQuiz()
  const pushes = requests.length
  expect(await phone.engine.run()).toBeNull()
  expect(requests.length - pushes).toBe(1)
  const attempt = await attemptOf(id)
  expect(attempt).toMatchObject({ unsentSince: 0, grade: { earned: 2, points: 2 }, marks: [] })
  expect(attempt?.receipt !== undefined && isReceiptValid(attempt.receipt, school.publicKey)).toBe(true)
  expect(await unsent()).toEqual([])
})

test('S7: an answer that is lost costs nothing: the same is sent again, is held once, and its receipt arrives', async () => {
  await enrolAndSync()
  const id = await handInQuiz()
  let lost = 0
  weather.isAnswerDelivered = () => {
    lost += 1
    return lost > 3
  }
  for (let tries = 0; tries < 3; tries += 1) expect(await phone.engine.run()).toMatchObject({ problem: 'offline' })
  expect(await unsent()).toContain(id)
  expect(await phone.engine.run()).toBeNull()
  expect(await attemptOf(id)).toMatchObject({ unsentSince: 0, receipt: { attemptId: id } })
  expect((await school.pullAll(ines, 'attempts')).documents).toHaveLength(1)
})

test('S7: what is answered while the answer to an earlier save is on its way stays unsent, and goes next', async () => {
  await enrolAndSync()
  const { id } = await startAttempt(phone, await unitOf('quiz'))
  await answerQuestion(phone, { attemptId: id, questionId: 'q1', value: { choiceId: 'b' }, secondsUsed: 1 })
  let isEdited = false
  weather.isAnswerDelivered = () => {
    isEdited = true
    return true
  }
  const send = phone.engine.run()
  await expect.poll(() => isEdited).toBe(true)
  await answerQuestion(phone, { attemptId: id, questionId: 'q1', value: { choiceId: 'a' }, secondsUsed: 2 })
  expect(await send).toBeNull()
  expect(await phone.engine.run()).toBeNull()
  expect((await school.store.document('attempts', id))?.content).toMatchObject({
    answers: { q1: { value: { choiceId: 'a' } } },
  })
  expect(await unsent()).toEqual([])
})

test('S6: a refused row holds up nothing, is told with its payload, and the rest arrives', async () => {
  await enrolAndSync()
  const good = await handInQuiz()
  const lost = await startAttempt(phone, { ...(await unitOf('page')), id: 'vanished', kind: 'assignment' })
  await handIn(phone, { attemptId: lost.id, secondsUsed: 1, clockOffset: 0 })
  expect(await phone.engine.run()).toBeNull()
  expect(await attemptOf(good)).toMatchObject({ grade: { earned: 2 } })
  expect(await attemptOf(lost.id)).toBeUndefined()
  const notices = (await phone.database.notices.find().exec()).map((notice) => notice.toMutableJSON())
  expect(notices.find(({ kind }) => kind === 'refused')).toMatchObject({
    refusal: { code: 'unit-not-found', document: { id: lost.id, unitId: 'vanished' } },
  })
  expect(await unsent()).toEqual([])
})

test('S11: progress made here and elsewhere merges, with no round trip for the clash', async () => {
  await enrolAndSync()
  const page = await unitOf('page')
  await noteProgress(phone, { unit: page, position: 0.4, furthest: 0.4, secondsMore: 10, isDone: false })
  await phone.engine.run()
  await noteProgress(phone, { unit: page, position: 0.2, furthest: 0.6, secondsMore: 5, isDone: false })
  const elsewhere = (await school.store.document('progress', 'ana:page'))?.content
  await school.pushRow(
    ana,
    'progress',
    { ...elsewhere, id: 'ana:page', doneAt: 7, furthest: 1, secondsByDevice: { tablet: 30 } },
    { device: 'tablet' },
  )
  expect(await phone.engine.run()).toBeNull()
  const merged = { doneAt: 7, furthest: 1, secondsByDevice: { phone: 15, tablet: 30 } }
  expect((await phone.database.progress.findOne('ana:page').exec())?.toMutableJSON()).toMatchObject(merged)
  expect((await school.store.document('progress', 'ana:page'))?.content).toMatchObject(merged)
})

test('L3: leaving takes the course from the phone and leaves the work with the person', async () => {
  await enrolAndSync()
  const id = await handInQuiz()
  await phone.engine.run()
  school.clock.set(school.clock.now() + 1000)
  await leaveCourse(phone, 'c1')
  expect(await phone.engine.run()).toBeNull()
  expect(await phone.database.units.find().exec()).toEqual([])
  expect(await attemptOf(id)).toMatchObject({ receipt: { attemptId: id } })
})

test('a row that the school can’t even read waits for the person; those beside it arrive', async () => {
  await enrolAndSync()
  const good = await handInQuiz()
  const bad = await startAttempt(phone, { ...(await unitOf('page')), kind: 'assignment' })
  weather.onRequest = (request) =>
    JSON.stringify(request.push).includes(bad.id) ? { ok: false, problem: 'too-large' } : undefined
  expect(await phone.engine.run()).toBeNull()
  expect(await attemptOf(good)).toMatchObject({ unsentSince: 0, grade: { earned: 2 } })
  expect(await attemptOf(bad.id)).toMatchObject({ heldCode: 'too-large' })
  expect(await unsent()).toEqual([bad.id])
})

test('S16, S17: told to sign in or to update, the phone keeps its queue, and delivers after', async () => {
  await enrolAndSync()
  const id = await handInQuiz()
  for (const problem of ['not-signed-in', 'protocol-mismatch', 'unavailable', 'offline'] as const) {
    weather.onRequest = () => ({ ok: false, problem })
    expect(await phone.engine.run()).toMatchObject({ problem })
    expect(await unsent()).toContain(id)
  }
  delete weather.onRequest
  expect(await phone.engine.run()).toBeNull()
  expect(await attemptOf(id)).toMatchObject({ receipt: { attemptId: id } })
})

test('S9: the stream’s changes are taken over in order; a break in them asks for a pull, and nothing counts until it is made', async () => {
  await enrolAndSync()
  const events: StreamEvent[] = []
  const stream = await school.engine.openStream(ana, (event) => events.push(event))
  const hear = async () => {
    const heard: string[] = []
    for (const event of events.splice(0)) heard.push(await phone.engine.hear(event))
    return heard
  }
  expect(await hear()).toEqual(['done'])
  const person = (await school.pullAll(ana, 'people')).documents[0]
  const renamed = async (name: string, from: object) => {
    await school.pushRow(
      ana,
      'people',
      { ...person, id: 'ana', name },
      { assumed: { id: 'ana', ...from }, device: 'tablet' },
    )
    await expect.poll(() => events.length).toBeGreaterThan(0)
  }
  await renamed('Ana B', { ...person })
  expect(await hear()).toEqual(['done'])
  const nameHere = async () => (await phone.database.people.findOne('ana').exec())?.toMutableJSON().name
  expect(await nameHere()).toBe('Ana B')
  await renamed('Ana C', { ...person, name: 'Ana B' })
  events.length = 0
  await renamed('Ana D', { ...person, name: 'Ana C' })
  expect(await hear()).toEqual(['run'])
  expect(await phone.engine.hear({ type: 'head', head: 10_000, serverTime: 0 })).toBe('run')
  expect(await phone.engine.run()).toBeNull()
  expect(await nameHere()).toBe('Ana D')
  stream.close()
})

test('S10: coming back to nothing new is one request, of under a kilobyte each way', async () => {
  await enrolAndSync()
  const before = requests.length
  await phone.engine.run()
  expect(requests.length - before).toBe(1)
  expect(JSON.stringify(requests.at(-1)).length).toBeLessThan(1024)
})

test('S13: the phone measures how far its clock is off and says so with what it hands in', async () => {
  await phone.remove()
  const hourAhead = () => school.clock.now() + 3_600_000
  phone = await openPhone(hourAhead)
  await enrolAndSync()
  const { clockOffset } = await phone.memory.read()
  expect(clockOffset).toBe(-3_600_000)
  const attempt = await startAttempt(phone, await unitOf('quiz'))
  await handIn(phone, { attemptId: attempt.id, secondsUsed: 3, clockOffset })
  await phone.engine.run()
  expect(await attemptOf(attempt.id)).toMatchObject({ marks: ['clock-off'], unsentSince: 0 })
})

test('a name changed here while a setting is changed elsewhere: both changes stay', async () => {
  await phone.engine.run()
  await rename(phone, 'Ana Maria')
  const person = (await school.pullAll(ana, 'people')).documents[0]
  await school.pushRow(
    ana,
    'people',
    { ...person, id: 'ana', settings: { theme: 'dark' } },
    { assumed: { ...person, id: 'ana' }, device: 'tablet' },
  )
  expect(await phone.engine.run()).toBeNull()
  expect((await school.store.document('people', 'ana'))?.content).toMatchObject({
    name: 'Ana Maria',
    settings: { theme: 'dark' },
  })
  expect((await school.store.document('people', ben.personId))?.content).toMatchObject({ name: 'BEN' })
})
