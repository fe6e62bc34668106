import { randomUUID } from 'node:crypto'
import { describe } from 'vitest'
import { createS3Blobs, ensureS3Bucket } from '#ports/blobs/s3-blobs.ts'
import { testService } from '#testing/test-services.ts'
import { describeMediaSweep } from './media-sweep-contract.ts'

const endpoint = testService('EDUTRACK_S3_ENDPOINT')

describe.skipIf(endpoint === undefined)('on S3', () => {
  describeMediaSweep('S3', async () => {
    const options = {
      endpoint: endpoint ?? '',
      region: testService('EDUTRACK_S3_REGION') ?? '',
      bucket: `sweep-${randomUUID().slice(0, 8)}`,
      credentials: {
        accessKeyId: testService('EDUTRACK_S3_ACCESS_KEY_ID') ?? '',
        secretAccessKey: testService('EDUTRACK_S3_SECRET_ACCESS_KEY') ?? '',
      },
    }
    await ensureS3Bucket(options)
    const blobs = createS3Blobs(options)
    return { blobs, cleanUp: () => blobs.close() }
  })
})
