import { z } from 'zod'
import { collectionNames, type CollectionName } from '@edutrack/shared-schema/collections/registry'
import { schemas } from '@edutrack/shared-schema/schemas/registry'

/**
 * The fields that a collection's schema demands, each with the emptiest value that it takes; one that takes none of the empty ones is left out.
 * The start of a document whose rules fill it, and the body of a tombstone.
 */
export const blankDocument = (collection: CollectionName): Readonly<Record<string, unknown>> => blanks[collection]

const makeBlank = (collection: CollectionName): Readonly<Record<string, unknown>> => {
  const blank: Record<string, unknown> = {}
  for (const [field, type] of Object.entries(schemas[collection].shape as Record<string, z.ZodType>)) {
    if (type.safeParse(undefined).success) continue
    const values = type instanceof z.ZodEnum ? type.options.slice(0, 1) : EMPTY_VALUES
    const value = values.find((empty) => type.safeParse(empty).success)
    if (value !== undefined) blank[field] = value
  }
  return blank
}

const EMPTY_VALUES: readonly unknown[] = ['-', 0, [], {}, false]

const blanks = Object.fromEntries(collectionNames.map((name) => [name, makeBlank(name)])) as Readonly<
  Record<CollectionName, Readonly<Record<string, unknown>>>
>
