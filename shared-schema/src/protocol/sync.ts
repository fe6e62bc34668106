import { z } from 'zod'
import { MAX_BEGUN_PAGES, MAX_CHECKPOINT, MAX_ROWS_PER_PUSH } from './limits.ts'

const collectionName = z.string().min(1).max(40)

/**
 * A document as the server tells it. `_number` is the log's number of the state told: a device that holds a later one keeps it.
 * `_deleted` marks a tombstone.
 */
const toldDocument = z.looseObject({
  id: z.string(),
  _number: z.number().int().optional(),
  _deleted: z.boolean().optional(),
})
export type ToldDocument = z.infer<typeof toldDocument>

/** Documents of several collections; a document stands in it once. */
export const toldChanges = z.array(z.object({ collection: z.string(), documents: z.array(toldDocument) }))
export type ToldChanges = z.infer<typeof toldChanges>

export const pushRow = z.object({
  /** `clientStateHash` of the state the device believes is the server's; null: it knows of none. */
  assumed: z.string().max(64).nullable(),
  /** The document; `_deleted: true` deletes. Checked against its collection's schema row by row. */
  document: z.looseObject({ id: z.string().min(1).max(100), _deleted: z.boolean().optional() }),
})
export type PushRow = z.infer<typeof pushRow>

/**
 * `POST /api/sync`: everything that falls due together, of all collections (S10). Pushes are applied before the pull is answered.
 * Names of collections are free strings here: an unknown one refuses its rows, not the request (S6).
 */
export const syncRequest = z.object({
  protocol: z.number().int(),
  device: z.string().min(1).max(100),
  /** Whose work this is. A session of anybody else is answered `not-signed-in`: work never goes out under another's name (S17). */
  person: z.string().min(1).max(100),
  /** Device's clock when sending, ms (S13). */
  clock: z.number(),
  /** Server's clock minus device's as last measured, ms. */
  clockOffset: z.number().optional(),
  push: z.array(z.object({ collection: collectionName, rows: z.array(pushRow).max(MAX_ROWS_PER_PUSH) })).max(40),
  /** Absent: only push. */
  pull: z
    .object({
      /** How far the device has read, as the last page said; null from the start. The server's, opaque (S4). */
      checkpoint: z.string().max(MAX_CHECKPOINT).nullable(),
      /**
       * Checkpoints of pages that the device had begun to write when it was cut off: it may hold documents of channels that its own checkpoint doesn't know of, and has to be
       * told where these are no longer its person's (S4).
       */
      begun: z.array(z.string().max(MAX_CHECKPOINT)).max(MAX_BEGUN_PAGES).optional(),
      /** Most documents of the page. */
      limit: z.number().int().min(1),
      /** By collection: what the device holds of it (`protocol/digest.ts`). Now and then, to find out whether it is what it should be (S20). */
      digests: z.record(collectionName, z.string().max(40)).optional(),
    })
    .optional(),
})
export type SyncRequest = z.infer<typeof syncRequest>

/** One row's answer (S6). `document` is the state to adopt, as this person may see it. */
export const pushResult = z.discriminatedUnion('outcome', [
  /**
   * With what the server's state is beyond what was sent (S8): its own fields, and those of the client's that it changed; one that it
   * dropped stands as null.
   */
  z.object({ outcome: z.literal('accepted'), document: toldDocument.optional() }),
  z.object({ outcome: z.literal('conflict'), document: toldDocument }),
  z.object({
    outcome: z.literal('refused'),
    code: z.string(),
    sentence: z.string(),
    /** Absent: the server has none that this person may see; adopt a deletion. */
    document: toldDocument.optional(),
  }),
])
export type PushResult = z.infer<typeof pushResult>

export const pullPage = z.object({
  /** What a push of the same request was answered is not told again. */
  changes: toldChanges,
  checkpoint: z.string(),
  /** False on the last page, which brings the device up to the answer's `head`; only that page may be shorter than the limit (S5). */
  more: z.boolean(),
  /** The digests were compared; absent where something new stood in the way. */
  compared: z.literal(true).optional(),
  /**
   * What the device holds of these collections is in doubt: it reads them anew from this page's checkpoint on, and what has not been told again on the
   * last page is gone. Unsent changes stay (S18, S20).
   */
  rebuild: z.array(z.string()).optional(),
})
export type PullPage = z.infer<typeof pullPage>

export const syncResponse = z.object({
  /** Head of the log when the pull began. */
  head: z.number().int(),
  /** Server's clock, ms. */
  serverTime: z.number().int(),
  /** In the order of the request's pushes and rows. */
  push: z.array(z.object({ collection: z.string(), results: z.array(pushResult) })),
  pull: pullPage.optional(),
})
export type SyncResponse = z.infer<typeof syncResponse>
