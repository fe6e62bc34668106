import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, type RunningService } from '@edutrack/tools/services/service'
import { isMongodbExact, startMongodb } from '@edutrack/tools/services/mongodb-service'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSystemClock } from '#ports/clock/clock.ts'
import { testService } from '#testing/test-services.ts'
import { createMongoStore } from './mongo-store.ts'
import { StoreMisconfigured, StoreUnavailable, type Store } from './store.ts'

const isThere = testService('EDUTRACK_MONGODB_URL') !== undefined
const clock = createSystemClock()
const open = (url: string) => createMongoStore({ url, clock })

describe.skipIf(!isThere)('a MongoDB that fails', () => {
  let folder: string
  let port: number
  let server: RunningService
  let stores: Store[]
  let stops: (() => Promise<void>)[]
  const start = async (isSingle = false) => {
    server = await startMongodb({ port, folder: join(folder, isSingle ? 'single' : 'data'), isSingle })
  }
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'edutrack-mongodb-'))
    port = await freePort()
    stores = []
    stops = []
  })
  afterEach(async () => {
    await Promise.all(stops.map((stop) => stop()))
    await Promise.all(stores.map((store) => store.close()))
    await server.stop()
    await rm(folder, { recursive: true })
  })
  const urlOf = (login = '') => `mongodb://${login}127.0.0.1:${String(port)}/faults?directConnection=true`
  const openStore = async (): Promise<Store> => {
    const store = await open(urlOf())
    await store.migrate([])
    stores.push(store)
    return store
  }
  const signal = (name: NodeJS.Signals) => process.kill(server.pid ?? 0, name)
  /** Threads on other cores go on for a moment after the signal was sent. */
  const freeze = async () => {
    signal('SIGSTOP')
    const tasks = `/proc/${String(server.pid)}/task`
    const states = () =>
      readdirSync(tasks).map((task) => /\) (\w)/.exec(readFileSync(`${tasks}/${task}/stat`, 'utf8'))?.[1])
    await expect.poll(states).toSatisfy((seen: readonly string[]) => seen.every((state) => state === 'T'))
  }

  /** Writes one document after the other until it is stopped; those that failed are not tried again. */
  const keepWriting = (store: Store) => {
    const acknowledged: string[] = []
    const failures: unknown[] = []
    let isStopped = false
    const run = (async () => {
      for (let i = 0; !isStopped; i += 1) {
        const id = `d${String(i)}`
        try {
          await store.transact((tx) =>
            tx.writeDocuments([
              { collection: 'units', id, content: { id }, deleted: false, channels: ['c'], stateHash: '' },
            ]),
          )
          acknowledged.push(id)
        } catch (error) {
          failures.push(error)
          await new Promise((resolve) => setTimeout(resolve, 50))
        }
      }
    })()
    const stop = async () => {
      isStopped = true
      await run
    }
    stops.push(stop)
    return { acknowledged, failures, stop }
  }

  const expectAllThere = async (store: Store, acknowledged: readonly string[]) => {
    const found = await store.documents(acknowledged.map((id) => ({ collection: 'units', id })))
    expect(found.filter((document) => document === undefined)).toEqual([])
    const head = await store.head()
    const numbers = (await store.commits(0, head, head)).flatMap(({ entries }) => entries.map(({ number }) => number))
    expect(numbers).toEqual(Array.from({ length: head }, (_, index) => index + 1))
    expect(head).toBeGreaterThanOrEqual(acknowledged.length)
  }

  test('stopped for some seconds: what was under way goes on, nothing fails and nothing is written twice', async () => {
    await start()
    const store = await openStore()
    const writing = keepWriting(store)
    await expect.poll(() => writing.acknowledged.length).toBeGreaterThan(20)
    await freeze()
    const pingedAt = performance.now()
    await expect(store.ping()).rejects.toBeInstanceOf(StoreUnavailable)
    expect(performance.now() - pingedAt).toBeLessThan(6000)
    const during = writing.acknowledged.length
    signal('SIGCONT')
    await expect.poll(() => writing.acknowledged.length).toBeGreaterThan(during + 20)
    await writing.stop()
    expect(writing.failures).toEqual([])
    await store.ping()
    await expectAllThere(store, writing.acknowledged)
    expect(await store.head()).toBe(writing.acknowledged.length)
  })

  // A stand-in that loses what it acknowledged proves nothing about the store.
  test.skipIf(!isMongodbExact())(
    'S1: killed and started again: all that was acknowledged is there, without a gap, and the store goes on by itself',
    async () => {
      await start()
      const store = await openStore()
      const writing = keepWriting(store)
      await expect.poll(() => writing.acknowledged.length).toBeGreaterThan(20)
      signal('SIGKILL')
      await server.stop()
      const before = writing.acknowledged.length
      await new Promise((resolve) => setTimeout(resolve, 1000))
      await start()
      await expect.poll(() => writing.acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(before + 20)
      await writing.stop()
      for (const failure of writing.failures) expect(failure).toBeInstanceOf(StoreUnavailable)
      await expectAllThere(store, writing.acknowledged)
    },
  )

  test('gone for good: every way of asking says so within the bounds, and that it may be started', async () => {
    await start()
    const store = await openStore()
    signal('SIGKILL')
    await server.stop()
    const asked = await Promise.allSettled([
      store.ping(),
      store.head(),
      store.document('units', 'a'),
      store.transact((tx) => tx.document('units', 'a')),
      open(urlOf()),
    ])
    for (const answer of asked) {
      expect(answer.status).toBe('rejected')
      const { reason } = answer as PromiseRejectedResult
      expect(reason).toBeInstanceOf(StoreUnavailable)
      expect((reason as Error).message).toContain('see that it runs')
    }
  })

  test('a single server without transactions, a wrong login and a wrong address are said at the start, without the password', async () => {
    await start(true)
    await expect(open(urlOf())).rejects.toThrow('has no transactions: start it with --replSet')
    await server.stop()
    await start()
    const refused = await open(urlOf('ana:secret@')).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(StoreMisconfigured)
    expect((refused as Error).message).toContain('refuses the user or the password')
    expect((refused as Error).message).not.toContain('secret')
    await expect(open('localhost:27017')).rejects.toBeInstanceOf(StoreMisconfigured)
  })
})
