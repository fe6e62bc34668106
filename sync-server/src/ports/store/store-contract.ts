import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DuplicateKey, type DocumentWrite, type Store, type StoredDocument } from './store.ts'

export interface StoreUnderTest {
  readonly store: Store
  readonly cleanUp: () => Promise<void>
}

const write = (
  id: string,
  channels: readonly string[],
  content: Record<string, unknown> = {},
  deleted = false,
): DocumentWrite => ({
  collection: 'units',
  id,
  content: { id, ...content },
  deleted,
  channels,
  stateHash: 'h',
})

/** What every adapter of the store port promises; each adapter's own test calls this. */
export const describeStoreContract = (name: string, makeStore: () => Promise<StoreUnderTest>): void => {
  describe(`store: ${name}`, () => {
    let store: Store
    let cleanUp: () => Promise<void>
    beforeEach(async () => {
      ;({ store, cleanUp } = await makeStore())
      await store.migrate([
        {
          name: 'things',
          indexes: [
            { name: 'by_owner_and_age', fields: ['owner', 'age'] },
            { name: 'by_mail', fields: ['mail'], unique: true },
          ],
        },
      ])
    })
    afterEach(() => cleanUp())
    const writeNow = (...writes: readonly DocumentWrite[]) => store.transact((tx) => tx.writeDocuments(writes))

    test('an empty store has head 0', async () => {
      expect(await store.head()).toBe(0)
      expect(await store.commits(0, 100, 10)).toEqual([])
    })

    test('S1: numbers are consecutive, without gap or repeat, under concurrent transactions', async () => {
      const firsts = await Promise.all(
        Array.from({ length: 20 }, (_, i) => writeNow(write(`a${String(i)}`, ['c']), write(`b${String(i)}`, ['c']))),
      )
      expect(firsts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => 1 + 2 * i))
      expect(await store.head()).toBe(40)
      const numbers = (await store.commits(0, 40, 100)).flatMap((commit) => commit.entries.map((entry) => entry.number))
      expect(numbers).toEqual(Array.from({ length: 40 }, (_, i) => i + 1))
    })

    test('S1: a transaction that fails takes no number and leaves nothing', async () => {
      await writeNow(write('a', ['c']))
      await expect(
        store.transact(async (tx) => {
          await tx.writeDocuments([write('b', ['c'])])
          await tx.putRow('things', { id: 't' })
          expect(await tx.head()).toBe(2)
          throw new Error('changed my mind')
        }),
      ).rejects.toThrow('changed my mind')
      expect(await store.head()).toBe(1)
      expect(await store.document('units', 'b')).toBeUndefined()
      expect(await store.row('things', 't')).toBeUndefined()
      expect(await writeNow(write('c', ['c']))).toBe(2)
    })

    test('S1: what is not committed is not read outside', async () => {
      await store.transact(async (tx) => {
        await tx.writeDocuments([write('a', ['c'])])
        expect(await tx.document('units', 'a')).toBeDefined()
        expect(await store.document('units', 'a')).toBeUndefined()
        expect(await store.head()).toBe(0)
      })
      expect(await store.document('units', 'a')).toMatchObject({
        id: 'a',
        number: 1,
        channels: ['c'],
        deleted: false,
        stateHash: 'h',
      })
    })

    test('a document written twice in a transaction takes a number each time and ends as the last', async () => {
      expect(await writeNow(write('a', ['c'], { v: 1 }), write('a', ['d'], { v: 2 }))).toBe(1)
      expect(await store.document('units', 'a')).toMatchObject({ number: 2, channels: ['d'], content: { v: 2 } })
      const trace = await store.channelEntries({ spans: [{ channel: 'c', after: 0 }], upTo: 2, limit: 10 })
      expect(trace).toEqual([{ collection: 'units', id: 'a', number: 2, channels: [] }])
    })

    test('S9: a transaction tells what it has written, as the log and the documents are once it is committed', async () => {
      await writeNow(write('a', ['c', 'd'], { v: 1 }))
      const changes = await store.transact(async (tx) => {
        expect(tx.changes()).toEqual([])
        await tx.writeDocuments([write('a', ['d', 'e', 'd'], { v: 2 }), write('b', ['c'])])
        await tx.writeDocuments([write('b', ['c'], {}, true)])
        return tx.changes()
      })
      const entries = (await store.commits(1, 9, 9)).flatMap((commit) => commit.entries)
      expect(changes.map(({ document: _document, ...entry }) => entry)).toEqual(entries)
      expect(entries.map(({ number, left }) => [number, left])).toEqual([
        [2, ['c']],
        [3, []],
        [4, []],
      ])
      const plain = (document: StoredDocument | undefined) => {
        const { text: _text, ...rest } = document ?? {}
        return { ...rest, content: document?.content }
      }
      const stored = await store.documents([
        { collection: 'units', id: 'a' },
        { collection: 'units', id: 'b' },
      ])
      expect([changes[0], changes[2]].map((change) => plain(change?.document))).toEqual(stored.map(plain))
    })

    test('S4: a document that leaves a channel leaves a trace there, and none once it is back', async () => {
      await writeNow(write('a', ['c', 'd']))
      await writeNow(write('a', ['d']))
      const entriesOfC = () => store.channelEntries({ spans: [{ channel: 'c', after: 0 }], upTo: 99, limit: 10 })
      expect(await entriesOfC()).toEqual([{ collection: 'units', id: 'a', number: 2, channels: [] }])
      expect((await store.commits(1, 2, 10))[0]?.entries[0]).toMatchObject({ channels: ['d'], left: ['c'] })
      await writeNow(write('a', ['c']))
      expect(await entriesOfC()).toMatchObject([{ number: 3, channels: ['c'], document: { number: 3 } }])
    })

    test('S4: still granted by another asked channel, a document is told as itself, once', async () => {
      await writeNow(write('a', ['c', 'd']), write('b', ['c', 'd']))
      await writeNow(write('a', ['d']))
      const entries = await store.channelEntries({
        spans: [
          { channel: 'c', after: 0 },
          { channel: 'd', after: 0 },
        ],
        upTo: 99,
        limit: 10,
      })
      expect(entries.map(({ id, number, channels }) => ({ id, number, channels: channels.toSorted() }))).toEqual([
        { id: 'b', number: 2, channels: ['c', 'd'] },
        { id: 'a', number: 3, channels: ['d'] },
      ])
    })

    test('S5: entries come in the log’s order, merged over channels, within each span, up to the limit', async () => {
      for (let i = 1; i <= 10; i += 1) await writeNow(write(`d${String(i)}`, [i % 2 === 0 ? 'even' : 'odd']))
      const query = {
        spans: [
          { channel: 'even', after: 4 },
          { channel: 'odd', after: 0 },
        ],
        upTo: 9,
      }
      const all = await store.channelEntries({ ...query, limit: 100 })
      expect(all.map((entry) => entry.number)).toEqual([1, 3, 5, 6, 7, 8, 9])
      expect((await store.channelEntries({ ...query, limit: 3 })).map((entry) => entry.number)).toEqual([1, 3, 5])
      expect(await store.channelEntries({ ...query, limit: 100, collections: ['posts'] })).toEqual([])
    })

    test('S18: what only says that something is gone is removed; what has come back or changed since stays', async () => {
      await writeNow(
        write('gone', ['c', 'd']),
        write('back', ['c']),
        write('left', ['c', 'd']),
        write('returned', ['c']),
      )
      await writeNow(write('gone', ['d']), write('left', ['d']), write('returned', ['d']))
      await writeNow(write('gone', ['d'], {}, true), write('back', ['c'], {}, true), write('returned', ['c']))
      await writeNow(write('back', ['c'], { v: 2 }))
      const head = await store.head()
      const entries = (await store.commits(0, head, 100)).flatMap((commit) => commit.entries)
      const told = async () =>
        (
          await store.channelEntries({
            spans: [
              { channel: 'c', after: 0 },
              { channel: 'd', after: 0 },
            ],
            upTo: head,
            limit: 100,
          })
        ).map(({ id, document }) => [id, document?.deleted])
      for (let times = 0; times < 2; times += 1) {
        await store.forget(entries)
        expect(await told()).toEqual([
          ['left', false],
          ['returned', false],
          ['back', false],
        ])
        expect(await store.document('units', 'gone')).toBeUndefined()
        expect(await store.head()).toBe(head)
      }
      expect(await store.channelEntries({ spans: [{ channel: 'c', after: 0 }], upTo: head, limit: 9 })).toMatchObject([
        { id: 'returned' },
        { id: 'back' },
      ])
      // An id that was forgotten can be given again, under the next number.
      expect(await writeNow(write('gone', ['c'], { v: 3 }))).toBe(head + 1)
      expect(await store.document('units', 'gone')).toMatchObject({ number: head + 1, content: { v: 3 } })
    })

    test('a superseded state is not told', async () => {
      await writeNow(write('a', ['c'], { v: 1 }))
      await writeNow(write('a', ['c'], { v: 2 }))
      const entries = await store.channelEntries({ spans: [{ channel: 'c', after: 0 }], upTo: 99, limit: 10 })
      expect(entries).toHaveLength(1)
      expect(entries[0]).toMatchObject({ number: 2, document: { content: { v: 2 } } })
    })

    test('lookups find living documents by all or the first of their fields, in id order, from an id on', async () => {
      await writeNow(
        { ...write('u2', [], { courseId: 'k' }) },
        { ...write('u1', [], { courseId: 'k' }) },
        { ...write('u3', [], { courseId: 'other' }) },
        { ...write('u4', [], { courseId: 'k' }, true) },
      )
      const idsBy = async (afterId?: string, limit?: number) =>
        (
          await store.documentsBy({
            lookup: 'units_by_course',
            values: ['k'],
            ...(afterId === undefined ? {} : { afterId }),
            ...(limit === undefined ? {} : { limit }),
          })
        ).map((d) => d.id)
      expect(await idsBy()).toEqual(['u1', 'u2'])
      expect(await idsBy('u1')).toEqual(['u2'])
      expect(await idsBy(undefined, 1)).toEqual(['u1'])
      await writeNow({
        collection: 'attempts',
        id: 'x',
        content: { personId: 'p', unitId: 'u' },
        deleted: false,
        channels: [],
        stateHash: '',
      })
      expect(await store.documentsBy({ lookup: 'attempts_by_person_and_unit', values: ['p'] })).toHaveLength(1)
      expect(
        await store.documentsBy({ lookup: 'attempts_by_person_and_unit', values: ['p', 'elsewhere'] }),
      ).toHaveLength(0)
      await writeNow(write('u1', [], { courseId: 'other' }))
      expect(await idsBy()).toEqual(['u2'])
    })

    test('a list is found by each of its members, as long as they are in it', async () => {
      const course = (id: string, staffIds: readonly string[]): DocumentWrite => ({
        collection: 'courses',
        id,
        content: { id, staffIds },
        deleted: false,
        channels: [],
        stateHash: '',
      })
      const idsBy = async (personId: string) =>
        (await store.documentsBy({ lookup: 'courses_by_staff', values: [personId] })).map(({ id }) => id)
      await writeNow(course('c1', ['ana', 'ben', 'ana']), course('c2', ['ben']), course('c3', []))
      expect([await idsBy('ana'), await idsBy('ben'), await idsBy('')]).toEqual([['c1'], ['c1', 'c2'], []])
      await writeNow(course('c1', ['ben', 'eve']))
      expect([await idsBy('ana'), await idsBy('ben'), await idsBy('eve')]).toEqual([[], ['c1', 'c2'], ['c1']])
      await store.transact(async (tx) => {
        await tx.writeDocuments([course('c3', ['ana'])])
        const found = await tx.documentsBy({ lookup: 'courses_by_staff', values: ['ana'] })
        expect(found.map(({ id }) => id)).toEqual(['c3'])
      })
    })

    test('documents come in the order asked, with a hole for each that is not there', async () => {
      await writeNow(write('a', []), write('b', []))
      const found = await store.documents(['b', 'none', 'a'].map((id) => ({ collection: 'units', id })))
      expect(found.map((document) => document?.id)).toEqual(['b', undefined, 'a'])
    })

    test('values come back as they went in, as JSON holds them', async () => {
      const content = { list: [1, { deep: null }], none: undefined, text: 'a' }
      await writeNow(write('a', ['c'], content))
      for (let i = 0; i < 2; i += 1) {
        const read = await store.document('units', 'a')
        expect(read?.content).toStrictEqual({ id: 'a', list: [1, { deep: null }], text: 'a' })
        if (read?.text !== undefined) expect(JSON.parse(read.text)).toStrictEqual(read.content)
      }
    })

    test('what a transaction that failed has read or written is not remembered', async () => {
      await writeNow(write('a', ['c'], { v: 1 }))
      const failing = store.transact(async (tx) => {
        await tx.document('units', 'a')
        await tx.writeDocuments([write('a', ['new channel'], { v: 2 }), write('b', ['new channel'])])
        expect((await tx.document('units', 'a'))?.content['v']).toBe(2)
        throw new Error('changed my mind')
      })
      await expect(failing).rejects.toThrow('changed my mind')
      expect((await store.document('units', 'a'))?.content['v']).toBe(1)
      await writeNow(write('c', ['new channel']))
      const entries = await store.channelEntries({ spans: [{ channel: 'new channel', after: 0 }], upTo: 9, limit: 9 })
      expect(entries.map(({ id, number }) => [id, number])).toEqual([['c', 2]])
      expect(
        (await store.channelEntries({ spans: [{ channel: 'c', after: 0 }], upTo: 9, limit: 9 })).map(({ id }) => id),
      ).toEqual(['a'])
    })

    test('field names, ids and channels may hold whatever texts hold', async () => {
      const content = {
        id: 'x',
        courseId: 'k\u0001\u0000$.',
        'a.b': { $set: 1, '': [null, { 'c.d': '\u0000' }] },
        $where: 'é✓𝄞',
        __proto__x: 'no',
        number: 1e300,
        text: 'half \ud800 of a pair',
      }
      const odd = ['$x', 'a.b', 'nul\u0000', 'a/b', '𝄞', '~', ' ', 'a\u0001b']
      await writeNow(...odd.map((id) => ({ ...write(id, [`c:${id}`]), content })))
      await store.transact((tx) => tx.putRow('things', { ...content, id: 'r.$\u0000', owner: '', age: -0.5 }))
      for (const id of odd) {
        expect((await store.document('units', id))?.content).toEqual(content)
        const entries = await store.channelEntries({ spans: [{ channel: `c:${id}`, after: 0 }], upTo: 99, limit: 9 })
        expect(entries.map((entry) => entry.id)).toEqual([id])
      }
      const found = await store.documentsBy({ lookup: 'units_by_course', values: ['k\u0001\u0000$.'] })
      expect(found.map(({ id }) => id).toSorted()).toEqual(odd.toSorted())
      expect(await store.documentsBy({ lookup: 'units_by_course', values: ['k'] })).toEqual([])
      expect(await store.rows({ table: 'things', index: 'by_owner_and_age', equals: [''], upTo: 0, limit: 9 })).toEqual(
        [{ ...content, id: 'r.$\u0000', owner: '', age: -0.5 }],
      )
    })

    test('a transaction sees what it has written, by every way of reading', async () => {
      await writeNow(write('a', ['c'], { courseId: 'k' }), write('b', ['c'], { courseId: 'k' }))
      await store.transact((tx) => tx.putRow('things', { id: '1', owner: 'x', age: 1, mail: 'a@x' }))
      await store.transact(async (tx) => {
        const ofCourse = async (courseId: string, limit?: number) =>
          (
            await tx.documentsBy({
              lookup: 'units_by_course',
              values: [courseId],
              ...(limit === undefined ? {} : { limit }),
            })
          ).map(({ id }) => id)
        expect(await ofCourse('k')).toEqual(['a', 'b'])
        await tx.writeDocuments([write('a', ['d'], { courseId: 'other' }), write('c', ['d'], { courseId: 'k' })])
        await tx.writeDocuments([write('b', [], { courseId: 'k' }, true)])
        expect(await ofCourse('k')).toEqual(['c'])
        expect(await ofCourse('k', 1)).toEqual(['c'])
        expect(await ofCourse('other')).toEqual(['a'])
        expect((await tx.documents([{ collection: 'units', id: 'b' }]))[0]?.deleted).toBe(true)
        const spans = ['c', 'd'].map((channel) => ({ channel, after: 0 }))
        const entries = await tx.channelEntries({ spans, upTo: 9, limit: 9 })
        expect(entries.map(({ id, number }) => [id, number])).toEqual([
          ['a', 3],
          ['c', 4],
          ['b', 5],
        ])
        expect((await tx.commits(2, 9, 9)).map(({ first, last }) => [first, last])).toEqual([
          [3, 4],
          [5, 5],
        ])
        expect(await tx.writeDocuments([write('c', ['d'], { courseId: 'k', again: true })])).toBe(6)
        await tx.putRow('things', { id: '2', owner: 'x', age: 0, mail: 'b@x' })
        await expect(tx.insertRow('things', { id: '3', mail: 'b@x' })).rejects.toBeInstanceOf(DuplicateKey)
        expect(await tx.deleteRow('things', '1')).toBe(true)
        await tx.insertRow('things', { id: '3', owner: 'x', age: 5, mail: 'a@x' })
        expect(await tx.countRows({ table: 'things', index: 'by_owner_and_age', equals: ['x'] })).toBe(2)
        expect(await tx.row('things', '1')).toBeUndefined()
        expect(await tx.deleteRow('things', '2')).toBe(true)
      })
      expect(await store.head()).toBe(6)
      expect((await store.document('units', 'c'))?.content['again']).toBe(true)
      const rows = await store.rows({ table: 'things', index: 'by_owner_and_age', equals: ['x'], limit: 9 })
      expect(rows.map(({ id }) => id)).toEqual(['3'])
    })

    test('transactions that read what the other writes don’t both go by what was before', async () => {
      await store.transact((tx) => tx.putRow('things', { id: 'seats', left: 1 }))
      const takeSeat = (id: string) =>
        store.transact(async (tx) => {
          const taken = await tx.rows({ table: 'things', index: 'by_owner_and_age', equals: ['seat'], limit: 9 })
          if (taken.length > 0) return false
          await tx.putRow('things', { id, owner: 'seat', age: 1 })
          return true
        })
      const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => takeSeat(`s${String(i)}`)))
      expect(answers.filter(Boolean)).toHaveLength(1)
    })

    test('rows: insert once, put, delete, unique indexes', async () => {
      await store.transact((tx) => tx.insertRow('things', { id: '1', mail: 'a@x' }))
      await expect(store.transact((tx) => tx.insertRow('things', { id: '1' }))).rejects.toBeInstanceOf(DuplicateKey)
      await expect(store.transact((tx) => tx.insertRow('things', { id: '2', mail: 'a@x' }))).rejects.toBeInstanceOf(
        DuplicateKey,
      )
      await expect(store.transact((tx) => tx.putRow('things', { id: '2', mail: 'a@x' }))).rejects.toBeInstanceOf(
        DuplicateKey,
      )
      await store.transact((tx) => tx.putRow('things', { id: '1', mail: 'b@x' }))
      await store.transact((tx) => tx.putRow('things', { id: '2', mail: 'a@x' }))
      expect(await store.row('things', '1')).toEqual({ id: '1', mail: 'b@x' })
      expect(await store.transact((tx) => tx.deleteRow('things', '1'))).toBe(true)
      expect(await store.transact((tx) => tx.deleteRow('things', '1'))).toBe(false)
      expect(await store.row('things', '1')).toBeUndefined()
    })

    test('rows that are asked for at once, by what several share, are each one’s own, the first of them by id', async () => {
      await store.transact(async (tx) => {
        for (const owner of ['ana', 'ben', 'cleo'])
          for (const id of ['3', '1', '2']) await tx.putRow('things', { id: `${owner}${id}`, owner, age: 1 })
      })
      const of = async (owner: string, limit: number) =>
        (await store.rows({ table: 'things', index: 'by_owner_and_age', equals: [owner, 1], limit })).map(
          ({ id }) => id,
        )
      for (const limit of [1, 2, 3, 9])
        expect(await Promise.all(['ana', 'ben', 'none', 'cleo'].map((owner) => of(owner, limit)))).toEqual(
          ['ana', 'ben', 'none', 'cleo'].map((owner) =>
            owner === 'none' ? [] : ['1', '2', '3'].slice(0, limit).map((id) => `${owner}${id}`),
          ),
        )
    })

    test('rows are found by a declared index: equality, range, order, limit, count', async () => {
      await store.transact(async (tx) => {
        for (const [id, owner, age] of [
          ['1', 'x', 10],
          ['2', 'x', 30],
          ['3', 'x', 20],
          ['4', 'y', 20],
        ] as const)
          await tx.putRow('things', { id, owner, age })
        await tx.putRow('things', { id: '5', owner: 'x' })
      })
      const query = { table: 'things', index: 'by_owner_and_age', equals: ['x'], limit: 10 } as const
      const ids = async (more: object = {}) => (await store.rows({ ...query, ...more })).map((row) => row.id)
      expect(await ids()).toEqual(['1', '3', '2'])
      expect(await ids({ order: 'descending' })).toEqual(['2', '3', '1'])
      expect(await ids({ after: 10, upTo: 20 })).toEqual(['3'])
      expect(await ids({ limit: 1 })).toEqual(['1'])
      expect(await store.countRows(query)).toBe(3)
      expect(
        (await store.rows({ table: 'things', index: 'id', equals: [], after: '3', limit: 10 })).map((row) => row.id),
      ).toEqual(['4', '5'])
      await expect(store.rows({ ...query, index: 'not_declared' })).rejects.toThrow()
    })
  })
}
