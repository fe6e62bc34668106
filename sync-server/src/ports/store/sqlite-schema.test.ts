import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSqliteStore } from './sqlite-store.ts'
import { StoreUnavailable } from './store.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edutrack-schema-'))
  path = join(folder, 'school.db')
})
afterEach(() => rm(folder, { recursive: true }))

/** The first version's tables, as that version made them. */
const FIRST_SCHEMA = `
CREATE TABLE documents (
  collection TEXT NOT NULL, id TEXT NOT NULL, number INTEGER NOT NULL, deleted INTEGER NOT NULL, state_hash TEXT NOT NULL,
  channels TEXT NOT NULL, lookups TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (collection, id)
) WITHOUT ROWID;
CREATE TABLE channel_entries (
  channel TEXT NOT NULL, number INTEGER NOT NULL, collection TEXT NOT NULL, id TEXT NOT NULL, is_trace INTEGER NOT NULL,
  PRIMARY KEY (channel, number)
) WITHOUT ROWID;
CREATE TABLE traces (
  collection TEXT NOT NULL, id TEXT NOT NULL, channel TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (collection, id, channel)
) WITHOUT ROWID;
CREATE TABLE document_lookups (
  lookup TEXT NOT NULL, key TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (lookup, key, id)
) WITHOUT ROWID;
CREATE TABLE log_commits (last INTEGER PRIMARY KEY, first INTEGER NOT NULL, entries TEXT NOT NULL);
CREATE TABLE table_rows (name TEXT NOT NULL, id TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (name, id)) WITHOUT ROWID;
CREATE TABLE row_index (name TEXT NOT NULL, key TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (name, key, id)) WITHOUT ROWID;
CREATE INDEX row_index_by_id ON row_index (id, name);
`

test('a file of the first version is brought to the present one with all that is in it', async () => {
  const old = new DatabaseSync(path)
  old.exec(FIRST_SCHEMA)
  const document = old.prepare('INSERT INTO documents VALUES (?, ?, ?, 0, ?, ?, ?, ?)')
  document.run('units', 'a', 3, 'h', '["d"]', '[]', '{"id":"a","courseId":"k"}')
  document.run('units', 'b', 2, 'h', '["c"]', '[]', '{"id":"b","courseId":"k"}')
  const entry = old.prepare('INSERT INTO channel_entries VALUES (?, ?, ?, ?, ?)')
  entry.run('c', 2, 'units', 'b', 0)
  entry.run('d', 3, 'units', 'a', 0)
  entry.run('c', 3, 'units', 'a', 1)
  old.exec("INSERT INTO traces VALUES ('units', 'a', 'c', 3)")
  old.exec("INSERT INTO log_commits VALUES (1, 1, '[]'), (2, 2, '[]'), (3, 3, '[]')")
  old.exec(`INSERT INTO table_rows VALUES ('things', '1', '{"id":"1","mail":"a@x"}')`)
  old.exec("INSERT INTO row_index VALUES ('things.by_mail', 'sa@x\u0001', '1'), ('things.id', 's1\u0001', '1')")
  old.close()

  const store = createSqliteStore({ path })
  await store.migrate([{ name: 'things', indexes: [{ name: 'by_mail', fields: ['mail'], unique: true }] }])
  expect(await store.head()).toBe(3)
  expect(await store.document('units', 'a')).toMatchObject({ number: 3, channels: ['d'], content: { courseId: 'k' } })
  const ofC = () => store.channelEntries({ spans: [{ channel: 'c', after: 0 }], upTo: 9, limit: 9 })
  expect(await ofC()).toMatchObject([
    { id: 'b', number: 2, channels: ['c'] },
    { id: 'a', number: 3, channels: [] },
  ])
  const units = await store.documentsBy({ lookup: 'units_by_course', values: ['k'] })
  expect(units.map(({ id }) => id)).toEqual(['a', 'b'])
  const rows = () => store.rows({ table: 'things', index: 'by_mail', equals: ['a@x'], limit: 9 })
  expect(await rows()).toEqual([{ id: '1', mail: 'a@x' }])
  expect(await store.rows({ table: 'things', index: 'id', equals: [], limit: 9 })).toHaveLength(1)
  // And it goes on: the trace is found again when the document comes back.
  await store.transact((tx) =>
    tx.writeDocuments([
      { collection: 'units', id: 'a', content: { id: 'a' }, deleted: false, channels: ['c'], stateHash: 'h' },
    ]),
  )
  expect(await ofC()).toMatchObject([{ id: 'b' }, { id: 'a', number: 4, channels: ['c'] }])
  await store.close()
  const again = createSqliteStore({ path })
  expect(await again.head()).toBe(4)
  await again.close()
})

test('an index that is declared later, or over other fields, finds the rows that are there', async () => {
  const first = createSqliteStore({ path })
  await first.migrate([{ name: 'things', indexes: [{ name: 'by_a', fields: ['a'] }] }])
  await first.transact((tx) => tx.putRow('things', { id: '1', a: 'x', b: 2 }))
  await first.close()
  const second = createSqliteStore({ path })
  await second.migrate([
    {
      name: 'things',
      indexes: [
        { name: 'by_a', fields: ['b'] },
        { name: 'by_b', fields: ['a', 'b'] },
      ],
    },
  ])
  for (const [index, equals] of [
    ['by_a', [2]],
    ['by_b', ['x', 2]],
  ] as const)
    expect(await second.rows({ table: 'things', index, equals, limit: 9 })).toHaveLength(1)
  await second.close()
})

test('a lookup that is declared later finds the documents that are there', async () => {
  const first = createSqliteStore({ path })
  await first.transact((tx) =>
    tx.writeDocuments([
      {
        collection: 'units',
        id: 'u',
        content: { id: 'u', courseId: 'k' },
        deleted: false,
        channels: [],
        stateHash: '',
      },
      { collection: 'units', id: 'v', content: { id: 'v', courseId: 'k' }, deleted: true, channels: [], stateHash: '' },
    ]),
  )
  await first.close()
  const file = new DatabaseSync(path)
  file.exec("DELETE FROM document_lookups; DELETE FROM lookups WHERE name = 'units_by_course'")
  file.exec(
    "INSERT INTO lookups (name, fields) VALUES ('of_another_time', 'x'); INSERT INTO document_lookups VALUES (99, 1, 0, 'u', 1)",
  )
  file.close()
  const second = createSqliteStore({ path })
  expect((await second.documentsBy({ lookup: 'units_by_course', values: ['k'] })).map(({ id }) => id)).toEqual(['u'])
  await second.close()
})

test('a file that is no database is said to be out of reach', async () => {
  await writeFile(path, 'This is not a database, however long it may be. '.repeat(200))
  expect(() => createSqliteStore({ path })).toThrow(StoreUnavailable)
})

test('a disk that is full fails the transaction as out of reach, and loses nothing of before', async () => {
  const store = createSqliteStore({ path })
  await store.migrate([{ name: 'things', indexes: [] }])
  await store.transact((tx) => tx.putRow('things', { id: 'kept' }))
  const filling = store.transact(async (tx) => {
    await tx.putRow('things', { id: 'gone', text: 'x' })
    // As SQLite says it.
    throw Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 })
  })
  await expect(filling).rejects.toBeInstanceOf(StoreUnavailable)
  expect(await store.row('things', 'kept')).toBeDefined()
  expect(await store.row('things', 'gone')).toBeUndefined()
  await store.close()
})
