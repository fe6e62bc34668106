import type { ReactNode } from 'react'
import { shapes as award } from 'virtual:icon/award'
import { shapes as calendar } from 'virtual:icon/calendar-clock'
import { shapes as check } from 'virtual:icon/check'
import { shapes as door } from 'virtual:icon/door-open'
import { shapes as gavel } from 'virtual:icon/scale'
import { shapes as hand } from 'virtual:icon/hand'
import { shapes as medal } from 'virtual:icon/medal'
import { shapes as megaphone } from 'virtual:icon/megaphone'
import { shapes as reply } from 'virtual:icon/message-square-reply'
import { Link } from 'wouter'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import { useMessages } from '#i18n/messages.tsx'
import { IconButton } from '#ui/button.tsx'
import { classes } from '#ui/classes.ts'
import { Icon, type IconShapes } from '#ui/icon.tsx'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import styles from './inbox.module.css'
import { noticeAddress } from './notice-address.ts'

const icons: Readonly<Record<Notice['kind'], IconShapes>> = {
  graded: award,
  announcement: megaphone,
  reply,
  refused: hand,
  enrolled: door,
  certificate: medal,
  deadline: calendar,
  decided: gavel,
}

/** A notice: what it is, of which course, since when; it leads to what it is about. */
export const NoticeRow = ({
  notice,
  courseTitle,
  now,
  onRead,
}: {
  readonly notice: Notice
  readonly courseTitle: string | undefined
  readonly now: number
  readonly onRead: () => void
}): ReactNode => {
  const { t, tOf, moment } = useMessages()
  const isUnread = notice.readAt === undefined
  const isRefused = notice.kind === 'refused'
  const subject = notice.subject?.title || courseTitle || ''
  return (
    <li className={classes(styles['row'], isUnread && styles['unread'])}>
      <Link
        href={noticeAddress(notice)}
        className={styles['link']}
        onClick={() => {
          if (isUnread && !isRefused) onRead()
        }}
      >
        <span className={classes(styles['icon'], isRefused && isUnread && styles['needs'])}>
          <Icon shapes={icons[notice.kind]} />
        </span>
        <span className={styles['text']}>
          <span className={styles['kind']}>
            {t(`notice.${notice.kind}`)}
            {isUnread && <VisuallyHidden>, {t('inbox.is-unread')}</VisuallyHidden>}
          </span>
          <span className={styles['subject']}>
            <bdi>{subject}</bdi>
          </span>
          {notice.refusal !== undefined && (
            <span className={styles['reason']}>{tOf(`error.${notice.refusal.code}`)}</span>
          )}
          <span className={styles['when']}>
            {[
              moment(notice.at, now),
              ...(courseTitle === undefined || courseTitle === subject ? [] : [courseTitle]),
            ].join(' · ')}
          </span>
        </span>
      </Link>
      {isUnread && !isRefused && <IconButton icon={check} label={t('inbox.mark-read', { subject })} onClick={onRead} />}
    </li>
  )
}
