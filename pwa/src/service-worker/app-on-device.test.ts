import { expect, test } from 'vitest'
import { createMemoryDeviceStore } from '#platform/device-store.ts'
import { createAppOnDevice } from './app-on-device.ts'

const event = {} as ExtendableEvent

/** A device, and a build that is stored on it; `teaching` says how storing that part goes. */
const createDevice = () => {
  const done: string[] = []
  const world = {
    isTaught: false as boolean,
    failure: undefined as Error | undefined,
    open: [] as readonly string[],
    isNewerComing: false as boolean,
  }
  const notes = createMemoryDeviceStore()
  const app = createAppOnDevice({
    everybodys: {
      store: async () => done.push('everybody’s'),
      forgetEarlier: async () => done.push('forget everybody’s'),
    },
    teaching: {
      isStored: async () => false,
      store: async () => {
        if (world.failure !== undefined) throw world.failure
        done.push('teaching')
      },
      forgetEarlier: async () => void done.push('forget teaching'),
      remove: async () => void done.push('remove teaching'),
    },
    isTaughtHere: async () => world.isTaught,
    notes,
    openPages: async () => world.open,
    isNewerComing: () => world.isNewerComing,
  })
  return { app, world, take: () => done.splice(0) }
}
const lost = new TypeError('Failed to fetch')
const full = new DOMException('No room', 'QuotaExceededError')

test('L1: a learner’s device stores what everybody needs, and nothing of teaching', async () => {
  const { app, take } = createDevice()
  await app.install(event, { isFirst: true })
  expect(await app.tend(event)).toBe('not-needed')
  expect(take()).toEqual(['everybody’s', 'remove teaching'])
})

test('L1: a new build takes over on an instructor’s device only when their part of it is there as well', async () => {
  const { app, world, take } = createDevice()
  world.isTaught = true
  world.failure = lost
  await expect(app.install(event, { isFirst: false })).rejects.toThrow('teaching part')
  world.failure = undefined
  await app.install(event, { isFirst: false })
  expect(take()).toEqual(['everybody’s', 'everybody’s', 'teaching'])
})

test('the first build of a device opens without waiting for the teaching part; it is gone on with, and said to be missing', async () => {
  const { app, world } = createDevice()
  world.isTaught = true
  world.failure = lost
  await app.install(event, { isFirst: true })
  expect(await app.tend(event)).toBe('interrupted')
  world.failure = undefined
  expect(await app.tend(event)).toBe('stored')
})

test('S16: where there is no room for it, a build that the school may demand takes over without the teaching part, and says so', async () => {
  const { app, world } = createDevice()
  world.isTaught = true
  world.failure = full
  await app.install(event, { isFirst: false })
  expect(await app.tend(event)).toBe('no-space')
})

test('somebody who has become an instructor, or a second person who is one, has it stored; it goes with the last of them', async () => {
  const { app, world, take } = createDevice()
  await app.install(event, { isFirst: true })
  world.isTaught = true
  expect(await app.tend(event)).toBe('stored')
  world.isTaught = false
  expect(await app.tend(event)).toBe('not-needed')
  expect(take()).toEqual(['everybody’s', 'teaching', 'remove teaching'])
})

test('what pages of the build before may still ask for stays until the last of them is closed, and while a newer one comes', async () => {
  const { app, world, take } = createDevice()
  world.isTaught = true
  world.open = ['old-1', 'old-2']
  await app.noteOpenPages()
  world.open = ['old-2', 'new-1']
  await app.tend(event)
  expect(take()).toEqual(['teaching'])
  world.open = ['new-1']
  world.isNewerComing = true
  await app.tend(event)
  expect(take()).toEqual(['teaching'])
  world.isNewerComing = false
  await app.tend(event)
  expect(take()).toEqual(['forget everybody’s', 'forget teaching', 'teaching'])
  await app.tend(event)
  expect(take()).toEqual(['teaching'])
})

test('several pages that ask at once are answered by one storing', async () => {
  const { app, world, take } = createDevice()
  world.isTaught = true
  expect(await Promise.all([app.tend(event), app.tend(event)])).toEqual(['stored', 'stored'])
  expect(take()).toEqual(['teaching'])
})
