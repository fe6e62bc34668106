import { useMemo, useState, type ReactNode } from 'react'
import { combineLatest } from 'rxjs'
import { shapes as megaphone } from 'virtual:icon/megaphone'
import { shapes as talk } from 'virtual:icon/messages-square'
import { useParams } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useDiscussions } from '#app/use-discussions.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { useWorkStates } from '#parts/use-work-states.ts'
import { Button } from '#ui/button.tsx'
import { CardList } from '#ui/card.tsx'
import { Chip, ChipRow } from '#ui/chip.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { ScreenSkeleton } from '#ui/skeleton.tsx'
import styles from './discussion.module.css'
import { PostSheet, type Writing } from './post-form.tsx'
import { ThreadRow } from './thread-row.tsx'
import { unreadPosts } from './unread-posts.ts'
import { useIsStaff } from './use-course-role.ts'

/** As many at first; more by a tap. */
const PAGE = 30
const kinds = ['all', 'announcement', 'discussion'] as const

/** A course's announcements, and what its people ask and tell each other. */
export const DiscussionScreen = (): ReactNode => {
  const { t } = useMessages()
  const { courseId } = useParams<'/courses/:courseId/discussion'>()
  const learning = useLearning()
  const discussions = useDiscussions()
  const states = useWorkStates()
  const [kind, setKind] = useState<(typeof kinds)[number]>('all')
  const [shown, setShown] = useState(PAGE)
  const [writing, setWriting] = useState<Writing>()
  const known = useObservable(
    () => combineLatest([learning.course(courseId), discussions.threads(courseId), unreadPosts(learning)]),
    [learning, discussions, courseId],
  )
  const course = known?.[0]
  const isStaff = useIsStaff(course)
  const back = useMemo(
    () => ({ href: addresses.course(courseId), label: course?.title ?? t('course.title') }),
    [courseId, course, t],
  )
  if (known === undefined)
    return (
      <>
        <PageHeader title={t('discussion.title')} back={back} />
        <ScreenSkeleton label={t('app.loading')} />
      </>
    )
  const [, threads, unread] = known
  const matching = threads.filter(
    ({ head }) => kind === 'all' || (head?.kind === 'announcement') === (kind === 'announcement'),
  )
  const write = (of: 'announcement' | 'discussion'): void =>
    setWriting({
      place: `${courseId}/${of}`,
      kind: of,
      send: (post) => discussions.post({ ...post, courseId, kind: of }),
    })
  return (
    <>
      <PageHeader title={t('discussion.title')} back={back} />
      <div className={styles['discussion']}>
        <div className={styles['actions']}>
          {isStaff && (
            <Button kind="primary" icon={megaphone} onClick={() => write('announcement')}>
              {t('discussion.new-announcement')}
            </Button>
          )}
          <Button kind={isStaff ? 'secondary' : 'primary'} icon={talk} onClick={() => write('discussion')}>
            {t('discussion.new-discussion')}
          </Button>
        </div>
        {threads.length > 0 && (
          <ChipRow label={t('discussion.filter')}>
            {kinds.map((name) => (
              <Chip key={name} isOn={kind === name} onChange={() => setKind(name)}>
                {t(`discussion.kind-${name}`)}
              </Chip>
            ))}
          </ChipRow>
        )}
        {matching.length === 0 ? (
          <EmptyState icon={talk} title={t('discussion.empty-title')}>
            {t('discussion.empty-text')}
          </EmptyState>
        ) : (
          <CardList>
            {matching.slice(0, shown).map((thread) => (
              <ThreadRow
                key={thread.id}
                thread={thread}
                courseId={courseId}
                state={states.get(thread.id)}
                isUnread={unread.has(thread.id) || thread.replies.some(({ id }) => unread.has(id))}
              />
            ))}
          </CardList>
        )}
        {matching.length > shown && (
          <Button onClick={() => setShown(shown + PAGE)}>
            {t('discussion.more', { count: matching.length - shown })}
          </Button>
        )}
      </div>
      <PostSheet writing={writing} onClose={() => setWriting(undefined)} />
    </>
  )
}
