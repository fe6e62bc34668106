import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import type { RxCollection } from 'rxdb/plugins/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { changeDocuments } from './change-documents.ts'
import type { LocalDocument } from './local-document.ts'
import { openDatabase, type LocalDatabase } from './open-database.ts'

let database: LocalDatabase
let notes: RxCollection
beforeEach(async () => {
  database = await openDatabase({ personId: 'ana', storage: getRxStorageMemory() as never, isShared: false })
  notes = database.notes as unknown as RxCollection
})
afterEach(() => database.remove())

const count =
  (by: number) =>
  (id: string, current: LocalDocument | undefined): LocalDocument => ({
    id,
    count: Number(current?.['count'] ?? 0) + by,
    unsentSince: 1,
    assumed: '',
    serverNumber: 0,
  })
const countOf = async (id: string) =>
  (await database.notes.findOne(id).exec())?.toMutableJSON() as unknown as { count: number } | undefined

test('S7: of writers that meet none is lost: whoever was slower reads again and adds its own', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, index) => changeDocuments(notes, ['n'], count(2 ** index))))
  expect(await countOf('n')).toMatchObject({ count: 2 ** 20 - 1 })
})

test('several documents are changed at once, those that stay as they are are not written, and a deletion of nothing is nothing', async () => {
  const written = await changeDocuments(notes, ['a', 'b', 'a', 'c'], (id) =>
    id === 'c' ? 'delete' : count(1)(id, undefined),
  )
  expect(written.map(({ id }) => id)).toEqual(['a', 'b'])
  expect(await changeDocuments(notes, ['a', 'b'], (_id, current) => current)).toEqual([])
  await changeDocuments(notes, ['a', 'b'], (id) => (id === 'a' ? 'delete' : undefined))
  expect(await countOf('a')).toBeUndefined()
  // And is made anew after its deletion.
  await changeDocuments(notes, ['a'], count(5))
  expect(await countOf('a')).toMatchObject({ count: 5 })
})
