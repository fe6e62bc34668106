import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import type { Post } from '@edutrack/shared-schema/collections/posts'
import type { Thread } from '#app/discussions.ts'
import { useMessages } from '#i18n/messages.tsx'
import { useWorkStates } from '#parts/use-work-states.ts'
import styles from './discussion.module.css'
import { PostCard, type PostActions } from './post-card.tsx'

const USUAL_HEIGHT = 180
const GAP = 12

/** The posts of a thread, the first one first; however many there are, only those in view are in the page. */
export const PostList = ({
  thread,
  postId,
  isStaff,
  ...actions
}: {
  readonly thread: Thread
  /** Brought into view. */
  readonly postId: string
  readonly isStaff: boolean
} & PostActions): ReactNode => {
  const { t } = useMessages()
  const states = useWorkStates()
  const list = useRef<HTMLUListElement>(null)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => setTop(list.current?.offsetTop ?? 0), [])
  const posts = useMemo<readonly (Post | undefined)[]>(() => [thread.head, ...thread.replies], [thread])
  const byId = useMemo(() => new Map(thread.replies.map((post) => [post.id, post])), [thread])
  // It warns that a compiler could not memoise what this gives; there is none.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useWindowVirtualizer({
    count: posts.length,
    estimateSize: () => USUAL_HEIGHT,
    getItemKey: (index) => posts[index]?.id ?? thread.id,
    overscan: 4,
    gap: GAP,
    scrollMargin: top,
  })
  const wanted = posts.findIndex((post) => post?.id === postId)
  const [scroller] = useState(() => virtualizer)
  useEffect(() => {
    if (wanted > 0) scroller.scrollToIndex(wanted, { align: 'center' })
    // Only when it is opened: what comes later doesn't move the page.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [postId, scroller])
  return (
    // Without bullets Safari no longer says that it is a list; the role brings that back.
    // oxlint-disable-next-line jsx-a11y/no-redundant-roles
    <ul ref={list} role="list" className={styles['posts']} style={{ blockSize: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const post = posts[index]
        return (
          <li
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            aria-setsize={posts.length}
            aria-posinset={index + 1}
            className={styles['item']}
            style={{ transform: `translateY(${String(start - top)}px)` }}
          >
            {post === undefined ? (
              <p className={styles['absent']}>{t('discussion.deleted')}</p>
            ) : (
              <PostCard
                post={post}
                answered={post.parentId === undefined ? undefined : byId.get(post.parentId)}
                state={states.get(post.id)}
                isStaff={isStaff}
                isNamed={index > 0 && post.id === postId}
                {...actions}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}
