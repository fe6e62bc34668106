import 'fake-indexeddb/auto'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SyncRequest } from '@edutrack/shared-schema/protocol/sync'
import { writeNote } from '#local-db/commands/write-note.ts'
import { openDatabase, type LocalDatabase } from '#local-db/open-database.ts'
import { createMemoryDeviceStore } from '#platform/device-store.ts'
import { createMemoryLocks } from '#platform/locks.ts'
import { syncLockOf } from '#sync/sync-lock.ts'
import { createTestClock } from '#testing/test-clock.ts'
import { deliverUnsent } from './deliver-unsent.ts'
import type { KnownPerson } from './known-people.ts'

const amina: KnownPerson = { personId: 'amina', device: 'phone' }

const open = (): Promise<LocalDatabase> =>
  openDatabase({ personId: 'amina', storage: getRxStorageDexie() as never, isShared: true })
beforeEach(async () => {
  const database = await open()
  const context = {
    database,
    personId: 'amina',
    device: 'phone',
    clock: createTestClock(),
    ids: { create: () => 'id', random: () => 0.5 },
  }
  await writeNote(context, {
    id: 'n',
    courseId: 'c',
    unitId: 'u',
    kind: 'note',
    position: 0,
    text: 'Unsent',
    before: '',
  })
  await database.close()
})
afterEach(async () => {
  await (await open()).remove()
})

/** A device on which a page leads; `leave` closes it. */
const start = (signedIn: () => readonly KnownPerson[]) => {
  const sent: SyncRequest[] = []
  const locks = createMemoryLocks()
  const clock = createTestClock()
  const page = Promise.withResolvers<void>()
  void locks.hold(syncLockOf('amina'), () => page.promise)
  let isOver = false
  const delivered = deliverUnsent({
    store: createMemoryDeviceStore(),
    locks,
    clock,
    transport: {
      send: async (request) => {
        sent.push(request)
        return { ok: false, problem: 'offline' }
      },
      openStream: () => ({ close: () => undefined }),
    },
    openChannel: () => ({ post: () => undefined, onMessage: () => () => undefined, close: () => undefined }),
    people: signedIn(),
    isSignedIn: async (personId) => signedIn().some((person) => person.personId === personId),
  }).finally(() => {
    isOver = true
  })
  /** Time goes on until the worker has ended. */
  const end = async (): Promise<boolean> => {
    for (const stop = Date.now() + 5000; !isOver && Date.now() < stop;) {
      clock.advance(2000)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    return delivered
  }
  return { sent, end, leave: page.resolve }
}

test('S17: of who signs out while their open page is waited for, nothing leaves when it has closed', async () => {
  let people: readonly KnownPerson[] = [amina]
  const device = start(() => people)
  await new Promise((resolve) => setTimeout(resolve, 50))
  people = []
  device.leave()
  expect(await device.end()).toBe(false)
  expect(device.sent).toEqual([])
})

test('of who stays, what the page has left is sent when it has closed', async () => {
  const device = start(() => [amina])
  await new Promise((resolve) => setTimeout(resolve, 50))
  device.leave()
  expect(await device.end()).toBe(true)
  expect(device.sent.flatMap(({ push }) => push.map(({ collection }) => collection))).toContain('notes')
})
