import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { BehaviorSubject, firstValueFrom, of } from 'rxjs'
import { expect, test } from 'vitest'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import type { CourseDownload } from '#app/services.ts'
import type { Clock } from '#platform/clock.ts'
import { createMemoryDeviceStore, type DeviceStore } from '#platform/device-store.ts'
import { createMemoryLocks } from '#platform/locks.ts'
import { createMemoryByteStore, type ByteStore } from './byte-store.ts'
import { createCourseDownloads } from './course-downloads.ts'
import { createStoredMedia } from './stored-media.ts'

const contents = ['first picture', 'second picture', 'a long video, rather'].map((text) =>
  new TextEncoder().encode(text),
)
const fileOf = (index: number): CourseFile => {
  const bytes = contents[index] ?? new Uint8Array()
  return {
    id: `f${String(index)}`,
    courseId: 'c',
    name: `File ${String(index)}`,
    mime: 'image/webp',
    role: index === 2 ? 'video' : 'image',
    bytes: bytes.length,
    hash: bytesToHex(sha256(bytes)),
  }
}
const files = [0, 1, 2].map(fileOf)
const total = contents.reduce((sum, { length }) => sum + length, 0)

/** One run of the app over what the device keeps. */
const start = (options: {
  readonly store?: DeviceStore
  readonly bytes?: ByteStore
  readonly free?: number | null
  readonly failAt?: string
  readonly files$?: BehaviorSubject<readonly CourseFile[]>
  readonly isOnline$?: BehaviorSubject<boolean>
  readonly isAppStored$?: BehaviorSubject<boolean>
}) => {
  const store = options.store ?? createMemoryDeviceStore()
  const bytes = options.bytes ?? createMemoryByteStore()
  const files$ = options.files$ ?? new BehaviorSubject<readonly CourseFile[]>(files)
  const asked: string[] = []
  const retries: (() => void)[] = []
  let failAt = options.failAt
  const serve = (async (input: unknown) => {
    const hash = String(input).split('/').at(-1) ?? ''
    asked.push(hash)
    if (hash === failAt) {
      failAt = undefined
      throw new TypeError('network')
    }
    return new Response(contents[files$.value.findIndex((file) => file.hash === hash)], { status: 206 })
  }) as typeof fetch
  const clock: Clock = { now: () => 0, after: (_ms, action) => (retries.push(action), () => undefined) }
  const course = { contents: { units: 0, questions: 0, files: 3, bytes: total } } as Course
  const downloads = createCourseDownloads({
    personId: 'ana',
    store,
    media: createStoredMedia(bytes),
    fetch: serve,
    locks: createMemoryLocks(),
    quota: {
      free: async () => (options.free === undefined ? null : options.free),
      used: async () => 0,
      persist: async () => true,
      isPersisted: async () => true,
      isMetered: () => false,
    },
    connectivity: { isOnline$: options.isOnline$ ?? of(true) },
    clock,
    isAppStored$: options.isAppStored$ ?? of(true),
    course: () => of(course),
    units: () => of([]),
    courseQuestions: () => of([]),
    files: () => files$,
  })
  const state = async () => (await firstValueFrom(downloads.of('c'))).state
  return { downloads, store, bytes, asked, retries, files$, state }
}

test('L4: what is to be fetched is said before; ready only when all of it is here', async () => {
  const { downloads, state } = start({})
  expect(await downloads.plan('c', { withVideo: true })).toMatchObject({ bytes: total, files: 3 })
  expect(await downloads.plan('c', { withVideo: false })).toMatchObject({ files: 2, videoBytes: contents[2]?.length })
  expect(await state()).toBe('none')
  expect(await downloads.start('c', { withVideo: true })).toEqual({ ok: true })
  await expect.poll(state).toBe('ready')
  expect(await firstValueFrom(downloads.of('c'))).toMatchObject({ bytesDone: total, bytesTotal: total })
  expect(await downloads.plan('c', { withVideo: true })).toMatchObject({ bytes: 0, files: 0 })
})

test('L4: cut off, it says so and goes on by itself; no complete file is fetched again', async () => {
  const { downloads, state, asked, retries } = start({ failAt: fileOf(1).hash })
  await downloads.start('c', { withVideo: true })
  await expect.poll(state).toBe('interrupted')
  await expect.poll(() => retries.length).toBe(1)
  retries[0]?.()
  await expect.poll(state).toBe('ready')
  expect(asked.filter((hash) => hash === fileOf(0).hash)).toHaveLength(1)
})

test('L4: killed half-way, the next start of the app goes on; paused, it does not', async () => {
  const first = start({ failAt: fileOf(1).hash })
  await first.downloads.start('c', { withVideo: true })
  await expect.poll(first.state).toBe('interrupted')
  first.downloads.stop()
  const second = start({ store: first.store, bytes: first.bytes })
  await expect.poll(second.state).toBe('ready')
  expect(second.asked).not.toContain(fileOf(0).hash)

  const paused = start({ failAt: fileOf(1).hash })
  await paused.downloads.start('c', { withVideo: true })
  await expect.poll(paused.state).toBe('interrupted')
  await paused.downloads.pause('c')
  const later = start({ store: paused.store, bytes: paused.bytes })
  expect(await later.state()).toBe('paused')
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(later.asked).toEqual([])
})

test('L4: too little room is said before anything is fetched, and when the browser gives up in the middle', async () => {
  const little = start({ free: 1000 })
  expect(await little.downloads.start('c', { withVideo: true })).toEqual({ ok: false, messageId: 'error.no-space' })
  expect(await little.state()).toBe('no-space')
  expect(little.asked).toEqual([])
  const full = start({ bytes: createMemoryByteStore(80) })
  await full.downloads.start('c', { withVideo: true })
  await expect.poll(full.state).toBe('no-space')
})

test('L4: a course is not ready before the app itself opens without a network', async () => {
  const isAppStored$ = new BehaviorSubject(false)
  const { downloads, state } = start({ isAppStored$ })
  await downloads.start('c', { withVideo: true })
  await expect
    .poll(async () => firstValueFrom(downloads.of('c')))
    .toSatisfy(({ bytesDone, bytesTotal }: CourseDownload) => bytesDone === bytesTotal)
  expect(await state()).toBe('running')
  isAppStored$.next(true)
  expect(await state()).toBe('ready')
})

test('L4: only a file that changed is fetched again, and a removed course frees what no other needs', async () => {
  const { downloads, state, asked, files$, bytes } = start({})
  await downloads.start('c', { withVideo: false })
  await expect.poll(state).toBe('ready')
  const before = asked.length
  const changed = new TextEncoder().encode('a better picture')
  contents[1] = changed
  files$.next([fileOf(0), fileOf(1), fileOf(2)])
  await expect.poll(state).toBe('update-available')
  await downloads.start('c', { withVideo: false })
  await expect.poll(state).toBe('ready')
  expect(asked.slice(before)).toEqual([fileOf(1).hash])
  await downloads.remove('c')
  expect(await state()).toBe('none')
  expect((await bytes.keys()).filter((key) => key.startsWith(fileOf(1).hash))).toEqual([])
})
