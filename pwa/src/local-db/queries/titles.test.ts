import type { RxCollection } from 'rxdb/plugins/core'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { firstValueFrom } from 'rxjs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { changeDocuments } from '../change-documents.ts'
import { openDatabase, type LocalDatabase } from '../open-database.ts'
import { titlesOf } from './titles.ts'

let database: LocalDatabase
beforeEach(async () => {
  database = await openDatabase({ personId: 'ana', storage: getRxStorageMemory() as never, isShared: false })
})
afterEach(() => database.remove())

const write = (name: 'units' | 'courses', id: string, title: string | undefined): Promise<unknown> =>
  changeDocuments(database[name] as unknown as RxCollection, [id], () =>
    title === undefined ? 'delete' : { id, title, courseId: 'c', unsentSince: 0, assumed: '', serverNumber: 1 },
  )
const titles = async () => Object.fromEntries(await firstValueFrom(titlesOf(database, ['c', 'u', 'never'])))

test('a unit that was taken from this person is still called by its last title; what was never here has none', async () => {
  await write('courses', 'c', 'Algebra')
  await write('units', 'u', 'Equation')
  await write('units', 'u', 'Equations')
  expect(await titles()).toEqual({ c: 'Algebra', u: 'Equations' })
  await write('units', 'u', undefined)
  expect(await titles()).toEqual({ c: 'Algebra', u: 'Equations' })
  await write('units', 'u', 'Equations, again')
  expect(await titles()).toEqual({ c: 'Algebra', u: 'Equations, again' })
})
