import 'fake-indexeddb/auto'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import { changeDocuments } from '#local-db/change-documents.ts'
import { madeHere, type LocalDocument } from '#local-db/local-document.ts'
import { openDatabase, type LocalDatabase } from '#local-db/open-database.ts'
import { createCollectionReader, readChunks } from './read-collection.ts'

let database: LocalDatabase
beforeEach(async () => {
  database = await openDatabase({ personId: 'ines', storage: getRxStorageDexie() as never, isShared: false })
})
afterEach(() => database.remove())

const write = (attempts: readonly { readonly id: string; readonly courseId: string; readonly unitId: string }[]) => {
  const byId = new Map(attempts.map((attempt) => [attempt.id, attempt]))
  return changeDocuments(
    database.attempts as never,
    [...byId.keys()],
    (id) => madeHere(byId.get(id) as never, 1) as LocalDocument,
  )
}
const reader = () => createCollectionReader<Attempt>(indexedDB, 'ines', 'attempts')

test('what RxDB has stored is read by an index, chunk by chunk, and counted; what is gone is not among it', async () => {
  const many = Array.from({ length: 2100 }, (_, at) => ({
    id: `a${String(at).padStart(4, '0')}`,
    courseId: at % 3 === 0 ? 'other' : 'course',
    unitId: `unit-${String(at % 2)}`,
  }))
  await write(many)
  await changeDocuments(database.attempts as never, ['a0001', 'a0002'], () => 'delete')
  const ids: string[] = []
  const sizes: number[] = []
  await readChunks(
    (after) => reader().nextWhere('courseId', 'course', after),
    (some) => {
      ids.push(...some.map(({ id }) => id))
      sizes.push(some.length)
    },
  )
  expect(ids).toEqual(
    many
      .filter(({ courseId }) => courseId === 'course')
      .map(({ id }) => id)
      .slice(2),
  )
  expect(sizes[0]).toBe(1000)
  expect(await reader().countWhere('courseId', 'course')).toBe(1398)
  expect(await reader().countWhere('courseId', 'cours')).toBe(0)
  expect(await reader().countWhere('unitId', 'unit-1')).toBe(1049)
})

test('a whole collection, and some documents by their ids, those that are gone marked as such', async () => {
  await write([
    { id: 'a', courseId: 'c', unitId: 'u' },
    { id: 'b', courseId: 'c', unitId: 'u' },
  ])
  await changeDocuments(database.attempts as never, ['b'], () => 'delete')
  const all: (readonly [string, unknown])[] = []
  await readChunks(reader().next, (some) => void all.push(...some.map(({ id, _deleted }) => [id, _deleted] as const)))
  expect(all).toEqual([
    ['a', '0'],
    ['b', '1'],
  ])
  expect((await reader().read(['b', 'none', 'a'])).map(({ id }) => id)).toEqual(['b', 'a'])
})
