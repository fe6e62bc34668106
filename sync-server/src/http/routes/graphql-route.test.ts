import { afterEach, beforeEach, expect, test } from 'vitest'
import { Hono } from 'hono'
import { createPublicCourses } from '#modules/courses/index.ts'
import { createMemoryLimits } from '#ports/limits/memory-limits.ts'
import { createMemoryStore } from '#ports/store/memory-store.ts'
import type { Store, StoreReader } from '#ports/store/store.ts'
import { createTestClock } from '#testing/test-clock.ts'
import { silentLog } from '#testing/test-log.ts'
import type { HttpEnvironment } from '../environment.ts'
import { addGraphqlRoute } from './graphql-route.ts'

const COURSES = 60
let store: Store
let calls: string[]
let app: Hono<HttpEnvironment>
beforeEach(async () => {
  store = createMemoryStore()
  const put = (collection: string, id: string, content: object) => ({
    collection,
    id,
    content: { id, ...content },
    deleted: false,
    channels: [],
    stateHash: '',
  })
  await store.transact((tx) =>
    tx.writeDocuments([
      put('people', 'ines', { name: 'Inés', role: 'instructor' }),
      put('people', 'ana', { name: 'Ana', role: 'learner' }),
      ...Array.from({ length: COURSES }, (_, index) => index).flatMap((index) => [
        put('courses', `c${String(index)}`, {
          title: `Course ${String(index)}`,
          description: 'd',
          category: 'maths',
          level: 'beginner',
          language: 'en',
          instructorId: 'ines',
          instructorName: 'Inés',
          staffIds: [],
          status: index === 0 ? 'draft' : 'published',
          modules: [{ id: 'm', title: 'Module', unitIds: [`u${String(index)}`, `hidden${String(index)}`] }],
          minutes: 10,
          enrolment: { mode: 'open' },
          contents: { units: 1, questions: 0, files: 0, bytes: 0 },
          createdAt: index,
          updatedAt: index,
        }),
        ...(['u', 'hidden'] as const).map((name) =>
          put('units', `${name}${String(index)}`, {
            courseId: `c${String(index)}`,
            title: name,
            kind: 'page',
            minutes: 1,
            status: name === 'u' ? 'published' : 'draft',
            markdown: 'secret text',
          }),
        ),
      ]),
    ]),
  )
  calls = []
  const counted = <Name extends 'document' | 'documents' | 'documentsBy'>(name: Name): StoreReader[Name] =>
    ((...args: readonly unknown[]) => {
      calls.push(name)
      return (store[name] as (...given: readonly unknown[]) => unknown)(...args)
    }) as StoreReader[Name]
  const reader: StoreReader = {
    ...store,
    document: counted('document'),
    documents: counted('documents'),
    documentsBy: counted('documentsBy'),
  }
  app = new Hono<HttpEnvironment>()
  const limits = createMemoryLimits({ clock: createTestClock() })
  const courses = createPublicCourses({ store: reader })
  addGraphqlRoute(app, { courses, store: reader, log: silentLog, limits, trustedProxies: 1 })
})
afterEach(() => store.close())

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null
  readonly errors?: readonly { readonly message: string }[]
}
const ask = async (query: string, variables: object = {}): Promise<Answer> => {
  const response = await app.request('/api/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  })
  return (await response.json()) as Answer
}

test('course, courses, instructor and modules are answered; drafts and learners are not', async () => {
  const { data, errors } = await ask(`{
    course(id: "c5") { title instructor { name } modules { title units { title kind } } }
    draft: course(id: "c0") { title }
    courses(limit: 2, offset: 1) { id }
    instructor(id: "ines") { name courses(limit: 1) { id } }
    learner: instructor(id: "ana") { name }
  }`)
  expect(errors).toBeUndefined()
  expect(data).toEqual({
    course: {
      title: 'Course 5',
      instructor: { name: 'Inés' },
      modules: [{ title: 'Module', units: [{ title: 'u', kind: 'page' }] }],
    },
    draft: null,
    courses: [{ id: 'c58' }, { id: 'c57' }],
    instructor: { name: 'Inés', courses: [{ id: 'c59' }] },
    learner: null,
  })
})

test('a page of fifty courses with instructors, modules and units costs as many requests of the store as one of five', async () => {
  const page = (limit: number) =>
    ask(`{ courses(limit: ${String(limit)}) { title instructor { name } modules { title units { title } } } }`)
  await page(1)
  const costOf = async (limit: number) => {
    calls.length = 0
    const { data } = await page(limit)
    expect(data?.['courses']).toHaveLength(limit)
    return [...calls].sort()
  }
  const five = await costOf(5)
  expect(await costOf(50)).toEqual(five)
  expect(five.length).toBeLessThanOrEqual(3)
})

test.each([
  [
    'deep',
    `{ courses { instructor { courses { instructor { courses { instructor { courses { id } } } } } } } }`,
    /levels deep/,
  ],
  [
    'broad',
    `{ courses(limit: 100) { instructor { courses(limit: 100) { id title description modules { id } } } } }`,
    /fields/,
  ],
  [
    'broad by fragments',
    `query { ${Array.from({ length: 60 }, (_, i) => `a${String(i)}: courses(limit: 100) { ...f }`).join(' ')} }
     fragment f on Course { id title description category level language minutes }`,
    /fields/,
  ],
  [
    'broad by looks at the catalogue whose results nobody wants',
    `{ ${Array.from({ length: 240 }, (_, i) => `a${String(i)}: courses(limit: 0, search: "word") { id }`).join(' ')} }`,
    /search once/,
  ],
  [
    'broad by such looks within each other',
    `{ ${Array.from({ length: 80 }, (_, i) => `a${String(i)}: courses(limit: 20) { instructor { courses(limit: 0) { id } } }`).join(' ')} }`,
    /fields/,
  ],
  ['endless', `{ courses { ...f } } fragment f on Course { instructor { courses { ...f } } }`, /./],
])('a query that is too %s is refused before it is run', async (_name, query, message) => {
  const { data, errors } = await ask(query)
  expect(data ?? null).toBeNull()
  expect(errors?.[0]?.message).toMatch(message)
  expect(calls).toEqual([])
})

test('a page of fifty that were searched for may be asked with all that it shows', async () => {
  const { errors, data } = await ask(
    `{ courses(limit: 50, search: "course") { title instructor { name } modules { title units { title } } } }`,
  )
  expect(errors).toBeUndefined()
  expect(data?.['courses']).toHaveLength(50)
})

test('a query that is too long is not read', async () => {
  const response = await app.request('/api/graphql', { method: 'POST', body: 'x'.repeat(20_000) })
  expect(response.status).toBe(413)
})

test('one address may ask so often, and others meanwhile', async () => {
  const askFrom = async (address: string): Promise<Response> =>
    app.request('/api/graphql?query={courses(limit:1){id}}', { headers: { 'x-forwarded-for': address } })
  const statuses: number[] = []
  for (let index = 0; index < 205; index += 1) statuses.push((await askFrom('192.0.2.1')).status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(200)
  const refused = await askFrom('192.0.2.1')
  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toBe('1')
  expect((await askFrom('192.0.2.2')).status).toBe(200)
})
