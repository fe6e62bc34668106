import {
  unitContentFields,
  unitContentOf,
  units,
  type Unit,
  type UnitContent,
} from '@edutrack/shared-schema/collections/units'
import type { StoreReader, TableDefinition, TableRow } from '#ports/store/store.ts'
import type { RowChange, Writer } from '#sync/collection-rules.ts'
import { isSameJson } from '#sync/is-same-json.ts'
import { stateHash } from '#sync/json-hash.ts'
import { countWords, wordsChanged } from './words-changed.ts'

/**
 * Earlier versions of units: each that was accepted, whoever sent it, kept in the transaction that accepts it. What one person's app saves by itself within
 * a sitting is one version. Lines and contents are apart, since a list asks for lines alone.
 */
export const unitVersionTables: readonly TableDefinition[] = [
  { name: 'unit_versions', indexes: [{ name: 'by_unit_and_number', fields: ['unitId', 'number'] }] },
  { name: 'unit_version_contents', indexes: [] },
]

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** A pause ends a sitting, and so does an hour. */
const SITTING_PAUSE_MS = 10 * MINUTE
const SITTING_MS = 60 * MINUTE
/** So many are kept whatever their age; of what is older the last of each day. */
const LATEST_KEPT = 40
const MOST_KEPT = 120
/** Characters of JSON that the versions of one unit may take; the oldest go first. */
const MOST_CHARACTERS = 4_000_000
/** A text that loses this much at once may have been lost by mistake: what was before is kept. */
const LOST_WORDS = 20
const LOST_SHARE = 0.25

/** A line of the list. Its id names unit and number, so that what is done twice is done once (S15). */
export interface VersionRow extends TableRow {
  readonly unitId: string
  readonly number: number
  /** Server's clock, ms: the first and the last write of the sitting. */
  readonly from: number
  readonly at: number
  /** Absent: what was there before versions were kept, or what the server made. Names are looked up when they are shown. */
  readonly personId?: string
  readonly contentHash: string
  /** Characters of its content. */
  readonly size: number
  readonly fields: readonly (typeof unitContentFields)[number][]
  readonly words: { readonly added: number; readonly removed: number }
  readonly sameAs?: number
}
interface ContentRow extends TableRow {
  /** Version of the collection's schema. */
  readonly schema: number
  readonly content: UnitContent
}

export const contentHashOf = (content: UnitContent): string => stateHash(content)

/** The lines of a unit, the latest first. */
export const versionsOf = (store: StoreReader, unitId: string): Promise<readonly VersionRow[]> =>
  store.rows<VersionRow>({
    table: 'unit_versions',
    index: 'by_unit_and_number',
    equals: [unitId],
    order: 'descending',
    limit: MOST_KEPT + 1,
  })

export const versionOf = async (
  store: StoreReader,
  unitId: string,
  number: number,
): Promise<{ readonly row: VersionRow; readonly content: UnitContent } | undefined> => {
  const row = await store.row<VersionRow>('unit_versions', rowIdOf(unitId, number))
  const content = row === undefined ? undefined : await contentOf(store, row.id)
  return row === undefined || content === undefined ? undefined : { row, content }
}

/** What is kept when `after` takes the place of `before`, and what is no longer. */
export const keepVersion = async (
  store: StoreReader,
  { personId, receivedAt }: Pick<Writer, 'personId' | 'receivedAt'>,
  before: Unit | undefined,
  after: Unit,
): Promise<readonly RowChange[]> => {
  const content = unitContentOf(after)
  const contentHash = contentHashOf(content)
  const present = before === undefined ? undefined : unitContentOf(before)
  const presentHash = present === undefined ? undefined : contentHashOf(present)
  if (presentHash === contentHash) return []
  const known = await versionsOf(store, after.id)
  const rows: VersionRow[] = [...known]
  const made: RowChange[] = []
  const add = (
    row: Pick<VersionRow, 'number' | 'from' | 'at' | 'personId'>,
    held: UnitContent,
    than: UnitContent | undefined,
  ): void => {
    const id = rowIdOf(after.id, row.number)
    const hash = contentHashOf(held)
    const sameAs = rows.find((other) => other.contentHash === hash && other.number !== row.number)?.number
    const line: VersionRow = {
      ...row,
      id,
      unitId: after.id,
      contentHash: hash,
      size: JSON.stringify(held).length,
      ...changesBetween(than, held),
      ...(sameAs === undefined ? {} : { sameAs }),
    }
    rows.splice(0, rows[0]?.number === row.number ? 1 : 0, line)
    const stored: ContentRow = { id, schema: units.version, content: held }
    made.push({ table: 'unit_versions', row: line }, { table: 'unit_version_contents', row: stored })
  }
  const nextNumber = (): number => (rows[0]?.number ?? 0) + 1

  const latest = rows[0]
  if (before !== undefined && present !== undefined && latest?.contentHash !== presentHash) {
    const than = latest === undefined ? undefined : await contentOf(store, latest.id)
    add({ number: nextNumber(), from: before.updatedAt, at: before.updatedAt }, present, than)
  }
  const isReturn = rows.some((row) => row.contentHash === contentHash)
  const sitting = rows[0]
  if (
    sitting !== undefined &&
    sitting.personId === personId &&
    !isReturn &&
    receivedAt - sitting.at < SITTING_PAUSE_MS &&
    receivedAt - sitting.from < SITTING_MS &&
    !losesMuch(present, content)
  ) {
    const than = rows[1] === undefined ? undefined : await contentOf(store, rows[1].id)
    const { number, from, at } = sitting
    add({ number, from, at: Math.max(at, receivedAt), personId }, content, than)
  } else add({ number: nextNumber(), from: receivedAt, at: receivedAt, personId }, content, present)
  return [...made, ...removalsOf(rows)]
}

/** Numbers are digits: whatever a unit is called, no other one has this id. */
const rowIdOf = (unitId: string, number: number): string => `${unitId}:${String(number)}`

const contentOf = async (store: StoreReader, id: string): Promise<UnitContent | undefined> => {
  const row = await store.row<ContentRow>('unit_version_contents', id)
  return row === undefined ? undefined : bringUp(row)
}

/** A version that was kept under an earlier schema, as one of the present (S19). */
export const bringUp = (
  { schema, content }: Pick<ContentRow, 'schema' | 'content'>,
  { version, migrations }: Pick<typeof units, 'version' | 'migrations'> = units,
): UnitContent => {
  let held: Record<string, unknown> = { ...content }
  for (let next = schema + 1; next <= version; next += 1) held = migrations[next]?.(held) ?? held
  return held as UnitContent
}

const changesBetween = (than: UnitContent | undefined, content: UnitContent): Pick<VersionRow, 'fields' | 'words'> => ({
  fields: than === undefined ? [] : unitContentFields.filter((field) => !isSameJson(than[field], content[field])),
  words: wordsChanged(than?.markdown ?? '', content.markdown),
})

const losesMuch = (before: UnitContent | undefined, after: UnitContent): boolean => {
  if (before === undefined) return false
  const { removed } = wordsChanged(before.markdown, after.markdown)
  return removed >= LOST_WORDS && removed > LOST_SHARE * countWords(before.markdown)
}

/** What goes of a unit's versions, given the latest first: the first is never among it. */
const removalsOf = (rows: readonly VersionRow[]): readonly RowChange[] => {
  let kept = 0
  let characters = 0
  let isFull = false
  const days = new Set<number>()
  const removed: RowChange[] = []
  for (const { id, at, size } of rows) {
    const day = Math.floor(at / DAY)
    const isWanted = kept < LATEST_KEPT || !days.has(day)
    isFull ||= kept > 0 && (kept === MOST_KEPT || characters + size > MOST_CHARACTERS)
    if (isWanted && !isFull) {
      kept += 1
      characters += size
      days.add(day)
    } else removed.push({ table: 'unit_versions', removedId: id }, { table: 'unit_version_contents', removedId: id })
  }
  return removed
}
