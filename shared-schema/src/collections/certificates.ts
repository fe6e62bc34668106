import type { z } from 'zod'
import type { certificateSchema } from '#schemas/certificates.ts'
import { defineCollection } from './define-collection.ts'

export type Certificate = z.infer<typeof certificateSchema>

export const certificates = defineCollection<'certificates', Certificate>({
  name: 'certificates',
  version: 0,
  clientFields: [],
  indexes: ['courseId'],
  migrations: {},
})
