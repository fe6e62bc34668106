import { map } from 'rxjs'
import type { CommandContext } from '#local-db/commands/command-context.ts'
import { removeDocument } from '#local-db/commands/remove-document.ts'
import { changePost, hidePost, writePost } from '#local-db/commands/write-post.ts'
import { liveAll } from '#local-db/queries/live.ts'
import { toThreads } from '#local-db/queries/threads.ts'
import type { DeviceStore } from '#platform/device-store.ts'
import type { Discussions, PostDraft } from './discussions.ts'

/** Announcements and discussions on the database that is open already. Loaded with the first of them. */
export const openDiscussions = (context: CommandContext, deps: { readonly store: DeviceStore }): Discussions => {
  const { database, personId } = context
  const draftKey = (place: string): string => `${personId}/post-draft/${place}`
  return {
    threads: (courseId) => liveAll(database, 'posts', { courseId }).pipe(map(toThreads)),
    post: (post) => writePost(context, post),
    change: (id, change) => changePost(context, id, change),
    setHidden: (id, isHidden) => hidePost(context, id, isHidden),
    remove: (id) => removeDocument(context, 'posts', id),
    draft: (place) => deps.store.get<PostDraft>(draftKey(place)),
    keepDraft: (place, draft) =>
      draft === undefined ? deps.store.delete(draftKey(place)) : deps.store.set(draftKey(place), draft),
  }
}
