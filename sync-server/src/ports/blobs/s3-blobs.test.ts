import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { createS3Blobs } from './s3-blobs.ts'

const MEDIUM_BYTES = 10_000_000
const SLOW_PHONES = 100

test('phones that read slowly keep nobody else waiting', async () => {
  const store = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': MEDIUM_BYTES })
    // The rest is as long on its way as the phone takes.
    if (request.method === 'HEAD') response.end()
    else response.write(Buffer.alloc(1000))
  })
  await new Promise<void>((resolve) => void store.listen(0, '127.0.0.1', resolve))
  const blobs = createS3Blobs({
    endpoint: `http://127.0.0.1:${String((store.address() as AddressInfo).port)}`,
    region: 'us-east-1',
    bucket: 'school',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  })
  const read = await Promise.all(Array.from({ length: SLOW_PHONES }, (): Promise<Readable> => blobs.read('media/film')))
  expect(await blobs.stat('media/film')).toEqual({ bytes: MEDIUM_BYTES, mime: 'video/mp4' })
  for (const content of read) content.on('error', () => undefined).destroy()
  await blobs.close()
  store.closeAllConnections()
  await new Promise((resolve) => store.close(resolve))
}, 10_000)
