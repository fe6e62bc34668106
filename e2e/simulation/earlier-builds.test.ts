import { globSync, readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import { collections } from '@edutrack/shared-schema/collections/registry'
import type { SyncRequest, SyncResponse } from '@edutrack/shared-schema/protocol/sync'
import { PROTOCOL_VERSION } from '@edutrack/shared-schema/protocol/version'
import { enrol } from '@edutrack/pwa/local-db/commands/enrol'
import { rename } from '@edutrack/pwa/local-db/commands/save-settings'
import { openDatabase } from '@edutrack/pwa/local-db/open-database'
import { createMemoryDeviceStore } from '@edutrack/pwa/platform/device-store'
import { ana, createTestSchool, enrolment } from '@edutrack/sync-server/testing/test-school'
import { createDisk, recordDisk, restoreDisk, type RecordedDatabase } from './recorded-database.ts'
import { openSimulatedDevice } from './simulated-device.ts'

const here = new URL('.', import.meta.url).pathname
const recordings = globSync('earlier-builds/*.json', { cwd: here })
const read = (name: string) => JSON.parse(readFileSync(`${here}${name}`, 'utf8')) as RecordedDatabase
const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp()
})

const restore = async (name: string) => {
  const recorded = read(name)
  const disk = createDisk()
  await restoreDisk(disk.factory, recorded.databases)
  return { recorded, ...disk }
}

test('S19: what this protocol’s build leaves on a phone is written down for the next one', () => {
  expect(recordings).toContain(`earlier-builds/protocol-${String(PROTOCOL_VERSION)}.json`)
})

test.each(recordings)('S19: with %s this build opens, shows what is unsent, and delivers all of it', async (name) => {
  const { recorded, storage } = await restore(name)
  const school = await createTestSchool()
  await school.pushRow(ana, 'enrolments', enrolment('ana'))
  const [personId = '', device = ''] = recorded.personId.split('@')
  const store = createMemoryDeviceStore()
  await store.set(`${personId}/sync`, recorded.memory)
  const phone = await openSimulatedDevice({
    personId,
    device,
    now: school.clock.now,
    storage,
    store,
    send: async (request: SyncRequest) => ({
      ok: true,
      response: JSON.parse(JSON.stringify(await school.engine.handle(ana, request))) as SyncResponse,
    }),
  })
  cleanUps.push(phone.remove, school.engine.close)
  const unsent = await phone.documents.unsent()
  expect(unsent.map(({ collection, document }) => `${collection}/${document.id}`)).toEqual(recorded.unsent)
  expect(await phone.engine.run()).toBeNull()
  expect(await phone.documents.unsent()).toEqual([])
  for (const { collection, document } of unsent) {
    const stored = await school.store.document(collection, document.id)
    expect(stored?.content).toMatchObject({ id: document.id })
    if (collection !== 'attempts') continue
    const { answers, status } = document as unknown as Attempt
    expect(stored?.content).toMatchObject({ answers, status })
  }
})

test('S19: a school that doesn’t know this build’s protocol yet is told nothing, and gets all of it when it does', async () => {
  const school = await createTestSchool()
  let isOld = false
  const phone = await openSimulatedDevice({
    personId: 'ana',
    device: 'phone',
    now: school.clock.now,
    send: async (request: SyncRequest) =>
      isOld && request.protocol === PROTOCOL_VERSION
        ? { ok: false, problem: 'protocol-mismatch' }
        : { ok: true, response: await school.engine.handle(ana, request) },
  })
  cleanUps.push(phone.remove, school.engine.close)
  await phone.engine.run()
  isOld = true
  await enrol(phone, 'c1')
  await rename(phone, 'Ana Maria')
  for (let tries = 0; tries < 3; tries += 1)
    expect(await phone.engine.run()).toEqual({ ok: false, problem: 'protocol-mismatch' })
  expect((await phone.documents.unsent()).map(({ document }) => document.id)).toEqual(['ana', 'ana:c1'])
  isOld = false
  expect(await phone.engine.run()).toBeNull()
  expect((await school.store.document('enrolments', 'ana:c1'))?.content).toMatchObject({ status: 'active' })
  expect((await school.store.document('people', 'ana'))?.content).toMatchObject({ name: 'Ana Maria' })
})

/** The build after this one: an attempt's `text` is called `essay`, and has a count of its words. */
const later = {
  ...collections,
  attempts: {
    ...collections.attempts,
    version: collections.attempts.version + 2,
    migrations: {
      ...collections.attempts.migrations,
      [collections.attempts.version + 1]: ({ text, ...rest }: Record<string, unknown>) => ({ ...rest, essay: text }),
      [collections.attempts.version + 2]: (old: Record<string, unknown>) => ({
        ...old,
        words: Object.keys(old['answers'] as object).length,
      }),
    },
  },
}

test.each(recordings)(
  'S19: with %s a later build migrates every attempt, unsent ones with it, and once',
  async (name) => {
    const { recorded, storage, factory } = await restore(name)
    const open = async () => {
      const database = await openDatabase({ personId: recorded.personId, storage, isShared: false, definitions: later })
      const attempts = (await database.attempts.find().exec()).map((attempt) => attempt.toMutableJSON())
      await database.close()
      return attempts as unknown as (Attempt & { unsentSince: number; assumed: string; words: number })[]
    }
    const attempts = await open()
    const unsentIds = attempts.filter(({ unsentSince }) => unsentSince > 0).map(({ id }) => `attempts/${id}`)
    expect(unsentIds.toSorted()).toEqual(recorded.unsent.filter((key) => key.startsWith('attempts/')).toSorted())
    expect(attempts.length).toBeGreaterThan(unsentIds.length)
    for (const attempt of attempts) expect(attempt.words).toBe(Object.keys(attempt.answers).length)
    expect(await open()).toEqual(attempts)
    const old = (await recordDisk(factory)).find((database) => database.name.endsWith('--0--attempts'))
    expect(old?.stores.flatMap(({ records }) => records)).toEqual([])
  },
)

test.each(recordings)('S19: with %s a migration that is cut off between any two writes loses nothing', async (name) => {
  const recorded = read(name)
  for (let writes = 0; ; writes += 1) {
    const { storage } = await restore(name)
    let left = writes
    let isCut = false
    const cut = {
      ...storage,
      createStorageInstance: async (params: never) => {
        const instance = await storage.createStorageInstance<{ id: string }>(params)
        if (!instance.databaseName.includes('ana') || instance.collectionName.startsWith('_')) return instance
        const { bulkWrite, remove } = instance
        const step = (): void => {
          left -= 1
          isCut ||= left < 0
          if (isCut) throw new Error('The battery is empty')
        }
        instance.bulkWrite = (rows, context) => (step(), bulkWrite.call(instance, rows, context))
        instance.remove = () => (step(), remove.call(instance))
        return instance
      },
    } as typeof storage
    const open = (through: typeof storage) =>
      openDatabase({ personId: recorded.personId, storage: through, isShared: false, definitions: later })
    await open(cut).then(
      (database) => database.close(),
      () => undefined,
    )
    const database = await open(storage)
    const unsent = (await database.attempts.find({ selector: { unsentSince: { $gt: 0 } } }).exec()).length
    expect(unsent).toBe(recorded.unsent.filter((key) => key.startsWith('attempts/')).length)
    await database.close()
    if (isCut) continue
    expect(writes).toBeGreaterThan(1)
    break
  }
})
