import type { Post } from '@edutrack/shared-schema/collections/posts'
import type { Observable } from 'rxjs'

/** An announcement or a question to the course, with what was said to it. */
export interface Thread {
  /** Of its first post, also where that has been deleted. */
  readonly id: string
  /** Undefined: it has been deleted, what was said to it stays. */
  readonly head: Post | undefined
  /** In the order in which they were written. */
  readonly replies: readonly Post[]
  /** When the last of it was written. */
  readonly latestAt: number
}

/** What is written and not sent off. */
export interface PostDraft {
  readonly title: string
  readonly markdown: string
}

/** Announcements and discussions. Reads are live, writes durable when they resolve; all works without a network. */
export interface Discussions {
  /** Of a course, what was written last first. */
  threads(courseId: string): Observable<readonly Thread[]>
  /** Sends off. Resolves to its id. */
  post(
    post: Pick<Post, 'courseId' | 'kind' | 'title' | 'markdown'> & {
      /** What it is a reply to. */
      readonly parentId?: string
    },
  ): Promise<string>
  change(id: string, change: Partial<PostDraft>): Promise<void>
  /** For staff: it keeps its place without its text. */
  setHidden(id: string, isHidden: boolean): Promise<void>
  /** Resolves to what brings it back. */
  remove(id: string): Promise<() => Promise<void>>
  /** What was begun in this place and not sent off yet. */
  draft(place: string): Promise<PostDraft | undefined>
  keepDraft(place: string, draft: PostDraft | undefined): Promise<void>
}
