import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { createDexieDeviceStore } from '#platform/dexie-device-store.ts'
import { createMemoryDeviceStore } from '#platform/device-store.ts'
import { createTestClock } from '#testing/test-clock.ts'
import { createUploadRecords } from './upload-records.ts'

test.each([
  ['memory', createMemoryDeviceStore],
  ['IndexedDB', createDexieDeviceStore],
])('a pause and progress of the same moment are both kept (%s)', async (_name, createStore) => {
  const clock = createTestClock()
  const records = createUploadRecords({ personId: 'ines', store: createStore(), clock })
  const film = { id: 'u', courseId: 'c', name: 'Film', role: 'video', mime: 'video/mp4', bytes: 9 } as const
  await records.add({ ...film, state: 'sending', since: 0, sentBytes: 0 }, new Blob(['123456789']))
  await Promise.all([
    records.change('u', ['sending'], { sentBytes: 3 }),
    records.change('u', ['waiting', 'sending'], { state: 'paused' }),
    records.change('u', ['sending', 'paused'], { sentBytes: 6 }),
  ])
  expect(await records.read('u')).toMatchObject({ state: 'paused', sentBytes: 6, since: clock.now() })
  // What is forgotten is not brought back by progress that comes late.
  await records.forget('u')
  await records.change('u', ['sending', 'paused'], { sentBytes: 9 })
  expect(await records.read('u')).toBeUndefined()
})
