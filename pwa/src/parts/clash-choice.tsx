import { useState, type ReactNode } from 'react'
import { shapes as hand } from 'virtual:icon/hand'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import styles from './clash-choice.module.css'
import type { Difference } from './differences-of.ts'

/** Two states of one document, side by side: the person's own, and what somebody else has made of it meanwhile. Nothing goes before they choose. */
export const ClashChoice = ({
  collection,
  id,
  differences,
  canKeepBoth,
}: {
  readonly collection: 'courses' | 'units' | 'questions'
  readonly id: string
  readonly differences: readonly Difference[]
  readonly canKeepBoth: boolean
}): ReactNode => {
  const { t } = useMessages()
  const teaching = useTeaching()
  const [isBusy, setBusy] = useState(false)
  const choose = (choice: 'mine' | 'theirs' | 'both'): void => {
    setBusy(true)
    void teaching.settleClash(collection, id, choice).finally(() => setBusy(false))
  }
  return (
    <div className={styles['clash']}>
      <Banner tone="needs-you" icon={hand} title={t('teach.clash-title')}>
        {t('teach.clash-text')}
      </Banner>
      {(['mine', 'theirs'] as const).map((side) => (
        <section key={side} aria-label={t(`teach.clash-${side}`)} className={styles['side']}>
          <h2>{t(`teach.clash-${side}`)}</h2>
          {differences.length === 0 && <p>{t('teach.clash-same')}</p>}
          {differences.map((difference) => (
            <div key={difference.label}>
              <p className={styles['label']}>{difference.label}</p>
              <p className={styles['value']} dir="auto">
                {difference[side] === '' ? t('teach.clash-nothing') : difference[side]}
              </p>
            </div>
          ))}
        </section>
      ))}
      <div role="group" aria-label={t('teach.clash-choices')} className={styles['choices']}>
        {canKeepBoth && (
          <Button kind="primary" isBusy={isBusy} onClick={() => choose('both')}>
            {t(collection === 'questions' ? 'teach.clash-keep-question' : 'teach.clash-keep-both')}
          </Button>
        )}
        <Button isBusy={isBusy} onClick={() => choose('mine')}>
          {t('teach.clash-keep-mine')}
        </Button>
        <Button isBusy={isBusy} onClick={() => choose('theirs')}>
          {t('teach.clash-keep-theirs')}
        </Button>
      </div>
    </div>
  )
}
