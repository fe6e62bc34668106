import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import { createS3Blobs, ensureS3Bucket } from '#ports/blobs/s3-blobs.ts'
import { film, photograph } from '#testing/make-media.ts'
import { testService } from '#testing/test-services.ts'
import { createTestSchool, ines } from '#testing/test-school.ts'
import { takeInUpload, takeInUploadJob } from '../jobs/take-in-upload.ts'
import { pieceName } from './upload-pieces.ts'
import { createUploads } from './uploads.ts'

const endpoint = testService('EDUTRACK_S3_ENDPOINT')

test.skipIf(endpoint === undefined)('on S3, what comes in pieces becomes files, and no piece is left', async () => {
  const options = {
    endpoint: endpoint ?? '',
    region: testService('EDUTRACK_S3_REGION') ?? '',
    bucket: `uploads-${randomUUID().slice(0, 8)}`,
    credentials: {
      accessKeyId: testService('EDUTRACK_S3_ACCESS_KEY_ID') ?? '',
      secretAccessKey: testService('EDUTRACK_S3_SECRET_ACCESS_KEY') ?? '',
    },
  }
  await ensureS3Bucket(options)
  const blobs = createS3Blobs(options)
  const school = await createTestSchool()
  const uploads = await createUploads({ ...school, blobs })
  const mail = { send: async () => {}, ping: async () => {}, close: async () => {} }

  const takeIn = async (content: Buffer): Promise<CourseFile> => {
    const id = randomUUID()
    await uploads.begin(ines, { id, courseId: 'c1', name: 'N', length: content.length })
    // Cut in the middle, as by a network that goes.
    const cut = Math.floor(content.length / 2)
    await uploads.append(id, 0, Readable.from([content.subarray(0, cut)]))
    expect((await uploads.offsetOf(id))?.offset).toBe(cut)
    await uploads.append(id, cut, Readable.from([content.subarray(cut)]))
    await takeInUploadJob.run({ ...school, blobs, mail, baseUrl: 'https://school.example' }, takeInUpload(id))
    expect(await blobs.stat(pieceName(id, 0, cut))).toBeUndefined()
    return (await school.store.document('files', id))?.content as unknown as CourseFile
  }

  const picture = await takeIn(await photograph({ width: 1300, height: 900 }))
  expect(picture).toMatchObject({ mime: 'image/webp', width: 554, height: 800 })
  expect(await blobs.stat(`media/${picture.hash}`)).toEqual({ bytes: picture.bytes, mime: 'image/webp' })
  const content = film({ bytes: 7_000_000 })
  const video = await takeIn(content)
  const stored = await buffer(await blobs.read(`media/${video.hash}`))
  expect([stored.length, stored.includes('+48.1333')]).toEqual([content.length, false])
  await blobs.close()
})
