import type { ReactNode } from 'react'
import { shapes as check } from 'virtual:icon/check'
import { useNow, useServices } from '#app/app-context.ts'
import type { OutboxItem } from '#app/services.ts'
import { useCurrent } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { MarksTold } from '#parts/marks-told.tsx'
import { Icon } from '#ui/icon.tsx'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import styles from './outbox.module.css'
import { wayOf } from './way-of.ts'

/** The way of a piece of work as a line of stages: what has happened, where it is, what comes next. */
export const WorkWay = ({ item }: { readonly item: OutboxItem }): ReactNode => {
  const { t, moment } = useMessages()
  const now = useNow()
  const isOnline = useCurrent(useServices().connectivity.isOnline$) ?? true
  const { attempt } = item
  const pending = attempt?.grade?.pending === true
  const next =
    item.state === 'on-this-phone' || item.state === 'sending'
      ? attempt?.status === 'open'
        ? 'open'
        : isOnline
          ? 'online'
          : 'offline'
      : item.state === 'received'
        ? pending
          ? 'pending'
          : 'received'
        : null
  return (
    <section aria-labelledby="way" className={styles['way']}>
      <h2 id="way" className={styles['wayTitle']}>
        {t('work.way')}
      </h2>
      <ol className={styles['stages']}>
        {wayOf(item).map(({ name, state, at }) => (
          <li
            key={name}
            className={styles['stage']}
            data-state={state}
            aria-current={state === 'now' ? 'step' : undefined}
          >
            <span className={styles['dot']}>{state === 'done' && <Icon shapes={check} size="s" />}</span>
            <div>
              <p className={styles['stageName']}>{t(`work.stage-${name}`)}</p>
              {at === undefined ? (
                <VisuallyHidden>{t('work.not-yet')}</VisuallyHidden>
              ) : (
                <p className={styles['soft']}>{moment(at, now)}</p>
              )}
            </div>
          </li>
        ))}
      </ol>
      {next !== null && <p>{t(`work.next-${next}`)}</p>}
      {attempt !== undefined && (
        <MarksTold attempt={attempt} className={styles['marks']} softClassName={styles['soft']} />
      )}
    </section>
  )
}
