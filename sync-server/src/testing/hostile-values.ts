import fc from 'fast-check'
import {
  collectionNames,
  collections,
  type AnyDocument,
  type CollectionName,
} from '@edutrack/shared-schema/collections/registry'
import { enrolmentIdOf, progressIdOf } from '@edutrack/shared-schema/id'
import { exampleIds, type Cast } from './cast.ts'
import { NOON } from './test-clock.ts'

/** Texts that some layer below may take for something else. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '\ud800',
  'lone \udfff surrogate',
  'nul\u0000inside',
  '\u0000',
  '\u0001\u0002',
  '\ufeff',
  '\u202etxet',
  '🙂'.repeat(40),
  'é\u0301'.repeat(30),
  '../../../etc/passwd',
  '..%2f..%2fschool.db',
  'C:\\windows',
  "'; DROP TABLE documents; --",
  '{"$gt":""}',
  '$where',
  'a.b.c',
  'person:owner',
  'staff:c1',
  'course:c1',
  'catalogue',
  'school',
  'c1|1 staff:c1',
  '~',
  ':',
  '/',
  'c1:c1:c1',
  'x'.repeat(100),
  'x'.repeat(101),
  'x'.repeat(5000),
  '<script>alert(1)</script>',
  '${7*7}',
  'null',
  'NaN',
]

export const hostileText = fc.oneof(
  { arbitrary: fc.constantFrom(...hostileTexts), weight: 3 },
  fc.string({ unit: 'binary', maxLength: 40 }),
)

/** `{"a":{"a":…}}` or `[[…]]`, as text: a value of it would overflow whoever prints it. */
export const nested = (depth: number, kind: 'array' | 'object' = 'array'): string =>
  kind === 'array' ? `${'['.repeat(depth)}${']'.repeat(depth)}` : `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`

/** Values in JSON that a field does not expect. What comes of `JSON.parse` alone: members named `__proto__` are their own. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom(null, true, false, 0, -0, -1, 0.5, 1e308, -1e308, 2 ** 53, 5e-324, 8.64e15, 8.64e15 + 1),
  fc.constantFrom(
    ...[
      '{}',
      '[]',
      '{"__proto__":{"role":"administrator"}}',
      '{"constructor":{"prototype":{"x":1}}}',
      nested(30),
      nested(90, 'object'),
    ].map((text) => JSON.parse(text) as unknown),
  ),
  fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as unknown),
)

/** Documents that `writer` could send of each collection, whole and well-formed, as their own. */
export const ownDocument = (collection: CollectionName, writer: string, id: string, courseId = 'c1'): AnyDocument => {
  const work = { personId: writer, courseId, unitId: 'page1' }
  const fields: Readonly<Record<CollectionName, object>> = {
    people: { name: 'Mine', settings: {} },
    courses: {
      title: 'Mine',
      description: '',
      category: 'maths',
      level: 'beginner',
      language: 'en',
      staffIds: [],
      status: 'published',
      modules: [],
      minutes: 1,
      enrolment: { mode: 'open' },
    },
    files: { courseId, name: 'mine', role: 'image' },
    questions: {
      courseId,
      kind: 'short-text',
      title: 'mine',
      prompt: 'mine?',
      content: {},
      key: { accepted: ['mine'] },
      points: 1,
      tags: [],
    },
    units: {
      courseId,
      title: 'Mine',
      kind: 'quiz',
      minutes: 1,
      status: 'published',
      markdown: '',
      fileIds: [],
      quiz: {
        mode: 'graded',
        questionIds: ['q1', 'q2'],
        counts: 'best',
        shuffleQuestions: false,
        shuffleChoices: false,
        feedback: 'after-hand-in',
        passPercent: 50,
      },
    },
    enrolments: { personId: writer, courseId, wish: 'enrolled', wishedAt: NOON },
    progress: {
      ...work,
      openedAt: NOON,
      furthest: 1,
      place: { position: 0, at: NOON, device: 'phone' },
      secondsByDevice: { phone: 1 },
    },
    attempts: {
      ...work,
      unitId: 'quiz1',
      device: 'phone',
      startedAt: NOON,
      asked: [{ questionId: 'q1', version: 1 }],
      seed: 1,
      answers: { q1: { value: { text: 'mine' }, at: NOON } },
      flagged: [],
      secondsUsed: 1,
      status: 'handed-in',
      handedInAt: NOON,
    },
    posts: { courseId, kind: 'discussion', authorId: writer, title: 'Mine', markdown: 'Mine', writtenAt: NOON },
    notes: { ...work, kind: 'note', position: 0, text: 'Mine', writtenAt: NOON },
    certificates: { ...work },
    notices: { readAt: NOON },
  }
  return { ...fields[collection], id }
}

/** The id that a new document of `writer`'s own has. */
export const ownId = (collection: CollectionName, writer: string, courseId = 'c1'): string =>
  collection === 'people'
    ? writer
    : collection === 'enrolments'
      ? enrolmentIdOf(writer, courseId)
      : collection === 'progress'
        ? progressIdOf(writer, 'page1')
        : `${collection}-of-${writer}`

export interface HostileRow {
  readonly collection: string
  readonly assumed: unknown
  readonly document: Readonly<Record<string, unknown>>
}

/**
 * Rows that `writer` might send to read or write what is not theirs: documents of every collection, well-formed but for a few fields that are another's, somebody
 * else's id, or nonsense; with the server's own fields beside (channels, roles, grades, receipts).
 */
export const hostileRow = (writer: string, cast: Cast): fc.Arbitrary<HostileRow> => {
  const ids = [
    ...Object.values(exampleIds(cast)),
    ...Object.values(cast),
    'c2',
    'draft',
    'draft1',
    'q2',
    'quiz2',
    'attempt-open',
  ]
  const id = fc.oneof({ arbitrary: fc.constantFrom(...ids), weight: 3 }, hostileText)
  const value = fc.oneof({ arbitrary: id, weight: 2 }, hostileValue, fc.constant([{ questionId: 'q2', version: 1 }]))
  const change = (collection: CollectionName) =>
    fc.tuple(
      fc.oneof(
        { arbitrary: fc.constantFrom(...collections[collection].clientFields, 'id'), weight: 6 },
        fc.constantFrom(...SERVERS_FIELDS),
        hostileText,
      ),
      value,
    )
  const start = fc.tuple(fc.constantFrom(...collectionNames), fc.constantFrom('c1', 'c1', 'c1', 'c2', 'draft'))
  return start.chain(([collection, courseId]) =>
    fc
      .record({
        collection: fc.oneof({ arbitrary: fc.constant<string>(collection), weight: 12 }, hostileText),
        assumed: fc.oneof({ arbitrary: fc.constantFrom(null, '0'.repeat(16)), weight: 5 }, hostileValue),
        id: fc.oneof(fc.constant(ownId(collection, writer, courseId)), fc.constant(exampleIds(cast)[collection]), id),
        changes: fc.array(change(collection), { maxLength: 3 }),
        isDeleted: fc.boolean(),
      })
      .map(({ id, changes, isDeleted, ...row }) => {
        const document: Record<string, unknown> = { ...ownDocument(collection, writer, id, courseId) }
        for (const [field, value] of changes)
          Object.defineProperty(document, field, { value, enumerable: true, configurable: true, writable: true })
        if (isDeleted && changes.length === 0) document['_deleted'] = true
        return { ...row, document }
      }),
  )
}

/** What only the server decides, and what has never been a field of a document but may be taken for one. */
const SERVERS_FIELDS: readonly string[] = [
  'role',
  'channels',
  'instructorId',
  'authorName',
  'grade',
  'receipt',
  'marks',
  'feedback',
  'decision',
  'isKeyOpen',
  'version',
  'hash',
  'hidden',
  'reason',
  'extraTimePercent',
  '_deleted',
  '_number',
  '__proto__',
]
