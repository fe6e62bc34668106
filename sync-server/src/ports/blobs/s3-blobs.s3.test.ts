import { randomBytes, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { testService } from '#testing/test-services.ts'
import { describeBlobsContract } from './blobs-contract.ts'
import { BlobsUnavailable } from './blobs.ts'
import { createS3Blobs, ensureS3Bucket, type S3Options } from './s3-blobs.ts'

const endpoint = testService('EDUTRACK_S3_ENDPOINT')

const optionsOf = (bucket: string): S3Options => ({
  endpoint: endpoint ?? '',
  region: testService('EDUTRACK_S3_REGION') ?? '',
  bucket,
  credentials: {
    accessKeyId: testService('EDUTRACK_S3_ACCESS_KEY_ID') ?? '',
    secretAccessKey: testService('EDUTRACK_S3_SECRET_ACCESS_KEY') ?? '',
  },
})

describe.skipIf(endpoint === undefined)('on S3', () => {
  const open = async () => {
    const options = optionsOf(`test-${randomUUID().slice(0, 8)}`)
    await ensureS3Bucket(options)
    await ensureS3Bucket(options)
    return createS3Blobs(options)
  }

  describeBlobsContract('S3', async () => {
    const blobs = await open()
    return { blobs, cleanUp: () => blobs.close() }
  })

  test('a stream of many parts is whole, and one that is cut after some parts leaves nothing', async () => {
    const blobs = await open()
    await blobs.ping()
    const chunks = Array.from({ length: 13 }, () => randomBytes(1024 * 1024))
    await blobs.put('large', Readable.from(chunks), { mime: 'video/webm' })
    expect(await blobs.stat('large')).toEqual({ bytes: 13 * 1024 * 1024, mime: 'video/webm' })
    const middle = { first: 5 * 1024 * 1024 - 10, last: 5 * 1024 * 1024 + 9 }
    const part = await buffer(await blobs.read('large', middle))
    expect(part).toEqual(Buffer.concat(chunks).subarray(middle.first, middle.last + 1))
    const cut = Readable.from(
      (async function* () {
        yield* chunks
        throw new Error('the phone is gone')
      })(),
    )
    await expect(blobs.put('cut', cut, { mime: 'video/webm' })).rejects.toThrow('the phone is gone')
    expect(await blobs.stat('cut')).toBeUndefined()
    await blobs.close()
  })

  test('a wrong address and a bucket that is not there are said in words', async () => {
    const elsewhere = createS3Blobs({ ...optionsOf('edutrack'), endpoint: 'http://127.0.0.1:1' })
    await expect(elsewhere.ping()).rejects.toThrow('see that the store runs')
    await expect(elsewhere.stat('a')).rejects.toBeInstanceOf(BlobsUnavailable)
    await expect(elsewhere.put('a', Readable.from(['x']), { mime: 'x' })).rejects.toBeInstanceOf(BlobsUnavailable)
    await elsewhere.close()
    const missing = createS3Blobs(optionsOf('not-there'))
    await expect(missing.ping()).rejects.toThrow('There is no bucket not-there')
    await expect(missing.put('a', Buffer.from('x'), { mime: 'x' })).rejects.toThrow('There is no bucket not-there')
    await missing.close()
  })
})
