import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { combineLatest } from 'rxjs'
import { shapes as reply } from 'virtual:icon/message-square-reply'
import { shapes as searchX } from 'virtual:icon/search-x'
import { useParams } from 'wouter'
import type { Post } from '@edutrack/shared-schema/collections/posts'
import { addresses } from '#app/addresses.ts'
import type { Thread } from '#app/discussions.ts'
import { useDiscussions } from '#app/use-discussions.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { CourseMediaProvider } from '#rich-text/media/course-media.tsx'
import { plainWords } from '#rich-text/plain-words.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { ScreenSkeleton } from '#ui/skeleton.tsx'
import { useToast } from '#ui/toast.tsx'
import styles from './discussion.module.css'
import { PostSheet, type Writing } from './post-form.tsx'
import { PostList } from './post-list.tsx'
import { titleOf } from './title-of.ts'
import { unreadPosts } from './unread-posts.ts'
import { useIsStaff } from './use-course-role.ts'

/** A post with all that was said to it, opened at the post that the address names. */
export const ThreadScreen = (): ReactNode => {
  const messages = useMessages()
  const { t } = messages
  const { courseId, postId } = useParams<'/courses/:courseId/discussion/:postId'>()
  const toast = useToast()
  const learning = useLearning()
  const discussions = useDiscussions()
  const [writing, setWriting] = useState<Writing>()
  const known = useObservable(
    () => combineLatest([learning.course(courseId), discussions.threads(courseId)]),
    [learning, discussions, courseId],
  )
  const [course, threads] = known ?? []
  const thread = useMemo(
    () => threads?.find(({ id, replies }) => id === postId || replies.some((post) => post.id === postId)),
    [threads, postId],
  )
  useReadNotices(thread)
  const isStaff = useIsStaff(course)
  const back = useMemo(() => ({ href: addresses.discussion(courseId), label: t('discussion.title') }), [courseId, t])
  if (known === undefined)
    return (
      <>
        <PageHeader title="" windowTitle={t('discussion.title')} back={back} />
        <ScreenSkeleton label={t('app.loading')} />
      </>
    )
  if (thread === undefined)
    return (
      <>
        <PageHeader title={t('discussion.title')} back={back} />
        <EmptyState
          icon={searchX}
          title={t('discussion.gone-title')}
          action={<LinkButton href={back.href}>{t('discussion.to-all')}</LinkButton>}
        >
          {t('discussion.gone-text')}
        </EmptyState>
      </>
    )
  const replyTo = (post: Post | undefined): void =>
    setWriting({
      place: `${courseId}/reply/${post?.id ?? thread.id}`,
      kind: 'reply',
      ...(post === undefined || post.markdown === '' ? {} : { to: plainWords(post.markdown, 140) }),
      send: (draft) =>
        discussions.post({ ...draft, courseId, kind: 'reply', title: '', parentId: post?.id ?? thread.id }),
    })
  const title = titleOf(thread, messages)
  return (
    <CourseMediaProvider courseId={courseId}>
      <PageHeader title={title} back={back} />
      <div className={styles['discussion']}>
        <PostList
          thread={thread}
          postId={postId}
          isStaff={isStaff}
          onReply={replyTo}
          onChange={(post) =>
            setWriting({
              place: `${courseId}/change/${post.id}`,
              kind: post.kind,
              from: { title: post.title, markdown: post.markdown },
              send: (draft) =>
                discussions.change(post.id, post.kind === 'reply' ? { markdown: draft.markdown } : draft),
            })
          }
          onRemove={(post) =>
            void discussions.remove(post.id).then((bringBack) =>
              toast({
                text: t('discussion.removed'),
                undo: { label: t('action.undo'), run: () => void bringBack() },
              }),
            )
          }
          onHide={(post, isHidden) => void discussions.setHidden(post.id, isHidden)}
        />
        <div className={styles['actions']}>
          <Button kind="primary" icon={reply} onClick={() => replyTo(thread.head)}>
            {t('discussion.reply')}
          </Button>
        </div>
      </div>
      <PostSheet writing={writing} onClose={() => setWriting(undefined)} />
    </CourseMediaProvider>
  )
}

/** Whoever sees a thread has read what notices told of it. */
const useReadNotices = (thread: Thread | undefined): void => {
  const learning = useLearning()
  const unread = useObservable(() => unreadPosts(learning), [learning])
  useEffect(() => {
    if (thread === undefined || unread === undefined) return
    for (const id of [thread.id, ...thread.replies.map((post) => post.id)]) {
      const notice = unread.get(id)
      if (notice !== undefined) void learning.readNotice(notice)
    }
  }, [learning, thread, unread])
}
