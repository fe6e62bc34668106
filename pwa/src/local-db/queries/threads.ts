import type { Post } from '@edutrack/shared-schema/collections/posts'
import type { Thread } from '#app/discussions.ts'

/** A course's posts as threads, what was written last first. A reply to a reply is in the thread of the first post, also where one between was deleted. */
export const toThreads = (posts: readonly Post[]): readonly Thread[] => {
  const byId = new Map(posts.map((post) => [post.id, post]))
  const members = new Map<string, Post[]>()
  for (const post of posts) {
    const id = threadIdOf(post, byId)
    const others = members.get(id)
    if (others === undefined) members.set(id, [post])
    else others.push(post)
  }
  return [...members]
    .map(([id, all]) => ({
      id,
      head: all.find((post) => post.id === id),
      replies: all.filter((post) => post.id !== id).sort((a, b) => timeOf(a) - timeOf(b) || (a.id < b.id ? -1 : 1)),
      latestAt: Math.max(...all.map(timeOf)),
    }))
    .sort((a, b) => b.latestAt - a.latestAt)
}

/** Whoever posts names what they reply to; nothing keeps two posts from naming each other. */
const threadIdOf = (post: Post, byId: ReadonlyMap<string, Post>): string => {
  const seen = new Set<string>()
  let id = post.id
  for (let next: Post | undefined = post; next !== undefined && !seen.has(next.id); next = byId.get(id)) {
    seen.add(next.id)
    if (next.parentId === undefined) return next.id
    id = next.parentId
  }
  return seen.has(id) ? ([...seen].toSorted()[0] ?? id) : id
}

/** A phone whose clock is wrong doesn't put its posts before what it answers. */
const timeOf = ({ receivedAt, writtenAt }: Post): number => receivedAt ?? writtenAt
