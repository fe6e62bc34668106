import { BehaviorSubject, firstValueFrom } from 'rxjs'
import { expect, test } from 'vitest'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import type { MediaUpload } from '#app/media-library.ts'
import type { Clock } from '#platform/clock.ts'
import type { Connectivity } from '#platform/connectivity.ts'
import { createMemoryDeviceStore, type DeviceStore } from '#platform/device-store.ts'
import { createMemoryLocks, type Locks } from '#platform/locks.ts'
import type { Sending, Sent } from './send-in-pieces.ts'
import { uploadsToItems, withUploads } from './upload-record.ts'
import { createUploads } from './uploads.ts'

/** One run of the app over what the device keeps; `send` is answered by the test. */
const start = (
  options: {
    readonly store?: DeviceStore
    readonly locks?: Locks
    readonly isOnline?: boolean
    readonly free?: number
    readonly isCourseAtSchool?: () => boolean
    readonly isSignedIn?: () => boolean
  } = {},
) => {
  const store = options.store ?? createMemoryDeviceStore()
  const isOnline$ = new BehaviorSubject(options.isOnline ?? true)
  const files$ = new BehaviorSubject<readonly { readonly id: string }[]>([])
  const notices$ = new BehaviorSubject<readonly Notice[]>([])
  const timers = new Set<() => void>()
  const sendings: (Sending & { answer(sent: Sent): void })[] = []
  const asked: string[] = []
  const wanted: string[] = []
  let now = 1000
  const clock: Clock = {
    now: () => (now += 1),
    after: (_ms, action) => (timers.add(action), () => void timers.delete(action)),
  }
  const connectivity: Connectivity = {
    isOnline$,
    isOnline: () => isOnline$.value,
    report: () => {},
    onMaybeBack: () => () => {},
  }
  let ids = 0
  const uploads = createUploads({
    personId: 'ines',
    store,
    locks: options.locks ?? createMemoryLocks(),
    connectivity,
    clock,
    ids: { create: () => `u${String((ids += 1))}` },
    quota: { free: async () => options.free ?? null, persist: async () => true },
    fetch: (async (path: unknown) => (asked.push(String(path)), new Response())) as typeof fetch,
    send: (sending) =>
      new Promise((answer) => {
        sending.signal.addEventListener('abort', () => answer({ outcome: 'stopped' }))
        sendings.push({ ...sending, answer })
      }),
    filesHere: () => files$,
    notices$,
    isCourseAtSchool: async () => options.isCourseAtSchool?.() ?? true,
    isSignedIn: () => options.isSignedIn?.() ?? true,
    requestDelivery: (id) => void wanted.push(id),
    sendsWithAppClosed: true,
  })
  const list = () => firstValueFrom(uploads.uploads('c1'))
  const states = async () => (await list()).map(({ state }) => state)
  return { uploads, store, isOnline$, files$, notices$, timers, sendings, asked, wanted, list, states }
}
const picture = (name = 'a.jpg', bytes = 'picture') => new File([bytes], name, { type: 'image/jpeg' })

test('what is added is kept with its bytes until it is a file of the course', async () => {
  const { uploads, store, files$, sendings, states, list } = start()
  expect(await uploads.add('c1', picture())).toEqual({ ok: true, id: 'u1' })
  await expect.poll(() => sendings.length).toBe(1)
  expect(await sendings[0]?.content.text()).toBe('picture')
  expect(await states()).toEqual(['sending'])
  sendings[0]?.onKept(3)
  await expect.poll(async () => (await list())[0]?.sentBytes).toBe(3)
  sendings[0]?.answer({ outcome: 'received' })
  await expect.poll(states).toEqual(['received'])
  expect(await (await uploads.content('u1'))?.text()).toBe('picture')
  files$.next([{ id: 'u1' }])
  await expect.poll(states).toEqual([])
  await expect.poll(() => uploads.content('u1')).toBeUndefined()
  expect((await firstValueFrom(store.watchAll('ines/upload'))).size).toBe(0)
})

test('without a network it waits, and goes out when there is one; what fails is tried again later, not at once', async () => {
  const { uploads, isOnline$, sendings, states, timers } = start({ isOnline: false })
  await uploads.add('c1', picture())
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect([sendings.length, await states()]).toEqual([0, ['waiting']])
  isOnline$.next(true)
  await expect.poll(() => sendings.length).toBe(1)
  sendings[0]?.answer({ outcome: 'unreached' })
  await expect.poll(states).toEqual(['waiting'])
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect([sendings.length, timers.size]).toEqual([1, 1])
  for (const timer of timers) timer()
  await expect.poll(() => sendings.length).toBe(2)
})

test('killed while it sends, the next start goes on with the same upload', async () => {
  const first = start()
  await first.uploads.add('c1', picture())
  await expect.poll(first.states).toEqual(['sending'])
  // The first run never ends its sending: the lock is lost with the process.
  const second = start({ store: first.store })
  await expect.poll(() => second.sendings.length).toBe(1)
  expect(second.sendings[0]).toMatchObject({ id: 'u1', courseId: 'c1', name: 'a.jpg' })
  expect(await second.sendings[0]?.content.text()).toBe('picture')
})

test('two tabs send once; the other takes over when the first is closed', async () => {
  const locks = createMemoryLocks()
  const first = start({ locks })
  const second = start({ locks, store: first.store })
  await second.uploads.add('c1', picture())
  await expect.poll(() => first.sendings.length).toBe(1)
  expect(second.sendings).toHaveLength(0)
  first.uploads.stop()
  await expect.poll(() => second.sendings.length).toBe(1)
})

test('paused it stops, gone on with it goes on, dropped it is forgotten here and at the school', async () => {
  const { uploads, sendings, states, asked } = start()
  await uploads.add('c1', picture())
  await expect.poll(() => sendings.length).toBe(1)
  await uploads.pause('u1')
  await expect.poll(() => sendings[0]?.signal.aborted).toBe(true)
  expect(await states()).toEqual(['paused'])
  await uploads.goOn('u1')
  await expect.poll(() => sendings.length).toBe(2)
  await uploads.drop('u1')
  await expect.poll(() => sendings[1]?.signal.aborted).toBe(true)
  expect([await states(), asked, await uploads.content('u1')]).toEqual([[], ['/api/uploads/u1'], undefined])
})

test('one that is refused doesn’t hold up the next; a notice of the school is taken for its word', async () => {
  const { uploads, sendings, list, notices$ } = start()
  await uploads.add('c1', picture())
  await uploads.add('c1', picture('b.jpg'))
  await expect.poll(() => sendings.length).toBe(1)
  sendings[0]?.answer({ outcome: 'refused', code: 'course-storage-full' })
  await expect.poll(() => sendings.length).toBe(2)
  sendings[1]?.answer({ outcome: 'received' })
  await expect.poll(async () => (await list()).map(({ state }) => state)).toEqual(['received', 'refused'])
  const notice = { id: 'refused-upload-u2', refusal: { code: 'file-unreadable', document: {} } } as unknown as Notice
  notices$.next([notice])
  await expect
    .poll(async () => (await list()).map(({ code }) => code))
    .toEqual(['file-unreadable', 'course-storage-full'])
  // Dealt with in the outbox, it is put away here as well.
  notices$.next([{ ...notice, readAt: 5 }])
  await expect.poll(async () => (await list()).map(({ id }) => id)).toEqual(['u1'])
})

test('what waits is asked to be sent with the app closed, too', async () => {
  const { uploads, wanted, sendings, states } = start()
  await uploads.add('c1', picture())
  await expect.poll(() => sendings.length).toBe(1)
  expect(wanted).toEqual(['u1'])
  // The browser may have given up on the first asking.
  sendings[0]?.answer({ outcome: 'unreached' })
  await expect.poll(states).toEqual(['waiting'])
  await expect.poll(() => wanted).toEqual(['u1', 'u1'])
})

test('S17: nothing leaves under another’s session, or none; after signing in again it goes', async () => {
  let isSignedIn = false
  const { uploads, sendings, timers } = start({ isSignedIn: () => isSignedIn })
  await uploads.add('c1', picture())
  await expect.poll(() => timers.size).toBe(1)
  expect(sendings).toHaveLength(0)
  isSignedIn = true
  for (const timer of timers) timer()
  await expect.poll(() => sendings.length).toBe(1)
})

test('a course that the school does not know yet comes first', async () => {
  let isKnown = false
  const { uploads, sendings, timers } = start({ isCourseAtSchool: () => isKnown })
  await uploads.add('c1', picture())
  await expect.poll(() => timers.size).toBe(1)
  expect(sendings).toHaveLength(0)
  isKnown = true
  for (const timer of timers) timer()
  await expect.poll(() => sendings.length).toBe(1)
})

test('what can’t be taken is said before it is kept', async () => {
  const { uploads, states } = start({ free: 6_000_000 })
  const add = async (file: File) => await uploads.add('c1', file)
  expect(await add(new File(['x'], 'a.exe'))).toEqual({ ok: false, messageId: 'error.file-type' })
  expect(await add(new File([], 'a.png'))).toEqual({ ok: false, messageId: 'error.file-unreadable' })
  expect(await add(new File(['x'.repeat(1_100_000)], 'a.vtt'))).toEqual({
    ok: false,
    messageId: 'error.file-too-large',
  })
  expect(await add(picture('a.jpg', 'x'.repeat(1_000_000)))).toEqual({
    ok: false,
    messageId: 'error.no-space-for-file',
  })
  expect(await states()).toEqual([])
})

test('where uploads are stands in the word on every screen and in the outbox; what a notice tells is not told twice', () => {
  const upload = (state: MediaUpload['state'], more: Partial<MediaUpload> = {}) =>
    ({ id: state, courseId: 'c1', name: 'A', state, since: 1, ...more }) as MediaUpload
  const sent = { kind: 'all-sent', count: 0 } as const
  expect(withUploads(sent, [upload('received')])).toEqual(sent)
  expect(withUploads(sent, [upload('waiting'), upload('paused')])).toEqual({ kind: 'waiting', count: 2 })
  expect(withUploads({ kind: 'waiting', count: 1 }, [upload('sending')])).toEqual({ kind: 'sending', count: 2 })
  expect(withUploads(sent, [upload('refused', { code: 'too-large' })])).toEqual({ kind: 'needs-you', count: 1 })
  expect(withUploads(sent, [upload('refused', { isTold: true })])).toEqual(sent)
  const items = uploadsToItems([
    upload('sending'),
    upload('received'),
    upload('refused', { code: 'too-large' }),
    upload('refused', { isTold: true }),
  ])
  expect(items).toMatchObject([
    { collection: 'files', state: 'sending', title: 'A' },
    { state: 'needs-you', code: 'too-large' },
  ])
})
