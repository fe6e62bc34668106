import type { ReactNode } from 'react'
import { NEVER } from 'rxjs'
import { shapes as check } from 'virtual:icon/check'
import { addresses } from '#app/addresses.ts'
import { useNow, useServices } from '#app/app-context.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useCurrent, useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { ListRow } from '#parts/list-row.tsx'
import { Section } from '#parts/section.tsx'
import { WorkBadge } from '#parts/work-badge.tsx'
import { workKind, workTitle } from '#parts/work-words.ts'
import { CardList } from '#ui/card.tsx'
import { Icon } from '#ui/icon.tsx'
import styles from './home.module.css'

const MAX_SHOWN = 3

/** What is not at the school yet, and when the school was last heard of. */
export const WaitingWork = (): ReactNode => {
  const messages = useMessages()
  const { t, moment } = messages
  const now = useNow()
  const { connectivity } = useServices()
  const { sync } = useLearning()
  const isOnline = useCurrent(connectivity.isOnline$) ?? true
  const outbox = useObservable(() => sync.outbox$ ?? NEVER, [sync])
  const lastSyncedAt = useObservable(() => sync.lastSyncedAt$, [sync])
  const unsent = outbox?.filter(({ state }) => state !== 'received' && state !== 'graded') ?? []
  const synced =
    lastSyncedAt === undefined || lastSyncedAt === null
      ? t('sync.never')
      : t('sync.last', { time: moment(lastSyncedAt, now) })
  if (outbox === undefined) return null
  if (unsent.length === 0)
    return (
      <p className={styles['allSent']}>
        <Icon shapes={check} />
        <span>
          <strong>{t('home.all-sent')}</strong> {synced}
        </span>
      </p>
    )
  return (
    <Section title={t('home.waiting')} more={{ href: addresses.outbox, label: t('home.outbox') }}>
      <CardList>
        {unsent.slice(0, MAX_SHOWN).map((item) => (
          <ListRow
            key={`${item.collection}/${item.id}`}
            href={addresses.work(item.id)}
            title={workTitle(item, messages)}
            sub={workKind(item, messages)}
            end={<WorkBadge item={item} />}
          />
        ))}
      </CardList>
      <p className={styles['soft']}>
        {t(isOnline ? 'home.waiting-online' : 'home.waiting-offline')} {synced}
      </p>
    </Section>
  )
}
