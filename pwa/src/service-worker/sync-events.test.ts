import 'fake-indexeddb/auto'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { expect, test } from 'vitest'
import type { SyncRequest } from '@edutrack/shared-schema/protocol/sync'
import { writeNote } from '#local-db/commands/write-note.ts'
import { openDatabase } from '#local-db/open-database.ts'
import type { Sending, Sent } from '#media/send-in-pieces.ts'
import { createUploadRecords } from '#media/upload-records.ts'
import { createMemoryDeviceStore } from '#platform/device-store.ts'
import { createMemoryLocks } from '#platform/locks.ts'
import { createTestClock } from '#testing/test-clock.ts'
import { deliverUnsent, withDatabaseOf } from './deliver-unsent.ts'
import { deliverUploads } from './deliver-uploads.ts'
import { createInTurn } from './in-turn.ts'
import { createSyncEvents } from './sync-events.ts'

const MINUTE = 60_000

test('a hand-in’s event comes while a film is sent: its work goes at once, and the film goes on', async () => {
  const clock = createTestClock()
  let isUnsent = false
  const delivered: string[] = []
  const film = Promise.withResolvers<boolean>()
  const event = createSyncEvents({
    clock,
    deliverWork: async () => {
      if (isUnsent) delivered.push('work')
      isUnsent = false
      return false
    },
    deliverFiles: () => film.promise,
  })
  const filmsEvent = event()
  await clock.advance(MINUTE)
  isUnsent = true
  const handInsEvent = event()
  await clock.advance(0)
  expect(delivered).toEqual(['work'])
  film.resolve(false)
  expect([await filmsEvent, await handInsEvent]).toEqual([false, false])
})

test('each event ends in its own time; its files stop then, and go on in the next that has time left', async () => {
  const clock = createTestClock()
  const begunAt = clock.now()
  const sendings: { readonly at: number; readonly signal: AbortSignal }[] = []
  const event = createSyncEvents({
    clock,
    deliverWork: async () => false,
    deliverFiles: (signal) => {
      sendings.push({ at: clock.now() - begunAt, signal })
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(true)))
    },
  })
  const ended: string[] = []
  void event().then((isLeft) => ended.push(`first ${String(isLeft)}`))
  await clock.advance(2 * MINUTE)
  void event().then((isLeft) => ended.push(`second ${String(isLeft)}`))
  await clock.advance(30_000)
  // One sends for both.
  expect(sendings.map(({ at }) => at)).toEqual([0])
  await clock.advance(20_000)
  await expect.poll(() => ended).toEqual(['first true'])
  expect(sendings[0]?.signal.aborted).toBe(true)
  await clock.advance(MINUTE)
  expect(sendings).toHaveLength(2)
  expect(sendings[1]?.signal.aborted).toBe(false)
  await clock.advance(MINUTE)
  await expect.poll(() => ended).toEqual(['first true', 'second true'])
  expect(sendings[1]?.signal.aborted).toBe(true)
})

test('an event ends in its time though what it waits for never does', async () => {
  const clock = createTestClock()
  const event = createSyncEvents({
    clock,
    deliverWork: () => new Promise(() => undefined),
    deliverFiles: async () => false,
  })
  let isLeft: boolean | undefined
  void event().then((left) => (isLeft = left))
  // Chromium ends it after three.
  await clock.advance(3 * MINUTE - 10_000)
  await expect.poll(() => isLeft).toBe(true)
})

test('with real databases and files: a note is pushed while a film of many minutes is on its way, which comes across in two events', async () => {
  const clock = createTestClock()
  const store = createMemoryDeviceStore()
  const locks = createMemoryLocks()
  const pushed: SyncRequest[] = []
  const records = createUploadRecords({ personId: 'ines', store, clock })
  const film = { id: 'film', courseId: 'c', name: 'Film', role: 'video', mime: 'video/mp4', bytes: 8 } as const
  await records.add({ ...film, state: 'waiting', since: 0, sentBytes: 0 }, new Blob(['12345678']))
  const withDatabaseInTurn = createInTurn()
  /** What the school has of the film. */
  let kept = 0
  let isFast = false
  const send = async ({ signal, onKept, content }: Sending): Promise<Sent> => {
    while (kept < content.size && !signal.aborted) {
      kept += 4
      onKept(kept)
      if (!isFast)
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
    }
    return { outcome: signal.aborted ? 'stopped' : 'received' }
  }
  const deps = {
    store,
    locks,
    clock,
    send,
    transport: {
      send: async (request: SyncRequest) => {
        pushed.push(request)
        return { ok: false as const, problem: 'not-signed-in' as const }
      },
      openStream: () => ({ close: () => undefined }),
    },
    openChannel: () => ({ post: () => undefined, onMessage: () => () => undefined, close: () => undefined }),
    people: [{ personId: 'ines', device: 'phone' }],
    isSignedIn: async () => true,
    isCourseAtSchool: () => withDatabaseInTurn(() => withDatabaseOf('ines', async () => true)),
  }
  const event = createSyncEvents({
    clock,
    deliverWork: () => withDatabaseInTurn(() => deliverUnsent(deps)),
    deliverFiles: (signal) => deliverUploads(deps, 'ines', signal),
  })

  const first = event()
  await expect.poll(async () => (await records.read('film'))?.state).toBe('sending')
  const database = await openDatabase({ personId: 'ines', storage: getRxStorageDexie() as never, isShared: true })
  const ids = { create: () => 'id', random: () => 0.5 }
  await writeNote(
    { database, personId: 'ines', device: 'phone', clock, ids },
    { id: 'n', courseId: 'c', unitId: 'u', kind: 'note', position: 0, text: 'Unsent', before: '' },
  )
  await database.close()
  const second = event()
  await expect.poll(() => pushed.flatMap(({ push }) => push.map(({ collection }) => collection))).toContain('notes')
  expect((await records.read('film'))?.state).toBe('sending')

  await clock.advance(3 * MINUTE)
  expect([await first, await second]).toEqual([true, true])
  await expect.poll(() => records.read('film')).toMatchObject({ state: 'waiting', sentBytes: 4 })
  isFast = true
  expect(await event()).toBe(false)
  expect(await records.read('film')).toMatchObject({ state: 'received', sentBytes: 8 })
  await (await openDatabase({ personId: 'ines', storage: getRxStorageDexie() as never, isShared: true })).remove()
})
