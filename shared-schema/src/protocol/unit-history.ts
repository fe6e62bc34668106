import { z } from 'zod'
import { unitContentFields } from '#collections/units.ts'
import { documentId, timestamp } from '#schemas/fields.ts'
import { unitSchema } from '#schemas/units.ts'

/** A version of a unit, as a line of its list. */
export const unitVersion = z.object({
  /** Counted from 1 for each unit; one that is kept no longer leaves its number free. */
  number: z.number().int().min(1),
  /** When it was last written, and when that sitting began. Server's clock. */
  at: timestamp,
  from: timestamp,
  /** Who wrote it. Absent where that is not known: it came with an import, or before versions were kept. */
  by: z.object({ personId: documentId, name: z.string().optional() }).optional(),
  /** What is other than in the version before. */
  fields: z.array(z.enum(unitContentFields)),
  /** Of the text, against the version before. */
  words: z.object({ added: z.number().int().min(0), removed: z.number().int().min(0) }),
  /** It holds what this earlier one held: somebody went back. */
  sameAs: z.number().int().min(1).optional(),
  /** The unit is so now. */
  isNow: z.boolean(),
})
export type UnitVersion = z.infer<typeof unitVersion>

/** `GET /api/units/<id>/versions`, the latest first. */
export const unitVersions = z.object({ versions: z.array(unitVersion) })

/** What an earlier version held: `GET /api/units/<id>/versions/<number>`. */
export const unitVersionContent = z.object({
  version: unitVersion,
  content: unitSchema.pick({
    title: true,
    minutes: true,
    markdown: true,
    video: true,
    quiz: true,
    assignment: true,
    fileIds: true,
  }),
  /** Files that it shows and the course has no longer; named where the school still knows how they were called. */
  missingFiles: z.array(z.object({ id: documentId, name: z.string().optional() })),
})
export type UnitVersionContent = z.infer<typeof unitVersionContent>
