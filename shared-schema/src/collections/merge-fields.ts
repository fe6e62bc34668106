import { canonicalJson } from '#canonical-json.ts'

/** How two changes of one field become one. Given in either order, the two sides give the same. */
type FieldMerge = (mine: never, theirs: never, base: never) => unknown

/** Of which fields a document consists for those who edit it, and how those are merged that both sides may change at once. */
export interface EditedFields<Document> {
  readonly fields: readonly (keyof Document & string)[]
  /** Absent: two changes of the field are in conflict. */
  readonly merges?: { readonly [Field in keyof Document]?: FieldMerge }
}

/**
 * Two edits that were made from one state, `base`, as one: a field that one side alone changed is that side's. One that both changed, each in its own way, is `mine`, and
 * `fieldsInConflict` names it. Without `base` nothing tells who changed what: all that differs is in conflict.
 */
export const mergeFields = <Document extends object>(
  { fields, merges = {} }: EditedFields<Document>,
  mine: Document,
  theirs: Document,
  base: Partial<Document> | undefined,
): Document => {
  const merged: Partial<Record<keyof Document, unknown>> = { ...mine }
  for (const field of fields) {
    const merge = merges[field] as ((mine: unknown, theirs: unknown, base: unknown) => unknown) | undefined
    if (base !== undefined && isSame(mine[field], base[field])) merged[field] = theirs[field]
    else if (base !== undefined && isSame(theirs[field], base[field])) continue
    else if (merge !== undefined) merged[field] = merge(mine[field], theirs[field], base?.[field])
  }
  return merged as Document
}

/** Fields that both sides changed, each in its own way. */
export const fieldsInConflict = <Document extends object>(
  { fields, merges = {} }: EditedFields<Document>,
  mine: Document,
  theirs: Document,
  base: Partial<Document> | undefined,
): readonly (keyof Document & string)[] =>
  fields.filter(
    (field) =>
      merges[field] === undefined &&
      !isSame(mine[field], theirs[field]) &&
      (base === undefined || (!isSame(mine[field], base[field]) && !isSame(theirs[field], base[field]))),
  )

/** What each side put into a list and took out of it, both done. */
export const mergeSets = (
  mine: readonly string[],
  theirs: readonly string[],
  base: readonly string[] | undefined,
): readonly string[] => {
  const known = base ?? []
  return [...new Set([...known, ...[...mine, ...theirs].toSorted()])].filter(
    (one) => !known.includes(one) || (mine.includes(one) && theirs.includes(one)),
  )
}

/** By how much each side changed a sum of others, both counted. */
export const mergeSums = (mine: number, theirs: number, base: number | undefined): number =>
  Math.max(0, mine + theirs - (base ?? mine))

const isSame = (a: unknown, b: unknown): boolean =>
  a === b || (a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b))
