import type { ReactNode } from 'react'
import { shapes as bookOpen } from 'virtual:icon/book-open'
import { shapes as download } from 'virtual:icon/circle-arrow-down'
import { shapes as search } from 'virtual:icon/search'
import { shapes as send } from 'virtual:icon/send'
import { addresses } from '#app/addresses.ts'
import { useServices } from '#app/app-context.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useCurrent, useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { FirstSync } from '#parts/first-sync.tsx'
import { LinkButton } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import styles from './first-steps.module.css'

const steps = [
  ['find', search],
  ['download', download],
  ['learn', bookOpen],
  ['sent', send],
] as const

/** How to begin, for someone who is in no course yet. */
export const FirstSteps = (): ReactNode => {
  const { t } = useMessages()
  const { sync } = useLearning()
  const isOnline = useCurrent(useServices().connectivity.isOnline$) ?? true
  const isFirstSyncDone = useObservable(() => sync.isFirstSyncDone$, [sync])
  if (isFirstSyncDone === false) return <FirstSync isOnline={isOnline} />
  return (
    <div className={styles['steps']}>
      <p className={styles['lead']}>{t('first-steps.lead')}</p>
      <ol className={styles['list']}>
        {steps.map(([step, icon]) => (
          <li key={step} className={styles['step']}>
            <span className={styles['mark']}>
              <Icon shapes={icon} />
            </span>
            <div>
              <h2 className={styles['title']}>{t(`first-steps.${step}-title`)}</h2>
              <p className={styles['text']}>{t(`first-steps.${step}-text`)}</p>
            </div>
          </li>
        ))}
      </ol>
      <div className={styles['action']}>
        <LinkButton kind="primary" href={addresses.courses} icon={search} isWide>
          {t('first-steps.find')}
        </LinkButton>
      </div>
    </div>
  )
}
