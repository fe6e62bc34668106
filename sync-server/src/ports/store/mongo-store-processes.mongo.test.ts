import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { MongoClient } from 'mongodb'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSystemClock } from '#ports/clock/clock.ts'
import { testService } from '#testing/test-services.ts'
import { createMongoStore } from './mongo-store.ts'
import type { Store } from './store.ts'

const url = testService('EDUTRACK_MONGODB_URL')

const SERVERS = 4
const TRANSACTIONS = 40
const DOCUMENTS = 10

/** A server that pushes: each transaction adds documents and counts itself in a document that all share. With `hold` its first stops half-way and says so. */
const pushing = (databaseUrl: string, server: number, hold = ''): ChildProcess => {
  const program = `
    const { createMongoStore } = await import(${JSON.stringify(new URL('./mongo-store.ts', import.meta.url).href)})
    const { createSystemClock } = await import(${JSON.stringify(new URL('../clock/clock.ts', import.meta.url).href)})
    const store = await createMongoStore({ url: ${JSON.stringify(databaseUrl)}, clock: createSystemClock() })
    const write = (id, channels, content) => ({ collection: 'units', id, content, deleted: false, channels, stateHash: '' })
    for (let i = 0; i < ${String(TRANSACTIONS)}; i += 1)
      await store.transact(async (tx) => {
        const count = (await tx.document('units', 'count'))?.content.n ?? 0
        const own = Array.from({ length: ${String(DOCUMENTS)} }, (_, k) => write('s${String(server)}-' + i + '-' + k, ['all', 'of:${String(server)}'], { i, k }))
        await tx.writeDocuments(own.slice(0, 4))
        if (${JSON.stringify(hold)} !== '') await new Promise((resolve) => { process.stdout.write('held'); setTimeout(resolve, 60_000) })
        await tx.writeDocuments([...own.slice(4), write('count', ['all'], { n: count + 1 })])
      })
    await store.close()`
  return spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] })
}

/** A unit of no content. */
const write = (id: string) => ({ collection: 'units', id, content: {}, deleted: false, channels: [], stateHash: '' })

const ended = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.once('close', resolve))

describe.skipIf(url === undefined)('several servers on one MongoDB', () => {
  let databaseUrl: string
  let store: Store
  beforeEach(async () => {
    databaseUrl = (url ?? '').replace('/edutrack', `/test-${randomUUID().slice(0, 8)}`)
    store = await createMongoStore({ url: databaseUrl, clock: createSystemClock() })
    await store.migrate([])
  })
  afterEach(async () => {
    await store.close()
    const client = await new MongoClient(databaseUrl).connect()
    await client.db().dropDatabase()
    await client.close()
  })

  test('S1, S5: four push at once: no gap, no repeat, no lost update; who reads all the while misses nothing', async () => {
    const children = Array.from({ length: SERVERS }, (_, server) => pushing(databaseUrl, server))
    const isDone = Promise.all(children.map(ended))
    let isRunning = true
    void isDone.finally(() => {
      isRunning = false
    })

    const numbers: number[] = []
    const pulled = new Map<string, number>()
    let checkpoint = 0
    let readingsBelowEnd = 0
    const readOn = async (): Promise<void> => {
      const head = await store.head()
      const commits = await store.commits(numbers.length, head, 10_000)
      numbers.push(...commits.flatMap(({ entries }) => entries.map(({ number }) => number)))
      // Whoever can read the head can read all below: else numbers would lack here, and be passed over for ever.
      expect(numbers.at(-1) ?? 0).toBeGreaterThanOrEqual(head)
      for (;;) {
        const page = await store.channelEntries({
          spans: [{ channel: 'all', after: checkpoint }],
          upTo: head,
          limit: 7,
        })
        for (const { id, number } of page) pulled.set(id, number)
        checkpoint = page.length < 7 ? head : (page.at(-1)?.number ?? head)
        if (page.length < 7) break
      }
    }
    while (isRunning) {
      await readOn()
      readingsBelowEnd += 1
    }
    expect(await isDone).toEqual(children.map(() => 0))
    await readOn()

    const all = SERVERS * TRANSACTIONS * (DOCUMENTS + 1)
    expect(numbers).toEqual(Array.from({ length: all }, (_, index) => index + 1))
    expect(pulled.size).toBe(SERVERS * TRANSACTIONS * DOCUMENTS + 1)
    expect((await store.document('units', 'count'))?.content).toEqual({ n: SERVERS * TRANSACTIONS })
    expect(pulled.get('count')).toBe((await store.document('units', 'count'))?.number)
    // It did read while they wrote.
    expect(readingsBelowEnd).toBeGreaterThan(5)
  })

  test.each(['told', 'lost', 'wrong'])('S1: turns whose end is %s to the others keep their order', async (news) => {
    const listeners: ((done: number) => void)[] = []
    const tell = (done: number): void => {
      if (news === 'lost') return
      for (const listener of listeners) listener(news === 'wrong' ? done + 1 : done)
    }
    const servers = await Promise.all(
      Array.from({ length: 3 }, () =>
        createMongoStore({
          url: databaseUrl,
          clock: createSystemClock(),
          news: { tell, listen: (listener) => listeners.push(listener) },
        }),
      ),
    )
    const count = { collection: 'units', id: 'count', deleted: false, channels: [], stateHash: '' }
    const pushAll = async (server: Store): Promise<void> => {
      for (let i = 0; i < TRANSACTIONS / 2; i += 1)
        await server.transact(
          async (tx) => {
            const n = Number((await tx.document('units', 'count'))?.content['n'] ?? 0)
            await tx.writeDocuments([{ ...count, content: { n: n + 1 } }])
          },
          { writesDocuments: true },
        )
    }
    await Promise.all(servers.map(pushAll))
    const all = (servers.length * TRANSACTIONS) / 2
    expect(await store.head()).toBe(all)
    expect((await store.document('units', 'count'))?.content).toEqual({ n: all })
    await Promise.all(servers.map((server) => server.close()))
  })

  test('S1: a server that is killed with its turn in hand leaves no gap, and the others go on within seconds', async () => {
    const holder = pushing(databaseUrl, 0, 'HOLD')
    await new Promise<void>((resolve) => holder.stdout?.once('data', () => resolve()))
    const other = pushing(databaseUrl, 1)
    holder.kill('SIGKILL')
    await ended(holder)
    const killedAt = performance.now()
    await expect.poll(() => store.head(), { timeout: 30_000 }).toBeGreaterThan(0)
    expect(performance.now() - killedAt).toBeLessThan(12_000)
    expect(await ended(other)).toBe(0)
    const head = await store.head()
    const numbers = (await store.commits(0, head, head)).flatMap(({ entries }) => entries.map(({ number }) => number))
    expect(numbers).toEqual(Array.from({ length: head }, (_, index) => index + 1))
    expect(head % (DOCUMENTS + 1)).toBe(0)
    expect((await store.document('units', 'count'))?.content).toEqual({ n: head / (DOCUMENTS + 1) })
  })

  test('S1: a server with a long turn is waited for, and not taken for dead', async () => {
    const other = await createMongoStore({ url: databaseUrl, clock: createSystemClock() })
    const order: string[] = []
    let hasBegun: () => void = () => undefined
    const begun = new Promise<void>((resolve) => (hasBegun = resolve))
    const long = store.transact(
      async (tx) => {
        await tx.writeDocuments([write('long')])
        hasBegun()
        await new Promise((resolve) => setTimeout(resolve, 5000))
        order.push('long')
      },
      { writesDocuments: true },
    )
    await begun
    await other.transact(
      async (tx) => {
        await tx.writeDocuments([write('short')])
        order.push('short')
      },
      { writesDocuments: true },
    )
    await long
    // Whoever is taken for dead has its transaction ended, and runs it again.
    expect(order).toEqual(['long', 'short'])
    await other.close()
  })

  test('S1: after several servers died with a turn asked for, the others wait once and not for each of them', async () => {
    const client = await new MongoClient(databaseUrl).connect()
    const died = { $inc: { given: 9 } }
    await client.db().collection<{ _id: string }>('turns').updateOne({ _id: 'turns' }, died)
    await client.close()
    const other = await createMongoStore({ url: databaseUrl, clock: createSystemClock() })
    const diedAt = performance.now()
    const ids = ['a', 'b', 'c', 'd']
    await Promise.all(
      ids.map((id, index) => (index % 2 === 0 ? store : other).transact((tx) => tx.writeDocuments([write(id)]))),
    )
    expect(performance.now() - diedAt).toBeLessThan(12_000)
    expect(await store.head()).toBe(ids.length)
    await other.close()
  })
})
