import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import { MAX_UPLOAD_BYTES } from '@edutrack/shared-schema/protocol/upload-limits'
import { BlobsUnavailable } from '#ports/blobs/blobs.ts'
import { castSchool, parts, roleOf, type Part } from '#testing/cast.ts'
import { film, photograph } from '#testing/make-media.ts'
import { openTestHttp, type TestHttp } from '#testing/test-http.ts'

let http: TestHttp
let people: Readonly<Record<Part, { readonly cookie: string; readonly personId: string }>>
beforeAll(async () => {
  http = await openTestHttp()
  const entered = []
  for (const part of parts) entered.push([part, await http.enter(part, roleOf(part))] as const)
  people = Object.fromEntries(entered) as Record<Part, (typeof entered)[0][1]>
  await http.school.engine.commitAsServer(
    castSchool(Object.fromEntries(entered.map(([part, { personId }]) => [part, personId])) as Record<Part, string>),
  )
}, 60_000)
afterAll(() => http.close())

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const metadata = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name} ${base64(value)}`)
    .join(',')
const tus = (part: Part, method: string, path: string, headers: Record<string, string>, body?: BodyInit) =>
  http.request(path, {
    method,
    cookie: people[part].cookie,
    headers: { 'tus-resumable': '1.0.0', ...headers },
    ...(body === undefined ? {} : { body, duplex: 'half' }),
  })
const begin = (part: Part, id: string, length: number, more: Readonly<Record<string, string>> = {}) =>
  tus(part, 'POST', '/api/uploads', {
    'upload-length': String(length),
    'upload-metadata': metadata({ id, courseId: 'c1', name: 'Photo', ...more }),
  })
const bring = (part: Part, id: string, offset: number, body: BodyInit) =>
  tus(
    part,
    'PATCH',
    `/api/uploads/${id}`,
    { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    body,
  )
const offsetOf = async (part: Part, id: string) =>
  Number((await tus(part, 'HEAD', `/api/uploads/${id}`, {})).headers.get('upload-offset'))
const send = async (content: Buffer, more: Readonly<Record<string, string>> = {}): Promise<string> => {
  const id = randomUUID()
  expect((await begin('teacher', id, content.length, more)).status).toBe(201)
  expect((await bring('teacher', id, 0, new Uint8Array(content))).status).toBe(204)
  return id
}
const document = async (collection: string, id: string) =>
  (await http.school.store.document(collection, id))?.content as unknown
const fileOf = async (id: string): Promise<CourseFile> => {
  await expect.poll(() => document('files', id), { timeout: 10_000 }).toBeDefined()
  return (await document('files', id)) as CourseFile
}
const refusalOf = async (id: string): Promise<Notice> => {
  await expect.poll(() => document('notices', `refused-upload-${id}`), { timeout: 10_000 }).toBeDefined()
  expect(await document('files', id)).toBeUndefined()
  return (await document('notices', `refused-upload-${id}`)) as Notice
}

test('a photograph that comes in parts is a small picture of the course, for those who are in it', async () => {
  const content = await photograph()
  const id = randomUUID()
  const begun = await begin('teacher', id, content.length)
  expect([begun.status, begun.headers.get('location')]).toEqual([201, `/api/uploads/${id}`])
  expect(begun.headers.get('access-control-allow-origin')).toBeNull()
  const half = Math.floor(content.length / 2)
  expect((await bring('teacher', id, 0, new Uint8Array(content.subarray(0, half)))).headers.get('upload-offset')).toBe(
    String(half),
  )
  // Begun again, as by a device that did not hear the answer: it is the same upload.
  expect((await begin('teacher', id, content.length)).status).toBe(201)
  expect(await offsetOf('teacher', id)).toBe(half)
  // What was brought already is not taken twice.
  const repeated = await bring('teacher', id, 0, new Uint8Array(content.subarray(0, half)))
  expect([repeated.status, await repeated.json()]).toMatchObject([
    409,
    { error: { code: 'upload-moved', retry: true } },
  ])
  expect((await bring('teacher', id, half, new Uint8Array(content.subarray(half)))).status).toBe(204)

  const file = await fileOf(id)
  expect(file).toMatchObject({
    courseId: 'c1',
    name: 'Photo',
    role: 'image',
    mime: 'image/webp',
    width: 600,
    height: 800,
  })
  const answer = await http.request(`/api/media/${file.hash}`, { cookie: people.owner.cookie })
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect([answer.headers.get('content-type'), bytes.length]).toEqual(['image/webp', file.bytes])
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.hash)
  expect((await sharp(bytes).metadata()).exif).toBeUndefined()
  expect((await http.request(`/api/media/${file.hash}`, { cookie: people.stranger.cookie })).status).toBe(404)
  const { contents } = (await document('courses', 'c1')) as Course
  expect(contents).toMatchObject({
    files: 2,
    bytes: file.bytes + ((await document('files', 'f1')) as CourseFile).bytes,
  })
  // A device that did not hear the end is told of it, and the pieces are gone.
  expect(await offsetOf('teacher', id)).toBe(content.length)
  await expect.poll(() => existsSync(join(http.folder, 'blobs/uploads', id))).toBe(false)
})

test('a film loses what its camera noted, and nothing else', async () => {
  const content = film({ bytes: 3_000_000 })
  const { hash, ...file } = await fileOf(await send(content, { name: 'Film' }))
  expect(file).toMatchObject({
    role: 'video',
    mime: 'video/mp4',
    bytes: content.length,
    width: 640,
    height: 360,
    seconds: 90,
  })
  const answer = await http.request(`/api/media/${hash}`, { cookie: people.owner.cookie })
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect([content.includes('+48.1333'), bytes.includes('+48.1333')]).toEqual([true, false])
  expect(bytes.subarray(0, content.indexOf('udta') - 4).equals(content.subarray(0, content.indexOf('udta') - 4))).toBe(
    true,
  )
})

test('what a connection that breaks has brought is kept', async () => {
  const content = film({ bytes: 3_000_000 })
  const id = randomUUID()
  await begin('teacher', id, content.length)
  let step = 0
  const breaking = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (step === 20) controller.error(new Error('the network is gone'))
      else controller.enqueue(new Uint8Array(content.subarray(step * 100_000, (step + 1) * 100_000)))
      step += 1
    },
  })
  expect((await bring('teacher', id, 0, breaking)).status).toBe(400)
  // But for what streams had in their hands at that moment.
  await expect.poll(() => offsetOf('teacher', id)).toBeGreaterThan(1_500_000)
  const kept = await offsetOf('teacher', id)
  await bring('teacher', id, kept, new Uint8Array(content.subarray(kept)))
  expect(await fileOf(id)).toMatchObject({ bytes: content.length, seconds: 90 })
  expect(http.log.said.filter(({ level }) => level === 'error')).toEqual([])
})

test('only those who teach the course upload to it, and each goes on with their own', async () => {
  const isTeaching = (part: Part): boolean => part === 'teacher' || part === 'colleague' || part === 'administrator'
  for (const part of parts) {
    expect([part, (await begin(part, randomUUID(), 10)).status]).toEqual([part, isTeaching(part) ? 201 : 404])
  }
  const id = randomUUID()
  await begin('teacher', id, 10)
  for (const part of parts.filter((other) => other !== 'teacher')) {
    const answers = [
      await begin(part, id, 10),
      await tus(part, 'HEAD', `/api/uploads/${id}`, {}),
      await bring(part, id, 0, 'x'),
      await tus(part, 'DELETE', `/api/uploads/${id}`, {}),
    ]
    expect([part, answers.map(({ status }) => status)]).toEqual([part, [isTeaching(part) ? 400 : 404, 404, 404, 404]])
  }
  expect((await tus('teacher', 'DELETE', `/api/uploads/${id}`, {})).status).toBe(204)
  expect((await tus('teacher', 'HEAD', `/api/uploads/${id}`, {})).status).toBe(404)
  // Who teaches it no more goes on with nothing.
  await begin('otherTeacher', id, 10, { courseId: 'c2' })
  const c2 = (await document('courses', 'c2')) as Course
  await http.school.engine.commitAsServer([
    { collection: 'courses', document: { ...c2, instructorId: people.teacher.personId } },
  ])
  expect((await bring('otherTeacher', id, 0, 'x')).status).toBe(404)
  await http.school.engine.commitAsServer([{ collection: 'courses', document: c2 }])
})

test('what is too much, and what is no upload, is said before a byte is taken', async () => {
  const codeOf = async (answer: Response) => ((await answer.json()) as { error: { code: string } }).error.code
  expect(await codeOf(await begin('teacher', randomUUID(), MAX_UPLOAD_BYTES + 1))).toBe('too-large')
  expect(await codeOf(await begin('teacher', randomUUID(), 0))).toBe('invalid-request')
  expect(await codeOf(await begin('teacher', '../../x', 5))).toBe('invalid-request')
  expect(await codeOf(await begin('teacher', randomUUID(), 5, { name: ' ' }))).toBe('invalid-request')
  // Five films of two gigabytes are announced; there is no room for a sixth.
  const announced = Array.from({ length: 5 }, () => randomUUID())
  const course = { courseId: 'draft' }
  for (const id of announced) expect((await begin('teacher', id, MAX_UPLOAD_BYTES, course)).status).toBe(201)
  expect(await codeOf(await begin('teacher', randomUUID(), 1, course))).toBe('course-storage-full')
  for (const id of announced) await tus('teacher', 'DELETE', `/api/uploads/${id}`, {})
  expect((await begin('teacher', randomUUID(), 1, course)).status).toBe(201)
  // More than was announced is not taken.
  const id = randomUUID()
  await begin('teacher', id, 4)
  expect((await bring('teacher', id, 0, '12345')).status).toBeGreaterThanOrEqual(400)
  expect(await offsetOf('teacher', id)).toBeLessThan(4)
})

test.each([
  ['file-active', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  ['file-type', Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['file-type', Buffer.from('MZ\u0000\u0000 a program that says it is a film')],
  ['file-unreadable', Buffer.from('ffd8ffe000104a46494600010100', 'hex')],
  ['file-unreadable', film().subarray(0, 1000)],
  ['captions-unreadable', Buffer.from('WEBVTT\n\n00:00 --> x')],
])('%s: a file that a course can’t take is told to its author by name', async (code, content) => {
  const id = await send(content, { name: 'Holiday.mp4' })
  expect(await refusalOf(id)).toMatchObject({
    personId: people.teacher.personId,
    kind: 'refused',
    courseId: 'c1',
    subject: { collection: 'files', id, title: 'Holiday.mp4' },
    refusal: { code },
  })
  await expect.poll(() => existsSync(join(http.folder, 'blobs/uploads', id))).toBe(false)
})

test('while bytes can’t be stored, a device is told to come again, and goes on from where it was', async () => {
  const { blobs } = http.school
  const { put } = blobs
  const id = randomUUID()
  await begin('teacher', id, 10)
  Object.assign(blobs, { put: () => Promise.reject(new BlobsUnavailable('The bucket does not answer')) })
  const response = await bring('teacher', id, 0, 'half ')
  Object.assign(blobs, { put })
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({ error: { code: 'unavailable', retry: true } })
  expect(await offsetOf('teacher', id)).toBe(0)
  expect((await bring('teacher', id, 0, 'half ')).status).toBe(204)
})
