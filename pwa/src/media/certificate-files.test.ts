import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { expect, test } from 'vitest'
import type { Certificate } from '@edutrack/shared-schema/collections/certificates'
import { createMemoryDeviceStore } from '#platform/device-store.ts'
import { createMemoryByteStore } from './byte-store.ts'
import { createCertificateFiles } from './certificate-files.ts'
import { createStoredMedia, PART_BYTES } from './stored-media.ts'

const bytes = new Uint8Array(PART_BYTES + 100).fill(7)
const certificate: Certificate = {
  id: 'c',
  personId: 'ana',
  courseId: 'c1',
  personName: 'Ana',
  courseTitle: 'Sums',
  percent: 90,
  issuedAt: 0,
  status: 'valid',
  pdfHash: bytesToHex(sha256(bytes)),
}

const open = (answer: () => Promise<Response>, room?: number) => {
  const store = createMemoryDeviceStore()
  const media = createStoredMedia(createMemoryByteStore(room))
  let asked = 0
  const files = createCertificateFiles({
    personId: 'ana',
    store,
    media,
    fetch: async () => {
      asked += 1
      return answer()
    },
  })
  return { store, media, files, asked: () => asked }
}
const text = async (pdf: Blob | string): Promise<number | string> =>
  pdf instanceof Blob ? new Uint8Array(await pdf.arrayBuffer()).reduce((sum, byte) => sum + byte, 0) : pdf

test('a file is fetched once, checked, and there without the school from then on', async () => {
  let isGone = false
  const { files, store, asked } = open(async () => {
    if (isGone) throw new TypeError('no network')
    return new Response(bytes)
  })
  expect(await files.isKept(certificate)).toBe(false)
  const whole = await text(await files.get(certificate))
  isGone = true
  expect(await files.isKept(certificate)).toBe(true)
  expect(await text(await files.get(certificate))).toBe(whole)
  expect(asked()).toBe(1)
  // Whoever removes this person's data finds it.
  expect(await store.get('device/media-of/ana/certificates')).toEqual([certificate.pdfHash])
})

test('what is not the file of the certificate is neither shown nor kept', async () => {
  const { files } = open(async () => new Response('another file'))
  expect(await files.get(certificate)).toBe('missing')
  expect(await files.isKept(certificate)).toBe(false)
  expect(await files.get({ ...certificate, pdfHash: undefined } as unknown as Certificate)).toBe('missing')
})

test('a school out of reach and one that doesn’t hand it out are told apart', async () => {
  expect(await open(async () => Promise.reject(new TypeError('no network'))).files.get(certificate)).toBe('offline')
  expect(await open(async () => new Response('', { status: 503 })).files.get(certificate)).toBe('offline')
  expect(await open(async () => new Response('', { status: 404 })).files.get(certificate)).toBe('missing')
})

test('on a full device it is shown all the same, and not taken for kept', async () => {
  const { files } = open(async () => new Response(bytes), PART_BYTES)
  expect(await files.get(certificate)).toBeInstanceOf(Blob)
  expect(await files.isKept(certificate)).toBe(false)
})
