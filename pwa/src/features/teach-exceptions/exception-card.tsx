import { useId, type ReactNode } from 'react'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { Link } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useMessages } from '#i18n/messages.tsx'
import { DecideWork } from '#parts/decide-work.tsx'
import { decisionWords } from '#parts/decision-words.ts'
import { EvidenceFacts } from '#parts/evidence-facts.tsx'
import { GradeBadge } from '#parts/work-badge.tsx'
import { Card } from '#ui/card.tsx'
import { StateBadge } from '#ui/state-badge.tsx'
import styles from './teach-exceptions.module.css'

/** One piece of unusual work: whose, what is unusual, what is known of it, and the decision. */
export const ExceptionCard = ({
  attempt,
  unit,
}: {
  readonly attempt: Attempt
  readonly unit: Unit | null
}): ReactNode => {
  const messages = useMessages()
  const { t } = messages
  const id = useId()
  const { marks = [], decision, grade } = attempt
  return (
    <Card as="li" aria-labelledby={id} className={styles['card']}>
      <div className={styles['head']}>
        <div className={styles['who']}>
          <h3 id={id} className={styles['name']}>
            <bdi>{attempt.personName ?? ''}</bdi>
          </h3>
          <p className={styles['unit']}>
            <bdi>{unit?.title ?? ''}</bdi>
          </p>
        </div>
        <div className={styles['states']}>
          {decision === undefined && <StateBadge state="needs-you">{t('teach.decide')}</StateBadge>}
          {decision?.verdict === 'accepted' && (
            <StateBadge state="received">{decisionWords(decision, messages)}</StateBadge>
          )}
          {decision?.verdict === 'rejected' && (
            <span className={styles['set-aside']}>{decisionWords(decision, messages)}</span>
          )}
          {grade !== undefined &&
            (grade.pending ? (
              <StateBadge state="received">{t('teach.to-grade')}</StateBadge>
            ) : (
              <GradeBadge {...grade} />
            ))}
        </div>
      </div>
      <ul className={styles['marks']}>
        {marks.map((mark) => (
          <li key={mark}>{t(`teach.mark-${mark}`)}</li>
        ))}
      </ul>
      {decision === undefined ? (
        <EvidenceFacts attempt={attempt} unit={unit} />
      ) : (
        <details className={styles['evidence']}>
          <summary>{t('exceptions.evidence')}</summary>
          <EvidenceFacts attempt={attempt} unit={unit} />
        </details>
      )}
      <Link href={addresses.teachGrading(attempt.courseId, attempt.id)} className={styles['answers']}>
        {t('exceptions.see-answers')}
      </Link>
      <DecideWork attempt={attempt} />
    </Card>
  )
}
