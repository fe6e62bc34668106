import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import { collectionNames, type AnyDocument } from '@edutrack/shared-schema/collections/registry'
import { syncRequest } from '@edutrack/shared-schema/protocol/sync'
import { PROTOCOL_VERSION } from '@edutrack/shared-schema/protocol/version'
import { createMemoryStore } from '#ports/store/memory-store.ts'
import { createSqliteStore } from '#ports/store/sqlite-store.ts'
import type { Store } from '#ports/store/store.ts'
import { castSchool, parts, roleOf, SECRET, type Cast, type Part } from '#testing/cast.ts'
import { allDocuments } from '#testing/empty-school.ts'
import { hostileRow, ownDocument, type HostileRow } from '#testing/hostile-values.ts'
import { createTestSchool, NOON } from '#testing/test-school.ts'

const folder = mkdtempSync(join(tmpdir(), 'hostile-push-'))
afterAll(() => rmSync(folder, { recursive: true }))
const stores: readonly (readonly [string, () => Store])[] = [
  ['memory', () => createMemoryStore()],
  ['SQLite', () => createSqliteStore({ path: join(folder, `${String(Math.random())}.db`) })],
]

const cast = Object.fromEntries(parts.map((part) => [part, part])) as Record<Part, string> satisfies Cast

const openSchool = async (store: Store) => {
  const school = await createTestSchool({ store })
  await school.engine.commitAsServer([
    ...parts.map((part) => ({
      collection: 'people' as const,
      document: { id: cast[part], name: part, role: roleOf(part), settings: {} },
    })),
    ...castSchool(cast),
  ])
  return school
}

/** Whether a document may have changed by what `writer` sends: it is theirs, or in a course that they teach. */
const isOf = (writer: Part, key: string, content: AnyDocument): boolean => {
  const [collection] = key.split('/')
  if (content['personId'] !== undefined) return content['personId'] === cast[writer]
  if (collection === 'posts') return content['authorId'] === cast[writer]
  if (collection === 'people') return content.id === cast[writer]
  if (collection === 'courses') return content['instructorId'] === cast[writer]
  return writer === 'otherTeacher' && content['courseId'] !== 'c1'
}

for (const [name, createStore] of stores)
  for (const writer of ['classmate', 'stranger', 'otherTeacher'] as const)
    test(`S3: whatever the ${writer} sends, no row of others is read or written, and every row is answered (${name})`, async () => {
      const store = createStore()
      const school = await openSchool(store)
      const reader = { personId: cast[writer], role: roleOf(writer) }
      const before = await allDocuments(store)
      let written = 0
      const send = async (rows: readonly HostileRow[]) => {
        const parsed = syncRequest.safeParse({
          protocol: PROTOCOL_VERSION,
          device: 'phone',
          person: cast[writer],
          clock: NOON,
          push: rows.map(({ collection, ...row }) => ({ collection, rows: [row] })),
          pull: { checkpoint: null, limit: 1000 },
        })
        if (!parsed.success) return
        const answer = await school.engine.handle(reader, parsed.data)
        expect(answer.push).toHaveLength(rows.length)
        for (const [index, { results }] of answer.push.entries()) {
          const [result] = results
          expect(['accepted', 'conflict', 'refused']).toContain(result?.outcome)
          if (result?.outcome === 'accepted') written += 1
          // What is told of a document is what its sender may see of it anyway.
          if (!JSON.stringify(rows[index]).includes(SECRET)) expectNoSecret(writer, result?.document)
        }
        for (const { documents } of answer.pull?.changes ?? [])
          for (const document of documents) expectNoSecret(writer, document)
      }
      await fc.assert(
        fc.asyncProperty(fc.array(hostileRow(cast[writer], cast), { minLength: 1, maxLength: 4 }), send),
        { numRuns: 250 },
      )
      expect(written).toBeGreaterThan(10)
      const after = await allDocuments(store)
      for (const [key, content] of Object.entries(before))
        if (!isOf(writer, key, content as AnyDocument)) expect({ key, content: after[key] }).toEqual({ key, content })
      for (const [key, content] of Object.entries(after))
        if (before[key] === undefined)
          expect({ key, isTheirs: isOf(writer, key, content as AnyDocument) }).toEqual({ key, isTheirs: true })
      // Everybody still gets everything.
      for (const part of parts)
        for (const collection of collectionNames)
          await school.pullAll({ personId: cast[part], role: roleOf(part) }, collection)
      await school.engine.close()
      await store.close()
    }, 120_000)

const expectNoSecret = (writer: Part, document: unknown): void =>
  // A teacher sees what is of their own course.
  expect(JSON.stringify(document ?? null)).not.toContain(writer === 'otherTeacher' ? `${SECRET}-c1` : SECRET)

const open = () => openSchool(createMemoryStore())
const readerOf = (part: Part) => ({ personId: cast[part], role: roleOf(part) })
const quizUnit = (id: string, courseId: string) => ownDocument('units', '', id, courseId)

test('a quiz that names questions of another course neither closes their keys nor tells them', async () => {
  const school = await open()
  const q1 = (await school.store.document('questions', 'q1'))?.content as Question
  await school.engine.commitAsServer([{ collection: 'questions', document: { ...q1, isKeyOpen: true } }])
  expect(await school.pushRow(readerOf('otherTeacher'), 'units', quizUnit('thief', 'c2'))).toMatchObject({
    outcome: 'accepted',
  })
  expect((await school.store.document('questions', 'q1'))?.content).toMatchObject({ isKeyOpen: true })
  await school.engine.commitAsServer([{ collection: 'questions', document: { ...q1, isKeyOpen: false } }])
  const wish = ownDocument('enrolments', cast.otherTeacher, `${cast.otherTeacher}:c2`, 'c2')
  await school.pushRow(readerOf('otherTeacher'), 'enrolments', wish)
  const attempt = { ...ownDocument('attempts', cast.otherTeacher, 'try'), unitId: 'thief' }
  const asked = [
    { questionId: 'q1', version: 1 },
    { questionId: 'q2', version: 1 },
  ]
  const answer = await school.pushRow(readerOf('otherTeacher'), 'attempts', { ...attempt, asked })
  expect(answer).toMatchObject({ outcome: 'accepted', document: { feedback: { q2: {} }, grade: { pending: true } } })
  expect(JSON.stringify(answer)).not.toContain(`${SECRET}-c1`)
})

test('a hand-in opens keys of its quiz alone, and only to who is in the course', async () => {
  const school = await open()
  const quiz = quizUnit('open-quiz', 'c1')
  const onlyQ1 = { ...quiz, quiz: { ...(quiz['quiz'] as object), questionIds: ['q1'] } }
  const q3 = { ...((await school.store.document('questions', 'q1'))?.content as Question), id: 'q3' }
  await school.engine.commitAsServer([{ collection: 'questions', document: q3 }])
  await school.pushRow(readerOf('teacher'), 'units', onlyQ1)
  const asked = [
    { questionId: 'q1', version: 1 },
    { questionId: 'q3', version: 1 },
  ]
  const handIn = (part: Part) =>
    school.pushRow(readerOf(part), 'attempts', {
      ...ownDocument('attempts', cast[part], `try-of-${part}`),
      unitId: 'open-quiz',
      asked,
    })
  const told = await handIn('classmate')
  const { feedback } = (told as { document?: unknown }).document as Attempt
  expect(Object.keys(feedback ?? {})).toEqual(['q1'])
  const stranger = await handIn('stranger')
  expect(stranger).toMatchObject({ outcome: 'accepted', document: { marks: ['not-enrolled'] } })
  const ofDraft = { ...ownDocument('attempts', cast.stranger, 'try-of-draft'), unitId: 'draft1' }
  expect(await school.pushRow(readerOf('stranger'), 'attempts', ofDraft)).toMatchObject({ outcome: 'accepted' })
  expect(JSON.stringify((await school.pullAll(readerOf('stranger'), 'notices')).documents)).not.toContain(SECRET)
  expect(JSON.stringify(stranger)).not.toContain(SECRET)
})

test('a refusal tells nobody the title of a draft', async () => {
  const school = await open()
  for (const document of [
    ownDocument('enrolments', 'stranger', 'stranger:draft', 'draft'),
    ownDocument('posts', 'stranger', 'p', 'draft'),
    ownDocument('units', 'stranger', 'u', 'draft'),
  ])
    await school.pushRow(
      readerOf('stranger'),
      'wish' in document ? 'enrolments' : 'authorId' in document ? 'posts' : 'units',
      document,
    )
  const { documents: notices } = await school.pullAll(readerOf('stranger'), 'notices')
  expect(notices).toHaveLength(3)
  expect(JSON.stringify(notices)).not.toContain(SECRET)
  expect(await school.store.rows({ table: 'outbox', index: 'id', equals: [], limit: 9 })).toEqual([])
})

test('S3: progress is of the course that its unit is of, whatever it says, and of no unit that does not exist', async () => {
  const school = await open()
  const progress = ownDocument('progress', 'stranger', 'stranger:page1', 'c2')
  await school.pushRow(readerOf('stranger'), 'progress', progress)
  const idsSeenBy = async (part: Part) =>
    (await school.pullAll(readerOf(part), 'progress')).documents.map(({ id }) => id)
  expect(await idsSeenBy('otherTeacher')).toEqual([])
  expect(await idsSeenBy('teacher')).toContain('stranger:page1')
  const none = { ...progress, id: 'stranger:none', unitId: 'none' }
  expect(await school.pushRow(readerOf('stranger'), 'progress', none)).toMatchObject({ code: 'unit-not-found' })
})

test('two attempts whose long ids begin alike have a notice each', async () => {
  const school = await open()
  const ids = ['a', 'b'].map((end) => `${'x'.repeat(99)}${end}`)
  for (const id of ids)
    await school.pushRow(readerOf('classmate'), 'attempts', ownDocument('attempts', 'classmate', id))
  const { documents } = await school.pullAll(readerOf('classmate'), 'notices')
  expect(documents.map(({ subject }) => (subject as { id: string }).id).sort()).toEqual(ids)
})

test('S6: an id that a channel or a database could take for another is refused and kept', async () => {
  const school = await open()
  for (const id of ['\ud800', 'a\u0000', 'a\nb', '\u0085']) {
    const course = ownDocument('courses', 'teacher', id)
    expect(await school.pushRow(readerOf('teacher'), 'courses', course)).toMatchObject({ code: 'invalid-document' })
  }
  expect((await school.pullAll(readerOf('teacher'), 'notices')).documents).toHaveLength(4)
})
