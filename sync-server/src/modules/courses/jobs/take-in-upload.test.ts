import { expect, test } from 'vitest'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import { UPLOAD_KEPT_MS } from '@edutrack/shared-schema/protocol/upload-limits'
import { Readable } from 'node:stream'
import type { Blobs } from '#ports/blobs/blobs.ts'
import { createEmptySchool } from '#testing/empty-school.ts'
import { film, photograph } from '#testing/make-media.ts'
import { silentLog } from '#testing/test-log.ts'
import { createTestSchool, ines } from '#testing/test-school.ts'
import type { JobDeps } from '../../job-handler.ts'
import { createUploadForgetting } from '../uploads/forget-uploads.ts'
import { pieceName } from '../uploads/upload-pieces.ts'
import { uploadRow } from '../uploads/upload-rows.ts'
import { createUploads } from '../uploads/uploads.ts'
import { takeInUpload, takeInUploadJob } from './take-in-upload.ts'

const ID = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff'

const openSchool = async () => {
  const school = await createTestSchool()
  const { blobs } = await createEmptySchool()
  const uploads = await createUploads({ ...school, blobs })
  const deps: JobDeps = {
    ...school,
    blobs,
    mail: { send: async () => {}, ping: async () => {}, close: async () => {} },
    baseUrl: 'https://school.example',
  }
  return {
    ...school,
    blobs,
    uploads,
    deps,
    run: (more: Partial<JobDeps> = {}) => takeInUploadJob.run({ ...deps, ...more }, takeInUpload(ID)),
    upload: async (content: Buffer) => {
      await uploads.begin(ines, { id: ID, courseId: 'c1', name: 'N', length: content.length })
      await uploads.append(ID, 0, Readable.from([content]))
    },
    contents: async () => {
      const course = await school.store.document('courses', 'c1')
      return (course?.content as Course | undefined)?.contents
    },
    file: async () => await school.store.document('files', ID),
  }
}

/** A door that shuts at the `last` knock: as if the worker had died there. */
const shuttingAt = (last: number) => {
  let knocks = 0
  return async (): Promise<void> => {
    knocks += 1
    if (knocks >= last) throw new Error('killed')
  }
}

test.each([
  ['a picture', () => photograph({ width: 1300, height: 900 })],
  ['a film', async () => film({ bytes: 2_500_000 })],
  ['a program', async () => Buffer.from('MZ\u0000')],
])('S15: %s has its effect once, wherever its worker dies', async (_what, content) => {
  const bytes = await content()
  const whole = await openSchool()
  await whole.upload(bytes)
  await whole.run()
  const expected = (await whole.file())?.content
  for (let last = 1; last < 100; last += 1) {
    const school = await openSchool()
    await school.upload(bytes)
    const { blobs, engine, store } = school.deps
    const knock = shuttingAt(last)
    const doors: Partial<JobDeps> = {
      blobs: {
        ...blobs,
        read: async (...args: Parameters<Blobs['read']>) => (await knock(), blobs.read(...args)),
        put: async (...args: Parameters<Blobs['put']>) => (await knock(), blobs.put(...args)),
        deleteUnder: async (folder) => (await knock(), blobs.deleteUnder(folder)),
      },
      engine: { commitAsServer: async (writes) => (await knock(), engine.commitAsServer(writes)) },
      store: { ...store, transact: async (...args) => (await knock(), store.transact(...args)) } as JobDeps['store'],
    }
    const outcome = await school.run(doors).then(
      () => 'done',
      () => 'killed',
    )
    await school.run()
    const head = await school.store.head()
    // Run once more, as by a queue that did not hear of the end: nothing changes.
    await school.run()
    expect([last, await school.store.head()]).toEqual([last, head])
    expect((await school.file())?.content).toEqual(expected)
    expect(head).toBe(await whole.store.head())
    expect((await uploadRow(school.store, ID))?.state).toBe(expected === undefined ? 'refused' : 'done')
    if (outcome === 'done') return
  }
  throw new Error('The job never came to its end')
})

test('a file that its author removes before the job is told of the end is not brought back', async () => {
  const school = await openSchool()
  await school.upload(film())
  const row = await uploadRow(school.store, ID)
  await school.run()
  const file = (await school.file())?.content as CourseFile
  expect(await school.contents()).toMatchObject({ files: 1, bytes: file.bytes })
  const removal = { ...file, _deleted: true }
  expect(await school.pushRow(ines, 'files', removal, { assumed: file })).toMatchObject({ outcome: 'accepted' })
  expect(await school.contents()).toMatchObject({ files: 0, bytes: 0 })
  // As if it had died before it noted that it was done.
  await school.store.transact((tx) => tx.putRow('uploads', { ...row, id: ID }))
  await school.blobs.put(pieceName(ID, 0, film().length), film(), { mime: 'application/octet-stream' })
  await school.run()
  expect((await school.file())?.deleted).toBe(true)
})

test('what was removed is brought back with its bytes, by who teaches the course alone', async () => {
  const school = await openSchool()
  await school.upload(film())
  await school.run()
  const file = (await school.file())?.content as CourseFile
  await school.pushRow(ines, 'files', { ...file, _deleted: true }, { assumed: file })
  const { id, courseId, name, role } = file
  const back = { id, courseId, name, role }
  const gone = { id, _deleted: true }
  expect(await school.pushRow({ personId: 'ana', role: 'learner' }, 'files', back, { assumed: gone })).toMatchObject({
    outcome: 'refused',
    code: 'not-yours',
  })
  expect(await school.pushRow(ines, 'files', back, { assumed: gone })).toMatchObject({ outcome: 'accepted' })
  expect((await school.file())?.content).toEqual(file)
  expect(await school.contents()).toMatchObject({ files: 1 })
})

test('uploads that nobody goes on with are forgotten, those that wait for their job are not', async () => {
  const school = await openSchool()
  const { store, blobs, clock, uploads } = school
  const content = film({ bytes: 2_500_000 })
  const left = '00000000-0000-4000-8000-000000000001'
  await uploads.begin(ines, { id: left, courseId: 'c1', name: 'N', length: content.length })
  await uploads.append(left, 0, Readable.from([content.subarray(0, 1_500_000)]))
  await school.upload(content)
  const forgetting = await createUploadForgetting({ store, blobs, clock, log: silentLog })
  const piece = pieceName(left, 0, 1_500_000)
  clock.set(clock.now() + UPLOAD_KEPT_MS - 1)
  await forgetting.pass()
  expect([(await uploadRow(store, left))?.state, (await blobs.stat(piece))?.bytes]).toEqual(['receiving', 1_500_000])
  clock.set(clock.now() + 1)
  await forgetting.pass()
  expect([await uploadRow(store, left), await blobs.stat(piece)]).toEqual([undefined, undefined])
  await school.run()
  expect((await school.file())?.content).toMatchObject({ bytes: content.length })
  clock.set(clock.now() + UPLOAD_KEPT_MS)
  await forgetting.pass()
  expect(await uploadRow(store, ID)).toBeUndefined()
  await forgetting.close()
})
