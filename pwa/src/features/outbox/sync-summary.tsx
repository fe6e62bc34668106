import { useState, type ReactNode } from 'react'
import { shapes as check } from 'virtual:icon/check'
import { shapes as arrowUp } from 'virtual:icon/arrow-up'
import { shapes as smartphone } from 'virtual:icon/smartphone'
import { shapes as hand } from 'virtual:icon/hand'
import { useLocation } from 'wouter'
import { signInThenTo } from '#app/addresses.ts'
import { useNow, useServices } from '#app/app-context.ts'
import type { OutboxItem } from '#app/services.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useCurrent, useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Icon } from '#ui/icon.tsx'
import styles from './outbox.module.css'
import { summaryOf } from './summary-of.ts'

const icons = { 'all-sent': check, sending: arrowUp, waiting: smartphone, 'needs-you': hand } as const

/** The whole in one sentence: how much waits, why, what happens next, when the school was last heard of. */
export const SyncSummary = ({ items }: { readonly items: readonly OutboxItem[] | undefined }): ReactNode => {
  const { t, moment } = useMessages()
  const now = useNow()
  const [path] = useLocation()
  const { sync } = useLearning()
  const { connectivity, update } = useServices()
  const isOnline = useCurrent(connectivity.isOnline$) ?? true
  const status = useObservable(() => sync.status$, [sync])
  const problem = useObservable(() => sync.problem$, [sync])
  const lastSyncedAt = useObservable(() => sync.lastSyncedAt$, [sync])
  const [isAsked, setAsked] = useState(false)
  if (status === undefined || items === undefined) return null
  const unsent = items.filter(({ state }) => state === 'on-this-phone' || state === 'sending').length
  const { reason, action } = summaryOf({ problem: problem ?? null, isOnline, unsent })
  return (
    <Card tone={status.kind === 'needs-you' ? 'needs-you' : 'plain'} className={styles['summary']}>
      <span className={styles['mark']} data-kind={status.kind}>
        <Icon shapes={icons[status.kind]} />
      </span>
      <div className={styles['summaryText']}>
        <p className={styles['headline']} role="status">
          {t(`outbox.headline-${status.kind}`, { count: status.kind === 'needs-you' ? status.count : unsent })}
        </p>
        {status.kind === 'needs-you' && <p>{t('outbox.needs-you-text')}</p>}
        {(status.kind !== 'needs-you' || reason !== 'nothing') && <p>{t(`outbox.reason-${reason}`)}</p>}
        <p className={styles['soft']}>
          {lastSyncedAt === null || lastSyncedAt === undefined
            ? t('sync.never')
            : t('sync.last', { time: moment(lastSyncedAt, now) })}
        </p>
      </div>
      {action === 'sign-in' && (
        <LinkButton kind="primary" href={signInThenTo(path)}>
          {t('session.sign-in')}
        </LinkButton>
      )}
      {action === 'update' && (
        <Button kind="primary" onClick={() => void update.take()}>
          {t('update.take')}
        </Button>
      )}
      {action === 'send' && (
        <Button
          isBusy={isAsked}
          onClick={() => {
            setAsked(true)
            void sync.syncNow().finally(() => setAsked(false))
          }}
        >
          {t(unsent > 0 ? 'outbox.send-now' : 'outbox.look-now')}
        </Button>
      )}
    </Card>
  )
}
