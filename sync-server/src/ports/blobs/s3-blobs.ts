import { Readable } from 'node:stream'
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { BlobNotFound, BlobsUnavailable, checkBlobName, type Blobs } from './blobs.ts'

export interface S3Options {
  /** Of a store that is not Amazon's: `http://host:9000`. */
  readonly endpoint?: string
  readonly region: string
  readonly bucket: string
  /** Absent: what the machine has by its role. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
}

/** Parts of a stream that are on their way at once; each is held in memory until it is there. */
const PARTS_AT_ONCE = 2
/** A phone on a slow network holds a connection to the store as long as it reads; with the 50 that there are by default, so many phones would keep all others waiting. */
const MOST_CONNECTIONS = 10_000
const DELETES_AT_ONCE = 50

/**
 * Blobs as objects of a bucket. They go through this server, not by presigned addresses: who may read media is decided for each request, and a
 * phone's service worker sees one origin, with the same range requests as from a disk. An object appears when its last part is there.
 */
export const createS3Blobs = (options: S3Options): Blobs => {
  const { bucket } = options
  const client = createClient(options)

  const ask = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work()
    } catch (error) {
      throw s3ErrorToBlobsError(error, options)
    }
  }

  return {
    put: async (name, content, { mime }) => {
      checkBlobName(name)
      if (!(content instanceof Readable)) {
        await ask(() =>
          client.send(new PutObjectCommand({ Bucket: bucket, Key: name, Body: content, ContentType: mime })),
        )
        return
      }
      let sourceError: unknown
      content.once('error', (error) => {
        sourceError = error
      })
      const upload = new Upload({
        client,
        params: { Bucket: bucket, Key: name, Body: content, ContentType: mime },
        queueSize: PARTS_AT_ONCE,
      })
      try {
        await upload.done()
      } catch (error) {
        throw sourceError ?? s3ErrorToBlobsError(error, options)
      }
    },
    stat: async (name) => {
      checkBlobName(name)
      try {
        const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: name }))
        return { bytes: head.ContentLength ?? 0, mime: head.ContentType ?? 'application/octet-stream' }
      } catch (error) {
        if (isNotFound(error)) return undefined
        throw s3ErrorToBlobsError(error, options)
      }
    },
    read: async (name, range) => {
      checkBlobName(name)
      const part = range === undefined ? {} : { Range: `bytes=${String(range.first)}-${String(range.last)}` }
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: name, ...part }))
        if (Body instanceof Readable) return Body
        throw new BlobsUnavailable(`The store of blobs has answered without ${name}'s content.`)
      } catch (error) {
        if (isNotFound(error)) throw new BlobNotFound(name, { cause: error })
        throw s3ErrorToBlobsError(error, options)
      }
    },
    list: async function* (folder) {
      checkBlobName(folder)
      for (let token: string | undefined, isMore = true; isMore;) {
        const from = token === undefined ? {} : { ContinuationToken: token }
        const page = await ask(() =>
          client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: `${folder}/`, ...from })),
        )
        for (const { Key, Size, LastModified } of page.Contents ?? [])
          if (Key !== undefined) yield { name: Key, bytes: Size ?? 0, putAt: LastModified?.getTime() ?? 0 }
        token = page.NextContinuationToken
        isMore = page.IsTruncated === true && token !== undefined
      }
    },
    delete: async (name) => {
      checkBlobName(name)
      await ask(() => client.send(new DeleteObjectCommand({ Bucket: bucket, Key: name })))
    },
    deleteUnder: async (folder) => {
      checkBlobName(folder)
      for (;;) {
        const { Contents = [] } = await ask(() =>
          client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: `${folder}/`, MaxKeys: DELETES_AT_ONCE })),
        )
        const keys = Contents.flatMap(({ Key }) => (Key === undefined ? [] : [Key]))
        if (keys.length === 0) return
        // One by one: for deleting many in one request, stores ask for checksums that not all of them agree about.
        await Promise.all(keys.map((Key) => ask(() => client.send(new DeleteObjectCommand({ Bucket: bucket, Key })))))
      }
    },
    ping: async () => {
      await ask(() => client.send(new HeadBucketCommand({ Bucket: bucket })))
    },
    close: async () => client.destroy(),
  }
}

/** Makes the bucket where it is not there: once, when a school is set up. */
export const ensureS3Bucket = async (options: S3Options): Promise<void> => {
  const client = createClient(options)
  try {
    await client.send(new HeadBucketCommand({ Bucket: options.bucket }))
  } catch (error) {
    if (!isNotFound(error)) throw s3ErrorToBlobsError(error, options)
    await client.send(new CreateBucketCommand({ Bucket: options.bucket })).catch((cause: unknown) => {
      throw s3ErrorToBlobsError(cause, options)
    })
  } finally {
    client.destroy()
  }
}

const agent = { keepAlive: true, maxSockets: MOST_CONNECTIONS }

const createClient = ({ endpoint, region, credentials }: S3Options): S3Client =>
  new S3Client({
    region,
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(credentials === undefined ? {} : { credentials }),
    // Stores that are not Amazon's don't all know its newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 3000, socketTimeout: 30_000, httpAgent: agent, httpsAgent: agent },
  })

const isNotFound = (error: unknown): boolean =>
  error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404 && error.name !== 'NoSuchBucket'

const LOGIN_ERRORS = new Set(['InvalidAccessKeyId', 'SignatureDoesNotMatch', 'AccessDenied', 'Forbidden'])

const s3ErrorToBlobsError = (error: unknown, { endpoint, bucket }: S3Options): unknown => {
  if (error instanceof BlobsUnavailable) return error
  const place = `${bucket} at ${endpoint ?? 'S3'}`
  const name = error instanceof Error ? error.name : ''
  const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined
  if (name === 'NoSuchBucket' || (name === 'NotFound' && status === 404))
    return new BlobsUnavailable(`There is no bucket ${place}: make it, or correct its name.`, { cause: error })
  if (LOGIN_ERRORS.has(name) || status === 403)
    return new BlobsUnavailable(
      `The bucket ${place} refuses the access key: correct it, or give it the right to read and write.`,
      {
        cause: error,
      },
    )
  if (name === 'CredentialsProviderError')
    return new BlobsUnavailable(`No access key for the bucket ${place} is configured.`, { cause: error })
  const what = error instanceof Error ? error.message || name : String(error)
  return new BlobsUnavailable(`The bucket ${place} does not answer as it should: see that the store runs. (${what})`, {
    cause: error,
  })
}
