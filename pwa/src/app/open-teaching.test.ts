import { firstValueFrom, of } from 'rxjs'
import type { RxCollection } from 'rxdb/plugins/core'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { clientStateHash } from '@edutrack/shared-schema/collections/define-collection'
import { collections } from '@edutrack/shared-schema/collections/registry'
import { changeDocuments } from '#local-db/change-documents.ts'
import type { LocalDocument } from '#local-db/local-document.ts'
import { openDatabase, type LocalDatabase } from '#local-db/open-database.ts'
import { createUploads } from '#media/uploads.ts'
import { createMemoryDeviceStore } from '#platform/device-store.ts'
import { createMemoryLocks } from '#platform/locks.ts'
import { createTestClock } from '#testing/test-clock.ts'
import { openTeaching } from './open-teaching.ts'
import type { Teaching } from './teaching.ts'

let database: LocalDatabase
let teaching: Teaching
beforeEach(async () => {
  database = await openDatabase({ personId: 'ines', storage: getRxStorageMemory() as never, isShared: false })
  let count = 0
  teaching = openTeaching(
    {
      database,
      personId: 'ines',
      device: 'desk',
      clock: createTestClock(),
      ids: { create: () => `id-${String((count += 1))}`, random: () => 0.5 },
    },
    {
      fetch: () => Promise.reject(new TypeError('no network')),
      createGradesWorker: () => {
        throw new Error('no worker')
      },
      createPackageWorker: () => {
        throw new Error('no worker here')
      },
      uploads: createUploads({
        personId: 'ines',
        store: createMemoryDeviceStore(),
        locks: createMemoryLocks(),
        connectivity: { isOnline$: of(false), isOnline: () => false, report: () => {}, onMaybeBack: () => () => {} },
        clock: createTestClock(),
        ids: { create: () => 'upload' },
        quota: { free: async () => null, persist: async () => true },
        fetch: () => Promise.reject(new TypeError('no network')),
        send: async () => ({ outcome: 'unreached' }),
        filesHere: () => of([]),
        notices$: of([]),
        isSignedIn: () => true,
        requestDelivery: () => undefined,
        sendsWithAppClosed: false,
        isCourseAtSchool: async () => false,
      }),
    },
  )
})
afterEach(() => database.remove())

const stored = async (name: 'courses' | 'units', id: string): Promise<LocalDocument | undefined> =>
  (await database[name].findOne(id).exec())?.toMutableJSON() as unknown as LocalDocument | undefined
const newPage = async (): Promise<{ readonly courseId: string; readonly unitId: string }> => {
  const courseId = await teaching.createCourse({ title: 'Knots', language: 'en', moduleTitle: 'Module 1' })
  const course = (await firstValueFrom(teaching.course(courseId)))?.document
  const unitId = await teaching.createUnit({
    courseId,
    moduleId: course?.modules[0]?.id ?? '',
    kind: 'page',
    title: 'Bowline',
  })
  return { courseId, unitId }
}

test('a new course is a draft of its maker with one module; a new part stands at the end of it, and its minutes count', async () => {
  const { courseId, unitId } = await newPage()
  await teaching.changeUnit(unitId, () => ({ minutes: 12 }))
  const [course] = await firstValueFrom(teaching.courses())
  expect(course).toMatchObject({ id: courseId, status: 'draft', instructorId: 'ines', minutes: 12 })
  expect(course?.modules.map(({ unitIds }) => unitIds)).toEqual([[unitId]])
  expect(await stored('units', unitId)).toMatchObject({ status: 'draft', minutes: 12 })
  expect((await stored('units', unitId))?.unsentSince).toBeGreaterThan(0)
})

test('a field that is taken back is gone for good', async () => {
  const { courseId } = await newPage()
  await teaching.changeCourse(courseId, () => ({ certificate: { minimumPercent: 60 } }))
  await teaching.changeCourse(courseId, () => ({ certificate: undefined }) as never)
  const course = await stored('courses', courseId)
  expect(course?.['certificate']).toBeUndefined()
  expect(clientStateHash(collections.courses, course as LocalDocument)).toBe(
    clientStateHash(collections.courses, { ...course, certificate: undefined }),
  )
})

/** As sync leaves it when somebody else was faster. */
const clash = async (unitId: string): Promise<LocalDocument> => {
  const theirs = { ...(await stored('units', unitId)), markdown: 'theirs', _number: 9 }
  await changeDocuments(database.units as unknown as RxCollection, [unitId], (_id, current) => ({
    ...(current as LocalDocument),
    markdown: 'mine',
    serverNumber: 9,
    heldCode: 'edited-elsewhere',
    theirs: theirs as never,
  }))
  return theirs as unknown as LocalDocument
}

test('S7: what is kept of a clash goes out knowing of the other state', async () => {
  const { unitId } = await newPage()
  const theirs = await clash(unitId)
  expect(await firstValueFrom(teaching.unit(unitId))).toMatchObject({
    document: { markdown: 'mine' },
    theirs: { markdown: 'theirs' },
  })
  await teaching.settleClash('units', unitId, 'mine')
  const settled = await stored('units', unitId)
  expect(settled).toMatchObject({
    markdown: 'mine',
    assumed: clientStateHash(collections.units, theirs),
    serverNumber: 9,
  })
  expect(settled?.unsentSince).toBeGreaterThan(0)
  expect(settled?.heldCode).toBeUndefined()
  expect(settled?.theirs).toBeUndefined()
})

test('theirs is taken as the school has it; with both kept, mine is a new draft beside it', async () => {
  const { courseId, unitId } = await newPage()
  await clash(unitId)
  await teaching.settleClash('units', unitId, 'both')
  expect(await stored('units', unitId)).toMatchObject({ markdown: 'theirs', unsentSince: 0, serverNumber: 9 })
  const course = (await firstValueFrom(teaching.course(courseId)))?.document
  const [first, second = ''] = course?.modules[0]?.unitIds ?? []
  expect(first).toBe(unitId)
  expect(await stored('units', second)).toMatchObject({ markdown: 'mine', status: 'draft', title: 'Bowline' })
  // Settled twice changes nothing.
  await teaching.settleClash('units', unitId, 'both')
  expect((await firstValueFrom(teaching.course(courseId)))?.document.modules[0]?.unitIds).toHaveLength(2)
})

test('what needs the network says so', async () => {
  expect(await teaching.review('a', {})).toEqual({ ok: false, messageId: 'error.offline' })
})

test('a package whose reader can’t be had is told as one that can’t be read', async () => {
  expect(await teaching.readPackage(new File(['x'], 'x.gift'))).toEqual({ outcome: 'unreadable', problem: '' })
})

test('a file that is taken out of its course is out of sight at once, and comes back as it was, also when the school has heard of it', async () => {
  const file = { id: 'f1', courseId: 'c', name: 'A', mime: 'image/webp', role: 'image', bytes: 3, hash: 'a'.repeat(64) }
  const files = database.files as unknown as RxCollection<LocalDocument>
  const here = async () => (await files.findOne('f1').exec())?.toMutableJSON()
  await files.insert({ ...file, unsentSince: 0, assumed: '', serverNumber: 7 })
  const bringBack = await teaching.media.remove('f1')
  const removal = await here()
  expect(removal).toMatchObject({ isRemoved: true, assumed: clientStateHash(collections.files, file) })
  expect(removal?.unsentSince).toBeGreaterThan(0)
  await bringBack()
  expect(await here()).toMatchObject(file)
  expect((await here())?.isRemoved).toBeUndefined()

  await teaching.media.remove('f1')
  await changeDocuments(files, ['f1'], () => 'delete')
  await bringBack()
  expect(await here()).toMatchObject(file)
  await teaching.media.rename('f1', 'B')
  expect(await here()).toMatchObject({ ...file, name: 'B' })
})

test('of a question both are kept: theirs where it was, mine as a new one of the bank', async () => {
  const { courseId } = await newPage()
  const mine = { kind: 'short-text', title: 'Knot', prompt: 'mine', content: {}, key: { accepted: ['bowline'] } }
  const id = await teaching.createQuestion(courseId, mine)
  await teaching.changeQuestion(id, () => ({ points: 3, explanation: 'It never slips.' }))
  await changeDocuments(database.questions as unknown as RxCollection, [id], (_id, current) => {
    const { explanation: _explanation, ...before } = current as LocalDocument & { readonly explanation?: string }
    const theirs = { ...before, prompt: 'theirs', _number: 9 }
    return { ...(current as LocalDocument), serverNumber: 9, heldCode: 'edited-elsewhere', theirs: theirs as never }
  })
  await teaching.settleClash('questions', id, 'both')
  const bank = await firstValueFrom(teaching.bank(courseId))
  expect(bank.find((question) => question.id === id)).toMatchObject({ prompt: 'theirs' })
  expect(bank.filter((question) => question.id !== id)).toMatchObject([
    { ...mine, points: 3, explanation: 'It never slips.' },
  ])
})
