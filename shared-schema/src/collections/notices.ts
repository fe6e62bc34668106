import type { z } from 'zod'
import type { noticeSchema } from '#schemas/notices.ts'
import { defineCollection } from './define-collection.ts'

export type Notice = z.infer<typeof noticeSchema>

export const notices = defineCollection<'notices', Notice>({
  name: 'notices',
  version: 0,
  clientFields: ['readAt'],
  indexes: ['at'],
  migrations: {},
  settle: (mine, theirs) => ({ ...theirs, readAt: theirs.readAt ?? mine.readAt }),
})
