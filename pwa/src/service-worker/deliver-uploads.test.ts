import { firstValueFrom } from 'rxjs'
import { expect, test } from 'vitest'
import type { MediaUpload } from '#app/media-library.ts'
import type { Sending, Sent } from '#media/send-in-pieces.ts'
import { createUploadRecords, uploadLockOf } from '#media/upload-records.ts'
import { createMemoryDeviceStore } from '#platform/device-store.ts'
import { createMemoryLocks } from '#platform/locks.ts'
import { createTestClock } from '#testing/test-clock.ts'
import { deliverUploads } from './deliver-uploads.ts'

/** A device with uploads in these states, and no page open. */
const start = async (...states: MediaUpload['state'][]) => {
  const store = createMemoryDeviceStore()
  const locks = createMemoryLocks()
  const clock = createTestClock()
  const records = createUploadRecords({ personId: 'ines', store, clock })
  for (const [index, state] of states.entries())
    await records.add(
      {
        id: `u${String(index + 1)}`,
        courseId: `c${String(index + 1)}`,
        name: 'N',
        role: 'image',
        mime: 'image/png',
        bytes: 7,
        state,
        since: index,
        sentBytes: 0,
      },
      new Blob(['content']),
    )
  const world = {
    sent: [] as string[],
    answer: async (_sending: Sending): Promise<Sent> => ({ outcome: 'received' }),
    unknownCourses: [] as readonly string[],
    isSignedIn: true as boolean,
  }
  return {
    world,
    locks,
    clock,
    records,
    states: async () => (await firstValueFrom(records.all$)).map(({ state }) => state),
    deliver: (signal = new AbortController().signal) =>
      deliverUploads(
        {
          store,
          locks,
          clock,
          send: (sending) => {
            world.sent.push(sending.id)
            return world.answer(sending)
          },
          isCourseAtSchool: async (_personId, courseId) => !world.unknownCourses.includes(courseId),
          isSignedIn: async () => world.isSignedIn,
        },
        'ines',
        signal,
      ),
  }
}

test('with no page open, what waits goes out, what a closed page was sending too; what is paused or refused stays', async () => {
  const { deliver, world, states } = await start('waiting', 'sending', 'paused', 'refused', 'received')
  expect(await deliver()).toBe(false)
  expect(world.sent.toSorted()).toEqual(['u1', 'u2'])
  expect((await states()).toSorted()).toEqual(['paused', 'received', 'received', 'received', 'refused'])
})

test('a page that is open sends by itself; when it is closed in the middle, this goes on within seconds', async () => {
  const { deliver, world, locks, clock, states } = await start('sending')
  let closePage = (): void => undefined
  void locks.hold(uploadLockOf('ines'), () => new Promise((resolve) => void (closePage = resolve)))
  const delivering = deliver()
  await clock.advance(10_000)
  expect(world.sent).toEqual([])
  closePage()
  await clock.advance(3000)
  expect(await delivering).toBe(false)
  expect([world.sent, await states()]).toEqual([['u1'], ['received']])
})

test('a page that sends and stays open is left alone, and the browser asked to look again', async () => {
  const { deliver, world, locks, clock } = await start('sending')
  void locks.hold(uploadLockOf('ines'), () => new Promise(() => undefined))
  const delivering = deliver()
  await clock.advance(130_000)
  expect(await delivering).toBe(true)
  expect(world.sent).toEqual([])
})

test('what does not get through waits, and says that work is left; a course that the school does not know holds up no other', async () => {
  const { deliver, world, states } = await start('waiting', 'waiting')
  world.unknownCourses = ['c1']
  expect(await deliver()).toBe(true)
  expect([world.sent, (await states()).toSorted()]).toEqual([['u2'], ['received', 'waiting']])
  world.unknownCourses = []
  world.answer = async () => ({ outcome: 'unreached' })
  expect(await deliver()).toBe(true)
  expect((await states()).toSorted()).toEqual(['received', 'waiting'])
})

test('S17: after a sign-out nothing more leaves, and nothing is lost', async () => {
  const { deliver, world, states } = await start('waiting', 'waiting')
  world.answer = async () => {
    world.isSignedIn = false
    return { outcome: 'received' }
  }
  expect(await deliver()).toBe(false)
  expect([world.sent, (await states()).toSorted()]).toEqual([['u1'], ['received', 'waiting']])
})

test('paused in a page that was opened meanwhile, it stops', async () => {
  const { deliver, world, records, states } = await start('waiting')
  world.answer = ({ signal, id }) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve({ outcome: 'stopped' }))
      void records.change(id, ['sending'], { state: 'paused' })
    })
  expect(await deliver()).toBe(false)
  expect(await states()).toEqual(['paused'])
})

test('when the time of its event is over it stops, and what has come across is kept; the next event goes on from there', async () => {
  const { deliver, world, records, states } = await start('waiting')
  const event = new AbortController()
  world.answer = async ({ signal, onKept }) => {
    onKept(5)
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
    return { outcome: 'stopped' }
  }
  const delivering = deliver(event.signal)
  await expect.poll(async () => (await records.read('u1'))?.sentBytes).toBe(5)
  event.abort()
  expect(await delivering).toBe(true)
  expect(await records.read('u1')).toMatchObject({ state: 'waiting', sentBytes: 5 })
  // An event whose time is over already sends nothing.
  expect(await deliver(event.signal)).toBe(true)
  expect(world.sent).toEqual(['u1'])
  world.answer = async () => ({ outcome: 'received' })
  expect(await deliver()).toBe(false)
  expect(await states()).toEqual(['received'])
})

test('what is soon sent does not wait for a film', async () => {
  const { deliver, world, records } = await start('waiting', 'waiting', 'waiting')
  await records.change('u1', ['waiting'], { bytes: 900_000_000 })
  await records.change('u2', ['waiting'], { bytes: 900_000_000, sentBytes: 899_000_000 })
  expect(await deliver()).toBe(false)
  expect(world.sent).toEqual(['u3', 'u2', 'u1'])
})
