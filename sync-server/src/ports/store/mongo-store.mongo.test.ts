import { randomUUID } from 'node:crypto'
import { isMongodbExact } from '@edutrack/tools/services/mongodb-service'
import { MongoClient, type Document } from 'mongodb'
import { afterAll, describe, expect, test } from 'vitest'
import { createSystemClock } from '#ports/clock/clock.ts'
import { testService } from '#testing/test-services.ts'
import { createMongoStore, type MongoCommand } from './mongo-store.ts'
import { describeStoreContract } from './store-contract.ts'

const url = testService('EDUTRACK_MONGODB_URL')
const clock = createSystemClock()

describe.skipIf(url === undefined)('on MongoDB', () => {
  const scans: string[] = []
  const seenQueries = new Set<string>()

  describeStoreContract('MongoDB', async () => {
    const databaseUrl = (url ?? '').replace('/edutrack', `/test-${randomUUID().slice(0, 8)}`)
    const commands: MongoCommand[] = []
    const store = await createMongoStore({ url: databaseUrl, clock, onCommand: (command) => commands.push(command) })
    return {
      store,
      cleanUp: async () => {
        await store.close()
        const client = await new MongoClient(databaseUrl).connect()
        for (const { command } of commands) {
          const query = explainable(command)
          if (query === undefined) continue
          const shape = shapeOf(query)
          if (seenQueries.has(shape)) continue
          seenQueries.add(shape)
          const plan = await client.db().command({ explain: query, verbosity: 'queryPlanner' })
          if (stagesOf(plan).includes('COLLSCAN')) scans.push(JSON.stringify(query))
        }
        await client.db().dropDatabase()
        await client.close()
      },
    }
  })

  afterAll(() => {
    // Last, so that it speaks of all that the contract has asked.
    // The stand-in in Python calls every plan a scan.
    if (isMongodbExact()) expect(scans).toEqual([])
    const asked = [...seenQueries].map((shape) => shape.split(' ')[0])
    for (const command of ['find', 'findAndModify', 'aggregate', 'update', 'delete']) expect(asked).toContain(command)
  })

  test('a lookup that was declared since is made for the documents that are there', async () => {
    const databaseUrl = (url ?? '').replace('/edutrack', `/test-${randomUUID().slice(0, 8)}`)
    const course = (id: string, staffIds: readonly string[]) => ({
      collection: 'courses',
      id,
      content: { id, staffIds },
      deleted: false,
      channels: [],
      stateHash: '',
    })
    const before = await createMongoStore({ url: databaseUrl, clock })
    await before.migrate([])
    await before.transact((tx) => tx.writeDocuments([course('c1', ['ana', 'ben']), course('c2', ['ben'])]))
    await before.close()
    // As a server left them that knew of no lookups.
    const client = await new MongoClient(databaseUrl).connect()
    await client
      .db()
      .collection('documents')
      .updateMany({}, { $set: { lookups: [] } })
    await client.db().collection('declared').deleteMany({})
    const store = await createMongoStore({ url: databaseUrl, clock })
    await store.migrate([])
    const found = await store.documentsBy({ lookup: 'courses_by_staff', values: ['ben'] })
    expect(found.map(({ id }) => id)).toEqual(['c1', 'c2'])
    await store.close()
    await client.db().dropDatabase()
    await client.close()
  })

  test('reads that are asked for together travel together, and each sees what was committed before it was asked for', async () => {
    const databaseUrl = (url ?? '').replace('/edutrack', `/test-${randomUUID().slice(0, 8)}`)
    const commands: MongoCommand[] = []
    const store = await createMongoStore({ url: databaseUrl, clock, onCommand: (command) => commands.push(command) })
    await store.migrate([{ name: 'things', indexes: [{ name: 'by_token', fields: ['token'], unique: true }] }])
    const rounds = 30
    const write = (round: number) =>
      store.transact(async (tx) => {
        await tx.writeDocuments([
          {
            collection: 'units',
            id: `u${String(round)}`,
            deleted: false,
            channels: ['a'],
            stateHash: '',
            content: { id: `u${String(round)}`, courseId: 'c' },
          },
        ])
        await tx.putRow('things', { id: `t${String(round)}`, token: `token ${String(round)}` })
      })
    const before = () => commands.filter(({ name }) => name === 'find').length
    let [finds, asked] = [0, 0]
    for (let round = 1; round <= rounds; round += 1) {
      await write(round)
      const start = before()
      const readers = Array.from({ length: 20 }, async (_, index) => {
        const id = String(1 + ((round * 7 + index) % round))
        const byToken = (token: string) => store.rows({ table: 'things', index: 'by_token', equals: [token], limit: 1 })
        const [head, unit, missing, row, tokens, none, units] = await Promise.all([
          store.head(),
          store.document('units', `u${id}`),
          store.document('units', `none-${id}`),
          store.row('things', `t${id}`),
          byToken(`token ${id}`),
          byToken(`token ${id} of nobody`),
          store.documentsBy({ lookup: 'units_by_course', values: ['c'] }),
        ])
        expect({ head, unit: unit?.content['id'], missing, row: row?.id, tokens, none, units: units.length }).toEqual({
          head: round,
          unit: `u${id}`,
          missing: undefined,
          row: `t${id}`,
          tokens: [row],
          none: [],
          units: round,
        })
        expect(units.map(({ id: at }) => at)).toEqual(units.map(({ id: at }) => at).toSorted())
        asked += 7
      })
      await Promise.all(readers)
      finds += before() - start
    }
    expect(asked).toBe(rounds * 20 * 7)
    expect(finds).toBeLessThan(asked / 10)
    await store.close()
    const client = await new MongoClient(databaseUrl).connect()
    await client.db().dropDatabase()
    await client.close()
  })

  test('what it calls a scan is one', async () => {
    const client = await new MongoClient((url ?? '').replace('/edutrack', '/test-scan')).connect()
    await client.db().collection('things').insertOne({ a: 1 })
    const plan = await client.db().command({ explain: { find: 'things', filter: { a: 1 } }, verbosity: 'queryPlanner' })
    expect(stagesOf(plan)).toContain('COLLSCAN')
    await client.db().dropDatabase()
    await client.close()
  })
})

const queryFields: Readonly<Record<string, readonly string[]>> = {
  find: ['filter', 'sort', 'limit', 'hint'],
  aggregate: ['pipeline', 'cursor', 'hint'],
  findAndModify: ['query', 'update', 'sort'],
  update: ['updates'],
  delete: ['deletes'],
}

/** The command as `explain` takes it: without session and transaction, and one statement of each kind. */
const explainable = (command: Readonly<Record<string, unknown>>): Document | undefined => {
  const name = Object.keys(command)[0] ?? ''
  const fields = queryFields[name]
  if (fields === undefined) return undefined
  const query: Document = { [name]: command[name] }
  for (const field of fields) {
    const value = command[field]
    if (value !== undefined)
      query[field] = field === 'updates' || field === 'deletes' ? [(value as unknown[])[0]] : value
  }
  return query
}

/** What a query asks, without the values that it asks for: `find documents {"_id":{"$in":…`. */
const shapeOf = (query: Document): string => {
  const [name = '', collection] = Object.entries(query)[0] ?? []
  const rest = JSON.stringify(query, (key, value: unknown) =>
    key === name || typeof value === 'number' || typeof value === 'string' ? '?' : value,
  )
  return `${name} ${String(collection)} ${rest}`
}

const stagesOf = (plan: unknown): readonly string[] => {
  if (Array.isArray(plan)) return plan.flatMap(stagesOf)
  if (typeof plan !== 'object' || plan === null) return []
  const { stage } = plan as { stage?: unknown }
  return [...(typeof stage === 'string' ? [stage] : []), ...Object.values(plan).flatMap(stagesOf)]
}
