import { z } from 'zod'
import { roles } from '#collections/people.ts'
import { documentId } from './fields.ts'

export const settings = z.object({
  language: z.string().max(35).optional(),
  theme: z.enum(['system', 'light', 'dark']).optional(),
  /** 1 is the system's size; up to 2. */
  textScale: z.number().min(0.8).max(2).optional(),
  /** No videos or other large media over metered links. */
  dataSaver: z.boolean().optional(),
  /** Who hears by which way: kinds of notice → ways. Absent: all in the app, important ones by mail. */
  notify: z.record(z.string().max(40), z.array(z.enum(['app', 'push', 'mail'])).max(3)).optional(),
})

/** Who someone is to others, and their own settings. Signing in is another matter: better-auth's tables on the server. */
export const personSchema = z.object({
  id: documentId,
  name: z.string().min(1).max(120),
  role: z.enum(roles),
  settings: settings,
})
