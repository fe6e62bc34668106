import 'fake-indexeddb/auto'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { clientStateHash } from '@edutrack/shared-schema/collections/define-collection'
import { unitContentOf, units, type Unit } from '@edutrack/shared-schema/collections/units'
import { createTestClock } from '#testing/test-clock.ts'
import { changeDocuments } from '../change-documents.ts'
import type { LocalDocumentOf } from '../local-document.ts'
import { openDatabase, type LocalDatabase } from '../open-database.ts'
import { changeUnit } from './author-course.ts'
import type { CommandContext } from './command-context.ts'
import { restoreUnit } from './restore-unit.ts'

let database: LocalDatabase
let context: CommandContext
beforeEach(async () => {
  database = await openDatabase({ personId: 'ines', storage: getRxStorageDexie() as never, isShared: false })
  context = {
    database,
    personId: 'ines',
    device: 'desk',
    clock: createTestClock(),
    ids: { create: () => 'id', random: () => 0.5 },
  }
  // As the school has sent it.
  const sent = { unsentSince: 0, assumed: '', serverNumber: 7 }
  await changeDocuments(database.units as never, ['u'], () => ({ ...present, ...sent }))
  await changeDocuments(database.courses as never, ['c'], () => ({ id: 'c', minutes: 30, modules: [], ...sent }))
})
afterEach(() => database.remove())

const present: Unit = {
  id: 'u',
  courseId: 'c',
  kind: 'video',
  status: 'published',
  title: 'Knots',
  minutes: 5,
  markdown: 'Now',
  video: { fileId: 'film' },
  fileIds: ['film'],
  updatedAt: 1,
}
const { video: _video, ...earlier } = unitContentOf({
  ...present,
  title: 'Knot',
  minutes: 9,
  markdown: 'Then',
  fileIds: [],
})
const stored = async (): Promise<LocalDocumentOf<'units'>> =>
  (await database.units.findOne('u').exec())?.toMutableJSON() as unknown as LocalDocumentOf<'units'>
const courseMinutes = async () => (await database.courses.findOne('c').exec())?.toMutableJSON().minutes

test('S7: going back is an edit of what the school sent last; who sees the unit stays, a field that it had not is gone', async () => {
  await restoreUnit(context, 'u', earlier)
  const unit = await stored()
  expect(unit).toMatchObject({ title: 'Knot', minutes: 9, markdown: 'Then', fileIds: [], status: 'published' })
  expect(unit.video).toBeUndefined()
  expect(unit).toMatchObject({ assumed: clientStateHash(units, present), base: { markdown: 'Now' }, serverNumber: 7 })
  expect(unit.unsentSince).toBeGreaterThan(0)
  expect(await courseMinutes()).toBe(34)
})

test('taken back, all is as it was, the film too', async () => {
  const undo = await restoreUnit(context, 'u', earlier)
  await undo()
  expect(unitContentOf(await stored())).toEqual(unitContentOf(present))
  expect(await courseMinutes()).toBe(30)
})

test('what was written since stays when going back is taken back', async () => {
  const undo = await restoreUnit(context, 'u', earlier)
  await changeUnit(context, 'u', () => ({ markdown: 'Then, and on' }))
  await undo()
  expect(await stored()).toMatchObject({ markdown: 'Then, and on', title: 'Knots', video: { fileId: 'film' } })
})

test('what is so already is no edit', async () => {
  await restoreUnit(context, 'u', unitContentOf(present))
  expect(await stored()).toMatchObject({ unsentSince: 0, serverNumber: 7 })
})
