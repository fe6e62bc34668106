import type { ReactNode } from 'react'
import { shapes as cloudOff } from 'virtual:icon/cloud-off'
import { Link } from 'wouter'
import { NEVER } from 'rxjs'
import { useMessages } from '#i18n/messages.tsx'
import { classes } from '#ui/classes.ts'
import { Icon } from '#ui/icon.tsx'
import { StateIcon, type BadgeState } from '#ui/state-badge.tsx'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import { addresses } from './addresses.ts'
import { useServices } from './app-context.ts'
import styles from './status-pill.module.css'
import { useOpenLearning } from './use-learning.tsx'
import { useCurrent, useObservable } from './use-observable.ts'

const states = {
  'all-sent': 'received',
  waiting: 'on-this-phone',
  sending: 'sending',
  'needs-you': 'needs-you',
} as const satisfies Readonly<Record<string, BadgeState>>

/** Where the person's work is, on every screen; a tap opens the outbox. */
export const StatusPill = (): ReactNode => {
  const { t } = useMessages()
  const isOnline = useCurrent(useServices().connectivity.isOnline$) ?? true
  const learning = useOpenLearning()
  const status = useObservable(() => learning?.sync.status$ ?? NEVER, [learning])
  return (
    <div className={styles['place']}>
      {!isOnline && (
        <span className={styles['offline']}>
          <Icon shapes={cloudOff} size="s" />
          <span className={styles['offlineWord']}>{t('status.offline')}</span>
        </span>
      )}
      {status !== undefined && (
        <Link href={addresses.outbox} className={classes(styles['pill'], styles[status.kind])}>
          <StateIcon state={states[status.kind]} />
          <span>
            {status.kind === 'waiting' ? t('status.waiting', { count: status.count }) : t(`status.${status.kind}`)}
          </span>
          <VisuallyHidden>{t('status.open')}</VisuallyHidden>
        </Link>
      )}
    </div>
  )
}
