import type { ReactNode } from 'react'
import { shapes as send } from 'virtual:icon/send'
import { addresses } from '#app/addresses.ts'
import { useNow } from '#app/app-context.ts'
import type { OutboxItem } from '#app/services.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { ListRow } from '#parts/list-row.tsx'
import { Section } from '#parts/section.tsx'
import { WorkBadge } from '#parts/work-badge.tsx'
import { workIcons } from '#parts/work-icons.ts'
import { workKind, workTitle } from '#parts/work-words.ts'
import { CardList } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import styles from './outbox.module.css'
import { SyncSummary } from './sync-summary.tsx'

const groups = [
  ['needs-you', ['needs-you']],
  ['unsent', ['sending', 'on-this-phone']],
  ['sent', ['received', 'graded']],
] as const satisfies readonly (readonly [string, readonly OutboxItem['state'][]])[]

/** Where each piece of work is. */
export const OutboxScreen = (): ReactNode => {
  const { t } = useMessages()
  const { sync } = useLearning()
  const items = useObservable(() => sync.outbox$, [sync])
  return (
    <>
      <PageHeader title={t('outbox.title')} />
      <div className={styles['outbox']}>
        <SyncSummary items={items} />
        {items === undefined ? (
          <Skeleton lines={3} shape="card" />
        ) : items.length === 0 ? (
          <EmptyState icon={send} title={t('outbox.empty-title')}>
            {t('outbox.empty-text')}
          </EmptyState>
        ) : (
          groups.map(([group, states]) => {
            const own = items.filter(({ state }) => (states as readonly string[]).includes(state))
            return own.length === 0 ? null : (
              <Section key={group} title={t(`outbox.${group}`)}>
                <CardList>
                  {own.map((item) => (
                    <WorkRow key={`${item.collection}/${item.id}`} item={item} />
                  ))}
                </CardList>
              </Section>
            )
          })
        )}
      </div>
    </>
  )
}

const WorkRow = ({ item }: { readonly item: OutboxItem }): ReactNode => {
  const messages = useMessages()
  const { t, tOf, moment } = messages
  const now = useNow()
  const kind = workKind(item, messages)
  return (
    <ListRow
      href={addresses.work(item.id)}
      icon={workIcons[item.collection]}
      title={workTitle(item, messages)}
      sub={
        item.code === undefined
          ? t('outbox.row', { kind, time: moment(item.since, now) })
          : `${kind} · ${tOf(`error.${item.code}`)}`
      }
      end={<WorkBadge item={item} />}
    />
  )
}
