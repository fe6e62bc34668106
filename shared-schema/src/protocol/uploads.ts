import { z } from 'zod'
import { documentId } from '#schemas/fields.ts'

/**
 * What the tus header `Upload-Metadata` has to say. The id is that of the file that it becomes: chosen by the device, so that a text can refer to a medium before
 * it has left the phone, and sending it twice is sending it once.
 */
export const uploadMetadata = z.object({
  id: z.guid(),
  courseId: documentId,
  name: z.string().trim().min(1).max(200),
})
export type UploadMetadata = z.infer<typeof uploadMetadata>
