import type { ReactNode } from 'react'
import { shapes as hand } from 'virtual:icon/hand'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { useMessages } from '#i18n/messages.tsx'
import { DecideWork } from '#parts/decide-work.tsx'
import { decisionWords } from '#parts/decision-words.ts'
import { EvidenceFacts } from '#parts/evidence-facts.tsx'
import { Banner } from '#ui/banner.tsx'
import styles from './teach-grading.module.css'

/** When and how it came, what is unusual of that, and the decision. */
export const Evidence = ({ attempt, unit }: { readonly attempt: Attempt; readonly unit: Unit | null }): ReactNode => {
  const messages = useMessages()
  const { t } = messages
  const { marks = [], decision } = attempt
  return (
    <>
      {marks.length > 0 && (
        <Banner
          icon={hand}
          tone={decision === undefined ? 'needs-you' : 'quiet'}
          title={decision === undefined ? t('teach.decide') : decisionWords(decision, messages)}
        >
          <ul className={styles['marks']}>
            {marks.map((mark) => (
              <li key={mark}>{t(`teach.mark-${mark}`)}</li>
            ))}
          </ul>
        </Banner>
      )}
      <EvidenceFacts attempt={attempt} unit={unit} />
      {marks.length > 0 && <DecideWork attempt={attempt} />}
    </>
  )
}
