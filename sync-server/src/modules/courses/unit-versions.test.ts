import { beforeEach, expect, test } from 'vitest'
import { clientStateHash } from '@edutrack/shared-schema/collections/define-collection'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import type { AnyDocument } from '@edutrack/shared-schema/collections/registry'
import { units, type Unit } from '@edutrack/shared-schema/collections/units'
import type { Reader } from '#sync/collection-rules.ts'
import { ada, ana, createTestSchool, ines, NOON, type TestSchool } from '#testing/test-school.ts'
import { unitHistoryOf, unitVersionOf } from './unit-history.ts'
import { bringUp, versionsOf } from './unit-versions.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const otto: Reader = { personId: 'otto', role: 'instructor' }
let school: TestSchool
beforeEach(async () => {
  school = await createTestSchool()
  const course = (await school.store.document('courses', 'c1'))?.content
  await school.engine.commitAsServer([
    { collection: 'people', document: { id: 'otto', name: 'OTTO', role: 'instructor', settings: {} } },
    { collection: 'courses', document: { ...course, staffIds: ['otto'] } as never },
  ])
})

const page = async (): Promise<Unit & AnyDocument> =>
  (await school.store.document('units', 'page'))?.content as Unit & AnyDocument
const write = async (change: Partial<Unit>, { by = ines, after = MINUTE }: { by?: Reader; after?: number } = {}) => {
  school.clock.set(school.clock.now() + after)
  const before = await page()
  return school.pushRow(by, 'units', { ...before, ...change }, { assumed: before })
}
const lines = async () =>
  ((await unitHistoryOf(school.store, ines, 'page')) ?? []).map(({ number, by, words }) => [
    number,
    by?.name ?? null,
    words.added,
    words.removed,
  ])
const textOf = async (number: number) => (await unitVersionOf(school.store, ines, 'page', number))?.content.markdown

test('S23: the first change of a unit keeps what was there before; each version says who, when and how much', async () => {
  expect(await unitHistoryOf(school.store, ines, 'page')).toEqual([])
  await write({ markdown: 'Text and more', title: 'Named' })
  expect(await unitHistoryOf(school.store, ines, 'page')).toEqual([
    {
      number: 2,
      from: NOON + MINUTE,
      at: NOON + MINUTE,
      by: { personId: 'ines', name: 'INES' },
      fields: ['title', 'markdown'],
      words: { added: 2, removed: 0 },
      isNow: true,
    },
    { number: 1, from: NOON, at: NOON, fields: [], words: { added: 1, removed: 0 }, isNow: false },
  ])
  expect([await textOf(1), await textOf(2), await textOf(3)]).toEqual(['Text', 'Text and more', undefined])
})

test('S23: what one person saves at a sitting is one version, told against the one before the sitting', async () => {
  for (const markdown of ['Text a', 'Text a b', 'Text a b c']) await write({ markdown })
  expect(await lines()).toEqual([
    [2, 'INES', 3, 0],
    [1, null, 1, 0],
  ])
  await write({ markdown: 'Text a b c d' }, { by: otto })
  await write({ markdown: 'Text a b c e' }, { by: otto })
  await write({ markdown: 'Text a b c e f' })
  await write({ markdown: 'Text a b c e f g' }, { after: 11 * MINUTE })
  expect(await lines()).toEqual([
    [5, 'INES', 1, 0],
    [4, 'INES', 1, 0],
    [3, 'OTTO', 1, 0],
    [2, 'INES', 3, 0],
    [1, null, 1, 0],
  ])
  expect(await textOf(3)).toBe('Text a b c e')
})

test('S23: a sitting without an end is parted by the hour', async () => {
  for (let minute = 0; minute < 150; minute += 5)
    await write({ markdown: `Text ${String(minute)}` }, { after: 5 * MINUTE })
  const versions = (await unitHistoryOf(school.store, ines, 'page')) ?? []
  expect(versions).toHaveLength(4)
  for (const { at, from } of versions) expect(at - from).toBeLessThan(60 * MINUTE)
})

test('S23: a text that loses much at once is not written over, within a sitting either', async () => {
  const long = Array.from({ length: 60 }, (_, index) => `word${String(index)}`).join(' ')
  await write({ markdown: long })
  await write({ markdown: '' })
  await write({ markdown: 'Oh' })
  expect(await textOf(2)).toBe(long)
  expect(await lines()).toEqual([
    [3, 'INES', 1, 60],
    [2, 'INES', 60, 1],
    [1, null, 1, 0],
  ])
})

test('S23: going back is a version of its own that says to which; what it replaced stays', async () => {
  await write({ markdown: 'Better' })
  await write({ markdown: 'Text' })
  const [latest] = (await unitHistoryOf(school.store, ines, 'page')) ?? []
  expect(latest).toMatchObject({ number: 3, sameAs: 1, isNow: true })
  expect(await textOf(2)).toBe('Better')
  // What is written on is no longer the same.
  await write({ markdown: 'Text and on' })
  const [next] = (await unitHistoryOf(school.store, ines, 'page')) ?? []
  expect(next).toMatchObject({ number: 3, isNow: true })
  expect(next?.sameAs).toBeUndefined()
})

test('S15: a repeated, refused or clashing push keeps no version, nor does showing a unit to learners', async () => {
  const before = await page()
  await write({ markdown: 'Better' })
  const kept = await lines()
  const sent = { ...before, markdown: 'Better' }
  expect((await school.pushRow(ines, 'units', sent, { assumed: before })).outcome).toBe('accepted')
  expect((await school.pushRow(ines, 'units', { ...before, markdown: 'x' }, { assumed: before })).outcome).toBe(
    'conflict',
  )
  expect((await write({ markdown: 'Mine' }, { by: ana })).outcome).toBe('refused')
  await write({ status: 'draft' })
  expect(await lines()).toEqual(kept)
})

test('S23: versions of one request are counted on from each other', async () => {
  const first = { ...(await page()), id: 'new', markdown: 'One' }
  const second = { ...first, markdown: Array.from({ length: 40 }, (_, index) => `w${String(index)}`).join(' ') }
  const answer = await school.sync(ines, {
    push: [
      { collection: 'units', rows: [{ assumed: null, document: first }] },
      { collection: 'units', rows: [{ assumed: clientStateHash(units, first), document: second }] },
      {
        collection: 'units',
        rows: [{ assumed: clientStateHash(units, second), document: { ...first, markdown: 'Two' } }],
      },
    ],
  })
  expect(answer.push.flatMap(({ results }) => results.map(({ outcome }) => outcome))).toEqual(Array(3).fill('accepted'))
  const versions = await unitHistoryOf(school.store, ines, 'new')
  expect(versions?.map(({ number, isNow }) => [number, isNow])).toEqual([
    [2, true],
    [1, false],
  ])
})

test('S23: forty are kept, of older ones the last of each day, and not more than 120 altogether', async () => {
  for (let day = 0; day < 100; day += 1)
    for (let hour = 0; hour < 2; hour += 1)
      await write(
        { markdown: `Day ${String(day)}, ${String(hour)}` },
        { after: hour === 0 ? DAY - 2 * 60 * MINUTE : 2 * 60 * MINUTE },
      )
  const rows = await versionsOf(school.store, 'page')
  expect(rows.length).toBe(120)
  const days = rows.slice(40).map(({ at }) => Math.floor(at / DAY))
  expect(new Set(days).size).toBe(days.length)
  const first = await textOf(rows.at(-1)?.number ?? 0)
  expect(first).toMatch(/^Day \d+, 1$/)
  // Contents go with their lines.
  const contents = await school.store.rows({ table: 'unit_version_contents', index: 'id', equals: [], limit: 1000 })
  expect(new Set(contents.map(({ id }) => id))).toEqual(new Set(rows.map(({ id }) => id)))
}, 30_000)

test('S23: long texts are bounded by what they take together', async () => {
  for (let index = 0; index < 24; index += 1)
    await write({ markdown: `${String(index)} ${'x'.repeat(199_000)}` }, { after: 2 * 60 * MINUTE })
  const rows = await versionsOf(school.store, 'page')
  expect(rows.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(4_000_000)
  expect(rows[0]?.number).toBe(25)
  expect(rows.length).toBe(20)
})

test('S23: a file that is gone is named while the school knows it; one of another course is as good as gone', async () => {
  const file = (id: string, courseId: string): CourseFile => ({
    id,
    courseId,
    name: `${id}.png`,
    mime: 'image/png',
    role: 'image',
    bytes: 1,
    hash: 'a'.repeat(64),
  })
  await school.engine.commitAsServer([
    { collection: 'files', document: file('here', 'c1') },
    { collection: 'files', document: file('gone', 'c1') },
    { collection: 'files', document: file('other', 'small') },
  ])
  await write({ fileIds: ['here', 'gone', 'other', 'never'] })
  await school.engine.commitAsServer([{ collection: 'files', document: file('gone', 'c1'), deleted: true }])
  expect((await unitVersionOf(school.store, ines, 'page', 2))?.missingFiles).toEqual([
    { id: 'gone', name: 'gone.png' },
    { id: 'other' },
    { id: 'never' },
  ])
})

test('S23: an account that is gone has no name in the history, and a new name is the present one', async () => {
  await write({ markdown: 'By Otto' }, { by: otto })
  const person = { id: 'otto', role: 'instructor', settings: {} } as const
  await school.engine.commitAsServer([{ collection: 'people', document: { ...person, name: 'Otto B.' } }])
  expect((await unitHistoryOf(school.store, ines, 'page'))?.[0]?.by).toEqual({ personId: 'otto', name: 'Otto B.' })
  await school.engine.commitAsServer([
    { collection: 'people', document: { ...person, name: 'Otto B.' }, deleted: true },
  ])
  expect((await unitHistoryOf(school.store, ines, 'page'))?.[0]?.by).toEqual({ personId: 'otto' })
})

test('S23: who teaches the course reads its versions, and administrators; nobody else, and of no unit that is gone', async () => {
  await write({ markdown: 'Better' })
  const stranger: Reader = { personId: 'stranger', role: 'instructor' }
  for (const [reader, isTold] of [
    [ines, true],
    [otto, true],
    [ada, true],
    [ana, false],
    [stranger, false],
  ] as const) {
    expect([reader.personId, (await unitHistoryOf(school.store, reader, 'page')) !== undefined]).toEqual([
      reader.personId,
      isTold,
    ])
    expect([reader.personId, (await unitVersionOf(school.store, reader, 'page', 1)) !== undefined]).toEqual([
      reader.personId,
      isTold,
    ])
  }
  await school.engine.commitAsServer([{ collection: 'units', document: await page(), deleted: true }])
  expect(await unitHistoryOf(school.store, ines, 'page')).toBeUndefined()
})

test('S19: a version that was kept under an earlier schema is brought up when it is read', () => {
  const migrations = {
    1: (old: Record<string, unknown>) => ({ ...old, minutes: Number(old['minutes']) * 60 }),
    2: (old: Record<string, unknown>) => ({ ...old, title: `${String(old['title'])}!` }),
  }
  const content = { title: 'T', minutes: 2, markdown: '', fileIds: [] } as never
  expect(bringUp({ schema: 0, content }, { version: 2, migrations })).toMatchObject({ title: 'T!', minutes: 120 })
  expect(bringUp({ schema: 1, content }, { version: 2, migrations })).toMatchObject({ title: 'T!', minutes: 2 })
})
