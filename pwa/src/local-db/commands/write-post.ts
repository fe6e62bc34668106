import type { Post } from '@edutrack/shared-schema/collections/posts'
import { edit, type CommandContext } from './command-context.ts'

/** Sends a post off. The school sets the author's name, as it is known here until then. */
export const writePost = async (
  context: CommandContext,
  post: Pick<Post, 'courseId' | 'kind' | 'title' | 'markdown'> & { readonly parentId?: string },
): Promise<string> => {
  const { database, personId, clock, ids } = context
  const id = ids.create()
  const person = (await database.people.findOne(personId).exec())?.toMutableJSON()
  await edit(context, 'posts', id, () => ({
    ...post,
    id,
    authorId: personId,
    authorName: person?.name ?? '',
    writtenAt: clock.now(),
  }))
  return id
}

export const changePost = async (
  context: CommandContext,
  id: string,
  change: Partial<Pick<Post, 'title' | 'markdown'>>,
): Promise<void> => {
  await edit(context, 'posts', id, (post) => (post === undefined ? undefined : { ...post, ...change }))
}

export const hidePost = async (context: CommandContext, id: string, hidden: boolean): Promise<void> => {
  await edit(context, 'posts', id, (post) => (post === undefined ? undefined : { ...post, hidden }))
}
