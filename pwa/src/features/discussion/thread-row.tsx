import type { ReactNode } from 'react'
import { shapes as megaphone } from 'virtual:icon/megaphone'
import { shapes as talk } from 'virtual:icon/messages-square'
import { Link } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useNow } from '#app/app-context.ts'
import type { Thread } from '#app/discussions.ts'
import type { WorkState } from '#app/services.ts'
import { useMessages } from '#i18n/messages.tsx'
import { plainWords } from '#rich-text/plain-words.ts'
import { classes } from '#ui/classes.ts'
import { Icon } from '#ui/icon.tsx'
import { StateBadge } from '#ui/state-badge.tsx'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import styles from './discussion.module.css'
import { titleOf } from './title-of.ts'

/** A thread: what it is about, by whom, how much was said to it. */
export const ThreadRow = ({
  thread,
  courseId,
  state,
  isUnread,
}: {
  readonly thread: Thread
  readonly courseId: string
  readonly state: WorkState | undefined
  readonly isUnread: boolean
}): ReactNode => {
  const messages = useMessages()
  const { t, moment } = messages
  const now = useNow()
  const { id, head, replies, latestAt } = thread
  const isAnnouncement = head?.kind === 'announcement'
  const words = head === undefined || head.hidden === true ? '' : plainWords(head.markdown, 120)
  return (
    <li>
      <Link href={addresses.post(courseId, id)} className={classes(styles['thread'], isUnread && styles['unread'])}>
        <span className={styles['icon']}>
          <Icon shapes={isAnnouncement ? megaphone : talk} />
        </span>
        <span className={styles['about']}>
          <span className={styles['soft']}>
            {t(isAnnouncement ? 'notice.announcement' : 'discussion.question')}
            {isUnread && <VisuallyHidden>, {t('inbox.is-unread')}</VisuallyHidden>}
          </span>
          <span className={styles['subject']}>
            <bdi>{titleOf(thread, messages)}</bdi>
          </span>
          {words !== '' && (
            <span className={styles['words']} dir="auto">
              {words}
            </span>
          )}
          <span className={styles['soft']}>
            {[
              ...(head === undefined ? [] : [head.authorName]),
              moment(latestAt, now),
              t('discussion.replies', { count: replies.length }),
            ].join(' · ')}
          </span>
          {state !== undefined && <StateBadge state={state} />}
        </span>
      </Link>
    </li>
  )
}
