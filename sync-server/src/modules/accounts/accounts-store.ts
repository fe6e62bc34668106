import { APIError } from 'better-auth/api'
import { createAdapterFactory, type CustomAdapter } from 'better-auth/adapters'
import { DuplicateKey, type Store, type StoreReader, type TableDefinition, type TableRow } from '#ports/store/store.ts'

/** better-auth's tables on the store port; each index is named after the question that it answers. */
export const accountsTables: readonly TableDefinition[] = [
  { name: 'user', indexes: [{ name: 'by_email', fields: ['email'], unique: true }] },
  {
    name: 'session',
    indexes: [
      { name: 'by_token', fields: ['token'], unique: true },
      { name: 'by_user', fields: ['userId'] },
    ],
  },
  {
    name: 'account',
    indexes: [
      { name: 'by_user', fields: ['userId'] },
      { name: 'by_account', fields: ['accountId'] },
    ],
  },
  {
    name: 'verification',
    indexes: [
      { name: 'by_identifier', fields: ['identifier'] },
      { name: 'by_expiry', fields: ['expiresAt'] },
    ],
  },
]

type Where = Parameters<CustomAdapter['findMany']>[0]['where']
/** More rows than one person ever has of anything here. */
const MOST_ROWS = 1000

/** Lets better-auth keep its accounts in the store. Dates are ISO texts, which sort by time. */
export const createAccountsAdapter = (
  store: Store,
  /** Told of sessions that were changed or are over, once that is committed. */
  onSessions: (rows: readonly TableRow[], isOver: boolean) => Promise<void> = async () => {},
) =>
  createAdapterFactory({
    config: {
      adapterId: 'edutrack-store',
      supportsDates: false,
      supportsBooleans: true,
      supportsJSON: true,
      supportsNumericIds: false,
    },
    adapter: () => ({
      create: async ({ model, data }) => {
        try {
          await store.transact((tx) => tx.insertRow(model, data as unknown as TableRow))
        } catch (error) {
          // Of two who take one address at the same time, the later.
          if (error instanceof DuplicateKey && model === 'user')
            throw new APIError('UNPROCESSABLE_ENTITY', { code: 'USER_ALREADY_EXISTS', message: error.message })
          throw error
        }
        return data
      },
      findOne: async <T>({ model, where }: { model: string; where: Where }) =>
        ((await findRows(store, model, where))[0] as T | undefined) ?? null,
      findMany: async <T>({ model, where, limit, sortBy, offset = 0 }: Parameters<CustomAdapter['findMany']>[0]) => {
        const rows = [...(await findRows(store, model, where))]
        if (sortBy !== undefined) {
          const direction = sortBy.direction === 'asc' ? 1 : -1
          rows.sort((a, b) => (String(a[sortBy.field]) < String(b[sortBy.field]) ? -direction : direction))
        }
        return rows.slice(offset, offset + limit) as T[]
      },
      update: async <T>({ model, where, update }: { model: string; where: Where; update: T }) => {
        const next = await store.transact(async (tx) => {
          const row = (await findRows(tx, model, where))[0]
          if (row === undefined) return null
          const next = { ...row, ...update }
          await tx.putRow(model, next)
          return next
        })
        if (model === 'session' && next !== null) await onSessions([next], false)
        return next as T | null
      },
      updateMany: async ({ model, where, update }) => {
        const rows = await store.transact(async (tx) => {
          const rows = await findRows(tx, model, where)
          for (const row of rows) await tx.putRow(model, { ...row, ...update })
          return rows
        })
        if (model === 'session') await onSessions(rows, false)
        return rows.length
      },
      delete: async ({ model, where }) => {
        const rows = await deleteRows(store, model, where, 1)
        if (model === 'session') await onSessions(rows, true)
      },
      deleteMany: async ({ model, where }) => {
        const rows = await deleteRows(store, model, where, MOST_ROWS)
        if (model === 'session') await onSessions(rows, true)
        return rows.length
      },
      count: async ({ model, where }) => (await findRows(store, model, where)).length,
    }),
  })

const deleteRows = (store: Store, model: string, where: Where, most: number): Promise<readonly TableRow[]> =>
  store.transact(async (tx) => {
    const rows = (await findRows(tx, model, where)).slice(0, most)
    for (const row of rows) await tx.deleteRow(model, row.id)
    return rows
  })

/** Rows that meet all conditions, found through an index of one of them. */
const findRows = async (reader: StoreReader, model: string, where: Where = []): Promise<readonly TableRow[]> => {
  const equal = (field: string) =>
    where.find((condition) => condition.field === field && (condition.operator ?? 'eq') === 'eq')
  const meetsAll = (row: TableRow) => where.every((condition) => meets(row[condition.field], condition))
  const id = equal('id')
  if (id !== undefined) {
    const row = await reader.row(model, String(id.value))
    return row !== undefined && meetsAll(row) ? [row] : []
  }
  const indexes = accountsTables.find(({ name }) => name === model)?.indexes ?? []
  for (const { name, fields } of indexes) {
    const condition = equal(fields[0] ?? '')
    if (condition === undefined) continue
    return (
      await reader.rows({ table: model, index: name, equals: [String(condition.value)], limit: MOST_ROWS })
    ).filter(meetsAll)
  }
  return (await reader.rows({ table: model, index: 'id', equals: [], limit: MOST_ROWS })).filter(meetsAll)
}

const meets = (value: unknown, { operator = 'eq', value: wanted }: NonNullable<Where>[number]): boolean => {
  const given = wanted instanceof Date ? wanted.toISOString() : wanted
  switch (operator) {
    case 'eq':
      return (value ?? null) === given
    case 'ne':
      return (value ?? null) !== given
    case 'lt':
      return String(value) < String(given)
    case 'lte':
      return String(value) <= String(given)
    case 'gt':
      return String(value) > String(given)
    case 'gte':
      return String(value) >= String(given)
    case 'in':
      return Array.isArray(given) && (given as unknown[]).includes(value)
    case 'not_in':
      return Array.isArray(given) && !(given as unknown[]).includes(value)
    case 'contains':
      return String(value).includes(String(given))
    case 'starts_with':
      return String(value).startsWith(String(given))
    case 'ends_with':
      return String(value).endsWith(String(given))
  }
}
