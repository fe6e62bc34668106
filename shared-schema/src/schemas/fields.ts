import { z } from 'zod'
import { MAX_ID_LENGTH } from '#id.ts'

/** What names a document. */
export const documentId = z.string().min(1).max(MAX_ID_LENGTH)
/** Milliseconds since 1970, UTC. Which clock it is stands in each field's name or comment. */
export const timestamp = z.number().int().min(0).max(8_640_000_000_000_000)
