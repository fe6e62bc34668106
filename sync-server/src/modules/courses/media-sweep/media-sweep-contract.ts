import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import type { Blobs } from '#ports/blobs/blobs.ts'
import { createForgetting } from '#sync/forget-what-is-gone.ts'
import { silentLog } from '#testing/test-log.ts'
import { createTestSchool, ines, type TestSchool } from '#testing/test-school.ts'
import { mediaRemovals, spareMedium, wantMedium } from './spare-media.ts'
import { lastMediaSweep, sweepMedia } from './sweep-media.ts'

const DAY = 86_400_000
const bytes = Buffer.from('a picture')
const hash = createHash('sha256').update(bytes).digest('hex')
const file = (id: string): CourseFile => ({
  id,
  courseId: 'c1',
  name: id,
  mime: 'image/webp',
  role: 'image',
  bytes: bytes.length,
  hash,
})

/** What is promised of media that nothing refers to any more, on every adapter of blobs. */
export const describeMediaSweep = (
  name: string,
  makeBlobs: () => Promise<{ readonly blobs: Blobs; readonly cleanUp: () => Promise<void> }>,
): void => {
  describe(`spare media: ${name}`, () => {
    let school: TestSchool
    let blobs: Blobs
    let cleanUp: () => Promise<void>
    let forget: () => Promise<void>
    beforeEach(async () => {
      ;({ blobs, cleanUp } = await makeBlobs())
      school = await createTestSchool()
      // What has just been put is left alone.
      school.clock.set(Date.now() + 3 * DAY)
      const forgetting = await createForgetting({ store: school.store, clock: school.clock, log: silentLog })
      await forgetting.close()
      forget = forgetting.pass
      await blobs.put(`media/${hash}`, bytes, { mime: 'image/webp' })
      await blobs.put('certificates/x', bytes, { mime: 'application/pdf' })
    })
    afterEach(async () => {
      await school.engine.close()
      await cleanUp()
    })

    const sweep = (options = { isDryRun: false }) => sweepMedia({ ...school, blobs }, options)
    const isThere = async () => (await blobs.stat(`media/${hash}`)) !== undefined
    const add = (id: string) => school.engine.commitAsServer(async () => [{ collection: 'files', document: file(id) }])
    const takeOut = async (id: string) =>
      expect(
        (await school.pushRow(ines, 'files', { ...file(id), _deleted: true }, { assumed: file(id) })).outcome,
      ).toBe('accepted')
    const bringBack = (id: string) => school.pushRow(ines, 'files', file(id), { assumed: { id, _deleted: true } })
    /** So many days, on each of which the school forgets and sweeps. */
    const live = async (days: number): Promise<void> => {
      for (let day = 0; day < days; day += 1) {
        school.clock.set(school.clock.now() + DAY)
        await forget()
        await sweep()
      }
    }

    test('what a file of any course refers to stays; what none does is removed after half a year, with a note of it', async () => {
      await add('f1')
      await add('f2')
      await takeOut('f1')
      await live(200)
      expect(await isThere()).toBe(true)
      await takeOut('f2')
      const spareSince = school.clock.now() + DAY
      await live(190)
      expect(await isThere()).toBe(true)
      expect(await lastMediaSweep(school.store)).toMatchObject({
        looked: { files: 1, bytes: bytes.length },
        spare: { files: 1, bytes: bytes.length },
        removed: { files: 0, bytes: 0 },
      })
      school.clock.set(school.clock.now() + DAY)
      // What a dry run tells is what is then done; itself it does nothing.
      expect((await sweep({ isDryRun: true })).removed).toEqual({ files: 1, bytes: bytes.length })
      expect(await isThere()).toBe(true)
      expect((await sweep()).removed).toEqual({ files: 1, bytes: bytes.length })
      expect(await isThere()).toBe(false)
      expect(await mediaRemovals(school.store, 10)).toMatchObject([
        { hash, bytes: bytes.length, spareSince, removedAt: school.clock.now() },
      ])
      expect(await spareMedium(school.store, hash)).toBeUndefined()
      expect((await sweep()).looked.files).toBe(0)
      expect(await lastMediaSweep(school.store)).toMatchObject({ removedInAll: { files: 1, bytes: bytes.length } })
      expect(await blobs.stat('certificates/x')).toBeDefined()
    })

    test('brought back by a device that was away for months, it is whole, and its half year begins anew when it is taken out again', async () => {
      await add('f1')
      await takeOut('f1')
      await live(170)
      expect((await bringBack('f1')).outcome).toBe('accepted')
      expect((await sweep()).spare.files).toBe(0)
      await takeOut('f1')
      await live(185)
      expect(await isThere()).toBe(true)
      expect(await bringBack('f1')).toMatchObject({ outcome: 'refused', code: 'read-only' })
      await live(8)
      expect(await isThere()).toBe(false)
    })

    test('brought back and taken out between two sweeps, it is as if it had been taken out last', async () => {
      await add('f1')
      await takeOut('f1')
      await live(150)
      await bringBack('f1')
      await takeOut('f1')
      await live(100)
      expect(await isThere()).toBe(true)
      expect((await bringBack('f1')).outcome).toBe('accepted')
    })

    test('as long as the log tells of the file, its bytes stay, however long that is', async () => {
      await add('f1')
      await takeOut('f1')
      await sweep()
      school.clock.set(school.clock.now() + 700 * DAY)
      expect((await sweep()).removed.files).toBe(0)
      expect((await bringBack('f1')).outcome).toBe('accepted')
    })

    test('what a job has just put, and what it has found there from long ago, is left alone while it makes the file', async () => {
      school.clock.set(Date.now() + DAY)
      expect((await sweep()).spare.files).toBe(0)
      await live(190)
      expect((await sweep({ isDryRun: true })).spare.files).toBe(1)
      await wantMedium(school.store, hash, school.clock.now())
      await live(1)
      expect(await isThere()).toBe(true)
      await add('f1')
      await live(3)
      expect(await spareMedium(school.store, hash)).toBeUndefined()
      expect(await isThere()).toBe(true)
    })

    test('cut off while it removes, nobody refers to what may be gone; the next sweep ends it, and it can come again', async () => {
      await live(1)
      const broken: Blobs = { ...blobs, delete: () => Promise.reject(new Error('killed')) }
      school.clock.set(school.clock.now() + 200 * DAY)
      await forget()
      await forget()
      await expect(sweepMedia({ ...school, blobs: broken }, { isDryRun: false })).rejects.toThrow('killed')
      await expect(wantMedium(school.store, hash, school.clock.now())).rejects.toThrow(hash)
      await sweep()
      expect(await isThere()).toBe(false)
      expect(await mediaRemovals(school.store, 10)).toHaveLength(1)
      await wantMedium(school.store, hash, school.clock.now())
      await blobs.put(`media/${hash}`, bytes, { mime: 'image/webp' })
      await add('f1')
      await live(3)
      expect(await isThere()).toBe(true)
    })

    test('two servers that sweep at once remove once', async () => {
      await live(190)
      school.clock.set(school.clock.now() + DAY)
      await Promise.all([sweep(), sweep()])
      expect(await isThere()).toBe(false)
      expect(await mediaRemovals(school.store, 10)).toHaveLength(1)
    })
  })
}
