import { afterEach, beforeEach, expect, test } from 'vitest'
import { NOTE_DIVIDER, type Note } from '@edutrack/shared-schema/collections/notes'
import type { Post } from '@edutrack/shared-schema/collections/posts'
import { enrol } from '@edutrack/pwa/local-db/commands/enrol'
import { removeDocument } from '@edutrack/pwa/local-db/commands/remove-document'
import { writeNote } from '@edutrack/pwa/local-db/commands/write-note'
import { changePost, writePost } from '@edutrack/pwa/local-db/commands/write-post'
import { ana, createTestSchool, ines, type TestSchool } from '@edutrack/sync-server/testing/test-school'
import { openPhoneAtSchool } from './phone-at-school.ts'
import type { SimulatedDevice } from './simulated-device.ts'

let school: TestSchool
let phone: SimulatedDevice
let isOffline: boolean
beforeEach(async () => {
  school = await createTestSchool()
  isOffline = false
  phone = await openPhoneAtSchool(school, ana, () => isOffline)
  await enrol(phone, 'c1')
  await sync()
})
afterEach(async () => {
  await phone.remove()
  await school.engine.close()
})

const sync = () => phone.engine.run()
const place = { id: 'n', courseId: 'c1', unitId: 'page', kind: 'note', position: 0.5 } as const
const note = (text: string, before: string) => writeNote(phone, { ...place, text, before })
const atSchool = async <Document>(collection: string, id: string): Promise<Document | undefined> => {
  const stored = await school.store.document(collection, id)
  return stored?.deleted === false ? (stored.content as Document) : undefined
}
const here = async () => (await phone.database.notes.findOne('n').exec())?.toMutableJSON()

test('a note written offline and changed on another device meanwhile keeps both texts, here and at the school', async () => {
  await note('first', '')
  await sync()
  const first = await atSchool<Note>('notes', 'n')
  isOffline = true
  await note('here', 'first')
  await sync()
  school.clock.set(school.clock.now() + 1000)
  const there = { ...first, text: 'there', writtenAt: school.clock.now() }
  await school.pushRow(ana, 'notes', there as never, { device: 'tablet', assumed: first as never })
  isOffline = false
  await sync()
  expect((await atSchool<Note>('notes', 'n'))?.text).toBe(`there${NOTE_DIVIDER}here`)
  expect(await here()).toMatchObject({ text: `there${NOTE_DIVIDER}here`, unsentSince: 0 })
})

test('who types on without having seen what came meanwhile overwrites nothing', async () => {
  await note('one', '')
  await sync()
  const stored = await atSchool<Note>('notes', 'n')
  await school.pushRow(ana, 'notes', { ...stored, text: 'from the tablet' } as never, { assumed: stored as never })
  await sync()
  school.clock.set(school.clock.now() + 1000)
  expect(await note('one and more', 'one')).toBe(`one and more${NOTE_DIVIDER}from the tablet`)
  await sync()
  expect((await atSchool<Note>('notes', 'n'))?.text).toBe(`one and more${NOTE_DIVIDER}from the tablet`)
})

test('a deletion is undone before and after the school has heard of it', async () => {
  await note('text', '')
  await sync()
  for (const hasHeard of [false, true]) {
    const bringBack = await removeDocument(phone, 'notes', 'n')
    expect((await here())?.isRemoved).toBe(true)
    if (hasHeard) {
      await sync()
      expect([await atSchool('notes', 'n'), await here()]).toEqual([undefined, undefined])
    }
    await bringBack()
    await sync()
    expect((await atSchool<Note>('notes', 'n'))?.text).toBe('text')
    expect(await here()).toMatchObject({ text: 'text', unsentSince: 0 })
    expect((await here())?.isRemoved).toBeUndefined()
  }
})

test('what was never sent and is deleted leaves nothing; a deletion of what was changed elsewhere gives way to the change', async () => {
  isOffline = true
  await note('text', '')
  await removeDocument(phone, 'notes', 'n')
  isOffline = false
  await sync()
  expect([await atSchool('notes', 'n'), await here()]).toEqual([undefined, undefined])
  await note('kept', '')
  await sync()
  const stored = await atSchool<Note>('notes', 'n')
  await school.pushRow(ana, 'notes', { ...stored, text: 'changed' } as never, { assumed: stored as never })
  await removeDocument(phone, 'notes', 'n')
  await sync()
  expect(await here()).toMatchObject({ text: 'changed', unsentSince: 0 })
})

test('a post that its author changes offline while staff hides it is changed and stays hidden', async () => {
  const id = await writePost(phone, { courseId: 'c1', kind: 'discussion', title: 'Q', markdown: 'Text' })
  await sync()
  const stored = await atSchool<Post>('posts', id)
  isOffline = true
  await changePost(phone, id, { markdown: 'Better' })
  await school.pushRow(ines, 'posts', { ...stored, hidden: true } as never, { assumed: stored as never })
  isOffline = false
  await sync()
  expect(await atSchool<Post>('posts', id)).toMatchObject({ markdown: 'Better', hidden: true })
  expect((await phone.database.posts.findOne(id).exec())?.toMutableJSON()).toMatchObject({
    markdown: 'Better',
    hidden: true,
    unsentSince: 0,
  })
})
