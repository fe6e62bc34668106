import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMemoryByteStore } from './byte-store.ts'
import { fetchMedium } from './fetch-medium.ts'
import { createStoredMedia, PART_BYTES } from './stored-media.ts'

const bytesOf = (length: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length }, (_, index) => (index * 7 + (index >> 8)) % 251)
const hashOf = (bytes: Uint8Array): string => bytesToHex(sha256(bytes))

/** A school that serves one medium by ranges; `cutAfter` bytes of body it hangs up, once. */
const createServer = (content: Uint8Array<ArrayBuffer>) => {
  const asked: string[] = []
  let cutAfter: number | undefined
  const serve = (async (_input: unknown, init?: RequestInit) => {
    const range = new Headers(init?.headers).get('range') ?? ''
    asked.push(range)
    const [, first = '0', last = '0'] = /bytes=(\d+)-(\d+)/.exec(range) ?? []
    const part = content.slice(Number(first), Number(last) + 1)
    if (cutAfter === undefined || cutAfter >= part.length) return new Response(part, { status: 206 })
    const sent = part.slice(0, cutAfter)
    cutAfter = undefined
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(sent)
      },
      pull: (controller) => controller.error(new TypeError('network')),
    })
    return new Response(body, { status: 206 })
  }) as typeof fetch
  return {
    asked,
    serve,
    cutNextAfter: (bytes: number) => {
      cutAfter = bytes
    },
  }
}

const content = bytesOf(PART_BYTES * 3 + 1234)
const medium = { hash: hashOf(content), bytes: content.length, mime: 'video/mp4' }

test('L4: a medium that was cut off goes on where it was: no part is fetched twice but the one that was cut', async () => {
  const media = createStoredMedia(createMemoryByteStore())
  const server = createServer(content)
  let counted = 0
  const options = { signal: new AbortController().signal, onBytes: (bytes: number) => void (counted += bytes) }
  const stopInSecondPart = ((input: never, init?: RequestInit) => {
    if (server.asked.length === 1) server.cutNextAfter(1000)
    return server.serve(input, init)
  }) as typeof fetch
  expect(await fetchMedium({ media, fetch: stopInSecondPart }, medium, options)).toBe('interrupted')
  expect(await media.describe(medium.hash)).toBeUndefined()
  expect(await media.respond(medium.hash, null)).toBeUndefined()
  expect(counted).toBe(PART_BYTES)
  expect(await fetchMedium({ media, fetch: server.serve }, medium, options)).toBe('complete')
  expect(counted).toBe(content.length)
  const firstPart = `bytes=0-${String(PART_BYTES - 1)}`
  expect(server.asked.filter((range) => range === firstPart)).toHaveLength(1)
  expect(await fetchMedium({ media, fetch: server.serve }, medium, options)).toBe('complete')
  expect(server.asked).toHaveLength(5)
})

test('a medium whose bytes are not those of its hash never counts as here', async () => {
  const media = createStoredMedia(createMemoryByteStore())
  const wrong = createServer(content.map((byte) => byte ^ 1))
  const options = { signal: new AbortController().signal, onBytes: () => undefined }
  expect(await fetchMedium({ media, fetch: wrong.serve }, medium, options)).toBe('interrupted')
  expect([...(await media.complete())]).toEqual([])
  expect([...(await media.parts(medium.hash))]).toEqual([])
})

test('any range of a stored medium is answered as HTTP says', async () => {
  const media = createStoredMedia(createMemoryByteStore())
  await fetchMedium({ media, fetch: createServer(content).serve }, medium, {
    signal: new AbortController().signal,
    onBytes: () => undefined,
  })
  await fc.assert(
    fc.asyncProperty(
      fc.nat(content.length - 1),
      fc.option(fc.nat(content.length + 10), { nil: undefined }),
      async (first, length) => {
        const last = length === undefined ? '' : String(first + length)
        const response = await media.respond(medium.hash, `bytes=${String(first)}-${last}`)
        const expected = content.slice(first, length === undefined ? undefined : first + length + 1)
        expect(response?.status).toBe(206)
        expect(response?.headers.get('content-range')).toBe(
          `bytes ${String(first)}-${String(first + expected.length - 1)}/${String(content.length)}`,
        )
        expect(bytesToHex(new Uint8Array((await response?.arrayBuffer()) ?? []))).toBe(bytesToHex(expected))
      },
    ),
    { numRuns: 30 },
  )
  expect((await media.respond(medium.hash, 'bytes=-10'))?.headers.get('content-length')).toBe('10')
  expect((await media.respond(medium.hash, `bytes=${String(content.length)}-`))?.status).toBe(416)
  const whole = await media.respond(medium.hash, null)
  expect(whole?.status).toBe(200)
  expect((await whole?.arrayBuffer())?.byteLength).toBe(content.length)
})
