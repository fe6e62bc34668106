import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientPart, clientStateHash } from '@edutrack/shared-schema/collections/define-collection'
import {
  collectionNames,
  collections,
  type AnyDocument,
  type CollectionName,
} from '@edutrack/shared-schema/collections/registry'
import type { StreamEvent } from '@edutrack/shared-schema/protocol/stream'
import type { PushResult, SyncResponse, ToldDocument } from '@edutrack/shared-schema/protocol/sync'
import { PROTOCOL_VERSION } from '@edutrack/shared-schema/protocol/version'
import { createSystemClock } from '#ports/clock/clock.ts'
import type { AlsoWrite } from '#sync/collection-rules.ts'
import { castSchool, exampleIds, parts, roleOf, type Part } from '#testing/cast.ts'
import { freePort } from '#testing/free-port.ts'
import { ownDocument, ownId } from '#testing/hostile-values.ts'
import { openTestHttp, syncBody, type TestHttp } from '#testing/test-http.ts'
import { listen, type Listening } from '../server/listen.ts'

/** What the owner's document of each collection is to everybody, and what becomes of their writing. A new collection has no place in it until its line is written. */
interface Line {
  /** Who is told of it, by pull and by stream. */
  readonly read: readonly Part[]
  /** Of a new one in course `c1`, their own: what is answered, `accepted` or a code. */
  readonly create: Answers
  /** Of a change of it, made from the state that they see. */
  readonly edit: Answers
  readonly remove: Answers
}
type Answers = Readonly<Partial<Record<Part, string>>> & { readonly others?: string }

const inCourse: readonly Part[] = ['owner', 'classmate', 'teacher', 'colleague']
const ownerAndTeacher: readonly Part[] = ['owner', 'teacher', 'colleague']
const readOnly = { others: 'read-only' }
const allMay = { others: 'accepted' }
const ownerMay = { owner: 'accepted', others: 'not-yours' }
const teachersMay = { teacher: 'accepted', colleague: 'accepted', administrator: 'accepted', others: 'not-yours' }

const TABLE: Readonly<Record<CollectionName, Line>> = {
  people: { read: ['owner', 'administrator'], create: { others: 'not-yours' }, edit: ownerMay, remove: readOnly },
  courses: {
    read: parts,
    create: { ...teachersMay, otherTeacher: 'accepted' },
    edit: teachersMay,
    remove: readOnly,
  },
  files: {
    read: inCourse,
    // Bytes come first, by upload.
    create: { teacher: 'read-only', colleague: 'read-only', administrator: 'read-only', others: 'not-yours' },
    edit: teachersMay,
    remove: teachersMay,
  },
  questions: { read: inCourse, create: teachersMay, edit: teachersMay, remove: readOnly },
  units: { read: inCourse, create: teachersMay, edit: teachersMay, remove: readOnly },
  enrolments: { read: ownerAndTeacher, create: allMay, edit: ownerMay, remove: readOnly },
  progress: { read: ownerAndTeacher, create: allMay, edit: ownerMay, remove: readOnly },
  attempts: {
    read: ownerAndTeacher,
    create: allMay,
    edit: { owner: 'already-handed-in', others: 'not-yours' },
    remove: readOnly,
  },
  posts: {
    read: inCourse,
    create: { stranger: 'not-enrolled', otherTeacher: 'not-enrolled', others: 'accepted' },
    edit: { ...teachersMay, owner: 'accepted' },
    remove: ownerMay,
  },
  notes: { read: ['owner'], create: allMay, edit: ownerMay, remove: ownerMay },
  certificates: {
    read: ownerAndTeacher,
    create: readOnly,
    // No field of it is a device's, so what is sent is what is there.
    edit: { owner: 'accepted', teacher: 'accepted', colleague: 'accepted', others: 'read-only' },
    remove: readOnly,
  },
  notices: { read: ['owner'], create: readOnly, edit: ownerMay, remove: readOnly },
}

/** Of each collection fields that a device may change, and what to: to something else by each. */
const changeOf = (collection: CollectionName, part: Part): Readonly<Record<string, unknown>> => {
  const text = `Changed by ${part}`
  const number = 1 + parts.indexOf(part)
  const changes: Readonly<Record<CollectionName, Readonly<Record<string, unknown>>>> = {
    people: { name: text },
    courses: { title: text },
    files: { name: text },
    questions: { prompt: text },
    units: { title: text },
    enrolments: { wishedAt: number },
    progress: { furthest: 0.9 + number / 100 },
    attempts: { secondsUsed: 100 + number },
    posts: { hidden: true, markdown: text },
    notes: { text },
    certificates: {},
    notices: { readAt: number },
  }
  return changes[collection]
}

let http: TestHttp
let people: Readonly<Record<Part, { readonly cookie: string; readonly personId: string }>>
let cast: Readonly<Record<Part, string>>
let ids: Readonly<Record<CollectionName, string>>
let listening: Listening
let port: number
beforeAll(async () => {
  http = await openTestHttp()
  const entered = []
  for (const part of parts) entered.push([part, await http.enter(part, roleOf(part))] as const)
  people = Object.fromEntries(entered) as Record<Part, (typeof entered)[0][1]>
  cast = Object.fromEntries(entered.map(([part, { personId }]) => [part, personId])) as typeof cast
  ids = exampleIds(cast)
  await http.school.engine.commitAsServer(castSchool(cast))
  port = await freePort()
  const options = { port, host: '127.0.0.1', certificates: undefined, clock: createSystemClock() }
  listening = await listen({ app: http.school.app, ...options })
}, 60_000)
afterAll(async () => {
  await listening.close(100)
  await http.close()
})

const sync = async (part: Part, more: object): Promise<SyncResponse> => {
  const response = await http.post('/api/sync', syncBody(cast[part], more), people[part].cookie)
  expect(response.status).toBe(200)
  return (await response.json()) as SyncResponse
}
const pullAll = async (part: Part): Promise<ReadonlyMap<string, ToldDocument>> => {
  const told = new Map<string, ToldDocument>()
  let checkpoint: string | null = null
  for (;;) {
    const { pull } = await sync(part, { pull: { checkpoint, limit: 100 } })
    for (const { collection, documents } of pull?.changes ?? [])
      for (const document of documents) told.set(`${collection}/${document.id}`, document)
    if (pull?.more !== true) return told
    ;({ checkpoint } = pull)
  }
}
const outcomeOf = (result: PushResult | undefined): string | undefined =>
  result?.outcome === 'refused' ? result.code : result?.outcome
const push = async (part: Part, collection: CollectionName, document: object, assumed: string | null) => {
  const { push: answered } = await sync(part, { push: [{ collection, rows: [{ assumed, document }] }] })
  return answered[0]?.results[0]
}
const answersOf = (answers: Answers) => Object.fromEntries(parts.map((part) => [part, answers[part] ?? answers.others]))
const stored = async (collection: CollectionName): Promise<AnyDocument> => {
  const document = await http.school.store.document(collection, ids[collection])
  if (document === undefined) throw new Error(`${collection} has no example`)
  return document.content as AnyDocument
}
const without = (secret: string, document: unknown): boolean => !JSON.stringify(document).includes(secret)

test('S3: by pull everybody gets what the table says, whole, and nothing else of anybody’s', async () => {
  const got = Object.fromEntries(collectionNames.map((name) => [name, [] as Part[]]))
  for (const part of parts) {
    const told = await pullAll(part)
    for (const name of collectionNames) if (told.has(`${name}/${ids[name]}`)) got[name]?.push(part)
    const key = told.get(`questions/${ids.questions}`)
    if (key !== undefined)
      expect([part, without('SECRET', key)]).toEqual([part, part !== 'teacher' && part !== 'colleague'])
    expect([part, told.has('courses/draft')]).toEqual([part, part === 'teacher' || part === 'administrator'])
    expect([part, told.has('units/draft1')]).toEqual([part, part === 'teacher' || part === 'colleague'])
    for (const [name, { personId, _deleted }] of told) {
      expect([name, _deleted]).toEqual([name, undefined])
      if (personId !== undefined && part !== 'teacher' && part !== 'colleague')
        expect([part, name, personId]).toEqual([part, name, cast[part]])
    }
  }
  expect(got).toEqual(Object.fromEntries(collectionNames.map((name) => [name, [...TABLE[name].read]])))
})

test('S9: by stream everybody is told what the table says, as it happens, and nothing else', async () => {
  const sockets: Socket[] = []
  const texts = Object.fromEntries(parts.map((part) => [part, ''])) as Record<Part, string>
  for (const part of parts) {
    const socket = connect(port, '127.0.0.1')
    sockets.push(socket)
    socket.on('data', (chunk) => (texts[part] += chunk.toString()))
    const path = `/api/stream?protocol=${String(PROTOCOL_VERSION)}&device=phone`
    socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\ncookie: ${people[part].cookie}\r\n\r\n`)
  }
  await expect.poll(() => parts.every((part) => texts[part].includes('"hello"'))).toBe(true)
  for (const collection of collectionNames)
    await http.school.engine.commitAsServer([{ collection, document: await stored(collection) } as AlsoWrite])
  // All see the catalogue: who has been told this has been told all before it.
  const c2 = (await http.school.store.document('courses', 'c2'))?.content as AnyDocument | undefined
  const last = { ...c2, id: 'c2', title: 'the last' }
  await http.school.engine.commitAsServer([{ collection: 'courses', document: last } as AlsoWrite])
  await expect.poll(() => parts.every((part) => texts[part].includes('the last'))).toBe(true)
  for (const socket of sockets) socket.destroy()
  const heard = Object.fromEntries(collectionNames.map((name) => [name, [] as Part[]]))
  for (const part of parts) {
    const events = [...texts[part].matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data) as StreamEvent)
    expect(events.some(({ type }) => type === 'resync')).toBe(false)
    const told = events.flatMap((event) => (event.type === 'changes' ? event.changes : []))
    for (const { collection, documents } of told)
      for (const { id } of documents)
        if (id === ids[collection as CollectionName] && heard[collection]?.at(-1) !== part)
          heard[collection]?.push(part)
    const questions = told.filter(({ collection }) => collection === 'questions')
    if (questions.length > 0)
      expect([part, without('SECRET', questions)]).toEqual([part, part !== 'teacher' && part !== 'colleague'])
  }
  expect(heard).toEqual(Object.fromEntries(collectionNames.map((name) => [name, [...TABLE[name].read]])))
})

test.each(collectionNames)(
  'S6: %s are changed and removed by whom the table says; by nobody else is a letter of them',
  async (collection) => {
    const line = TABLE[collection]
    const tried = async (change: (part: Part) => object): Promise<Readonly<Record<string, string | undefined>>> => {
      const outcomes: Record<string, string | undefined> = {}
      for (const part of parts.toReversed()) {
        const before = await stored(collection)
        const assumed = line.read.includes(part) ? clientStateHash(collections[collection], before) : null
        const sent = { ...clientPart(collections[collection], before), id: before.id, ...change(part) }
        const result = await push(part, collection, sent, assumed)
        outcomes[part] = outcomeOf(result)
        if (result?.outcome === 'accepted') {
          // The next one is to find it as this one did.
          if ('_deleted' in sent)
            await http.school.engine.commitAsServer([{ collection, document: before } as AlsoWrite])
          continue
        }
        expect([part, await stored(collection)]).toEqual([part, before])
        // What they may not see they are not told either.
        if (!line.read.includes(part)) expect([part, result]).toEqual([part, { ...result, document: undefined }])
      }
      return outcomes
    }
    expect(await tried((part) => changeOf(collection, part))).toEqual(answersOf(line.edit))
    expect(await tried(() => ({ _deleted: true }))).toEqual(answersOf(line.remove))
  },
)

// An enrolment that is made lets its maker post: it comes last.
const byUrgency = [...collectionNames.filter((name) => name !== 'enrolments'), 'enrolments' as const]

test('S6: of each collection those make new documents that the table says', async () => {
  for (const collection of byUrgency) {
    const outcomes: Record<string, string | undefined> = {}
    for (const part of parts) {
      const id = collection === 'people' ? `new-of-${part}` : ownId(collection, cast[part])
      const known = await http.school.store.document(collection, id)
      const hash = known === undefined ? null : known.stateHash
      outcomes[part] = outcomeOf(await push(part, collection, ownDocument(collection, cast[part], id), hash))
    }
    expect([collection, outcomes]).toEqual([collection, answersOf(TABLE[collection].create)])
  }
})
