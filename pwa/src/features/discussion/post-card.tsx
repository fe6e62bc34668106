import type { ReactNode } from 'react'
import { shapes as eye } from 'virtual:icon/eye'
import { shapes as eyeOff } from 'virtual:icon/eye-off'
import { shapes as pencil } from 'virtual:icon/pencil-line'
import { shapes as reply } from 'virtual:icon/message-square-reply'
import { shapes as trash } from 'virtual:icon/trash-2'
import type { Post } from '@edutrack/shared-schema/collections/posts'
import { useNow } from '#app/app-context.ts'
import type { WorkState } from '#app/services.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useMessages } from '#i18n/messages.tsx'
import { plainWords } from '#rich-text/plain-words.ts'
import { RichText } from '#rich-text/rich-text.tsx'
import { Button, IconButton } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { classes } from '#ui/classes.ts'
import { Icon } from '#ui/icon.tsx'
import { StateBadge } from '#ui/state-badge.tsx'
import styles from './discussion.module.css'

export interface PostActions {
  readonly onReply: (post: Post) => void
  readonly onChange: (post: Post) => void
  readonly onRemove: (post: Post) => void
  readonly onHide: (post: Post, isHidden: boolean) => void
}

/** One post, with what its reader may do with it. */
export const PostCard = ({
  post,
  answered,
  state,
  isStaff,
  isNamed,
  onReply,
  onChange,
  onRemove,
  onHide,
}: {
  readonly post: Post
  /** The reply that this one answers; undefined where it answers the first post. */
  readonly answered: Post | undefined
  /** Where it is, while it is not at the school. */
  readonly state: WorkState | undefined
  readonly isStaff: boolean
  /** The address names it. */
  readonly isNamed: boolean
} & PostActions): ReactNode => {
  const { t, moment } = useMessages()
  const now = useNow()
  const { personId } = useLearning()
  const isMine = post.authorId === personId
  const isHidden = post.hidden === true
  const mayRead = !isHidden || isMine || isStaff
  return (
    <Card as="article" className={classes(styles['post'], isNamed && styles['named'])}>
      <header className={styles['by']}>
        <bdi className={styles['author']}>{post.authorName}</bdi>
        <span className={styles['soft']}>{moment(post.receivedAt ?? post.writtenAt, now)}</span>
        {isMine &&
          (state !== undefined ? (
            <StateBadge state={state} />
          ) : (
            post.receivedAt !== undefined && (
              <StateBadge state="received">{t('state.received-at', { time: moment(post.receivedAt, now) })}</StateBadge>
            )
          ))}
      </header>
      {answered !== undefined && (
        <p className={styles['quote']} dir="auto">
          <span className={styles['quoted']}>{t('discussion.answers', { name: answered.authorName })}</span>{' '}
          {plainWords(answered.markdown, 100)}
        </p>
      )}
      {isHidden && (
        <p className={styles['hidden']}>
          <Icon shapes={eyeOff} size="s" />
          {t(isMine ? 'discussion.hidden-mine' : isStaff ? 'discussion.hidden-staff' : 'discussion.hidden')}
        </p>
      )}
      {mayRead && post.markdown !== '' && (
        <div dir="auto" className={classes(styles['body'], isHidden && styles['dimmed'])}>
          <RichText markdown={post.markdown} />
        </div>
      )}
      <footer className={styles['tools']}>
        <Button kind="quiet" icon={reply} onClick={() => onReply(post)}>
          {t('discussion.reply')}
        </Button>
        {isMine && (
          <>
            <IconButton icon={pencil} label={t('discussion.change')} onClick={() => onChange(post)} />
            <IconButton icon={trash} label={t('discussion.remove')} onClick={() => onRemove(post)} />
          </>
        )}
        {isStaff && !isMine && (
          <Button kind="quiet" icon={isHidden ? eye : eyeOff} onClick={() => onHide(post, !isHidden)}>
            {t(isHidden ? 'discussion.show' : 'discussion.hide')}
          </Button>
        )}
      </footer>
    </Card>
  )
}
