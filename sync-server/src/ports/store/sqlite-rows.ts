import type { SQLInputValue } from 'node:sqlite'
import { keyText, keyTextEnd } from './key-text.ts'
import type { Statements } from './sqlite-schema.ts'
import { DuplicateKey, type StoreReader, type TableDefinition, type TableQuery, type TableRow } from './store.ts'

interface Connection {
  readonly statement: Statements
  readonly definitions: ReadonlyMap<string, TableDefinition>
}

export const createRowReader = (connection: Connection): Pick<StoreReader, 'row' | 'rows' | 'countRows'> => {
  const { statement } = connection
  return {
    row: async <Row extends TableRow>(table: string, id: string) => rowOf(connection, table, id) as Row | undefined,
    rows: async <Row extends TableRow>(query: TableQuery) => {
      const { from, where, values, order } = toSql(connection, query)
      const direction = query.order === 'descending' ? 'DESC' : 'ASC'
      const sorted = order.map((column) => `${column} ${direction}`).join(', ')
      return (
        statement(`SELECT r.content FROM ${from} WHERE ${where} ORDER BY ${sorted} LIMIT ?`).all(
          ...values,
          query.limit,
        ) as { content: string }[]
      ).map(({ content }) => JSON.parse(content) as Row)
    },
    countRows: async (query) => {
      const { from, where, values } = toSql(connection, query)
      return Number((statement(`SELECT count(*) AS n FROM ${from} WHERE ${where}`).get(...values) as { n: number }).n)
    },
  }
}

/** Declares tables; an index that the file does not have yet, or has over other fields, is made for the rows that are there. */
export const declareTables = (
  statement: Statements,
  definitions: Map<string, TableDefinition>,
  tables: readonly TableDefinition[],
): void => {
  for (const table of tables) {
    definitions.set(table.name, table)
    for (const { name, fields } of table.indexes) {
      const index = `${table.name}.${name}`
      const known = statement('SELECT fields FROM row_indexes WHERE name = ?').get(index) as
        { fields: string } | undefined
      if (known?.fields === fields.join()) continue
      statement('DELETE FROM row_index WHERE name = ?').run(index)
      const rows = statement('SELECT id, content FROM table_rows WHERE name = ?').all(table.name)
      for (const { id, content } of rows as { id: string; content: string }[]) {
        const key = indexKey(JSON.parse(content) as TableRow, fields)
        if (key !== undefined) statement('INSERT INTO row_index (name, key, id) VALUES (?, ?, ?)').run(index, key, id)
      }
      statement('INSERT OR REPLACE INTO row_indexes (name, fields) VALUES (?, ?)').run(index, fields.join())
    }
  }
}

export const insertRow = (connection: Connection, table: string, row: TableRow): void => {
  if (rowOf(connection, table, row.id) !== undefined) throw new DuplicateKey(`${table} has a row ${row.id}`)
  putRow(connection, table, row)
}

export const putRow = (connection: Connection, table: string, row: TableRow): void => {
  const { statement } = connection
  const { indexes } = definitionOf(connection, table)
  const before = indexes.length === 0 ? undefined : rowOf(connection, table, row.id)
  for (const { name, fields, unique } of indexes) {
    const index = `${table}.${name}`
    const oldKey = before === undefined ? undefined : indexKey(before, fields)
    const newKey = indexKey(row, fields)
    if (oldKey === newKey) continue
    if (oldKey !== undefined) unindex(connection, index, oldKey, row.id)
    if (newKey === undefined) continue
    if (
      unique === true &&
      statement('SELECT 1 FROM row_index WHERE name = ? AND key = ?').get(index, newKey) !== undefined
    )
      throw new DuplicateKey(`${index} is taken`)
    statement('INSERT INTO row_index (name, key, id) VALUES (?, ?, ?)').run(index, newKey, row.id)
  }
  statement('INSERT OR REPLACE INTO table_rows (name, id, content) VALUES (?, ?, ?)').run(
    table,
    row.id,
    JSON.stringify(row),
  )
}

export const deleteRow = (connection: Connection, table: string, id: string): boolean => {
  const { indexes } = definitionOf(connection, table)
  const before = indexes.length === 0 ? undefined : rowOf(connection, table, id)
  if (before !== undefined)
    for (const { name, fields } of indexes) {
      const key = indexKey(before, fields)
      if (key !== undefined) unindex(connection, `${table}.${name}`, key, id)
    }
  const { changes } = connection.statement('DELETE FROM table_rows WHERE name = ? AND id = ?').run(table, id)
  return Number(changes) > 0
}

const unindex = ({ statement }: Connection, index: string, key: string, id: string): void =>
  void statement('DELETE FROM row_index WHERE name = ? AND key = ? AND id = ?').run(index, key, id)

const definitionOf = ({ definitions }: Connection, table: string): TableDefinition => {
  const definition = definitions.get(table)
  if (definition === undefined) throw new Error(`No table ${table}: declare it to migrate()`)
  return definition
}

const rowOf = (connection: Connection, table: string, id: string): TableRow | undefined => {
  definitionOf(connection, table)
  const found = connection.statement('SELECT content FROM table_rows WHERE name = ? AND id = ?').get(table, id) as
    { content: string } | undefined
  return found === undefined ? undefined : (JSON.parse(found.content) as TableRow)
}

const indexKey = (row: TableRow, fields: readonly string[]): string | undefined => {
  const values = fields.map((field) => row[field])
  return values.every((value) => typeof value === 'string' || typeof value === 'number') ? keyText(values) : undefined
}

const toSql = (
  connection: Connection,
  query: Omit<TableQuery, 'limit'>,
): {
  readonly from: string
  readonly where: string
  readonly values: readonly SQLInputValue[]
  readonly order: readonly string[]
} => {
  const { table, index, equals, after, upTo } = query
  const definition = definitionOf(connection, table)
  // The table itself is in the order of ids.
  if (index === 'id') {
    const conditions: readonly (readonly [string, SQLInputValue | undefined])[] = [
      ['r.id = ?', equals[0]],
      ['r.id > ?', after],
      ['r.id <= ?', upTo],
    ]
    const given = conditions.filter(([, value]) => value !== undefined)
    return {
      from: 'table_rows r',
      where: ['r.name = ?', ...given.map(([condition]) => condition)].join(' AND '),
      values: [table, ...given.map(([, value]) => String(value))],
      order: ['r.id'],
    }
  }
  if (!definition.indexes.some(({ name }) => name === index)) throw new Error(`No index ${index} on ${table}`)
  const prefix = keyText(equals)
  const low = after === undefined ? prefix : keyTextEnd(`${prefix}${keyText([after])}`)
  const high = upTo === undefined ? keyTextEnd(prefix) : keyTextEnd(`${prefix}${keyText([upTo])}`)
  return {
    from: 'row_index i JOIN table_rows r ON r.name = ? AND r.id = i.id',
    where: 'i.name = ? AND i.key >= ? AND i.key < ?',
    values: [table, `${table}.${index}`, low, high],
    order: ['i.key', 'i.id'],
  }
}
