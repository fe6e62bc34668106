import type { z } from 'zod'
import type { postSchema } from '#schemas/posts.ts'
import { defineCollection } from './define-collection.ts'

export type Post = z.infer<typeof postSchema>

export const posts = defineCollection<'posts', Post>({
  name: 'posts',
  version: 0,
  clientFields: ['courseId', 'parentId', 'kind', 'authorId', 'title', 'markdown', 'writtenAt', 'hidden'],
  indexes: ['courseId'],
  migrations: {},
  // One author writes a post; staff write only `hidden`, which they decide by the server's state.
  settle: (mine, theirs) => ({ ...mine, hidden: mine.hidden ?? theirs.hidden }),
})
