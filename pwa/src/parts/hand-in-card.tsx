import { useState, type ReactNode } from 'react'
import { shapes as badgeCheck } from 'virtual:icon/badge-check'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import { addresses } from '#app/addresses.ts'
import { useServices } from '#app/app-context.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useCurrent, useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { StateBadge } from '#ui/state-badge.tsx'
import styles from './hand-in-card.module.css'
import { MarksTold } from './marks-told.tsx'
import { ReceiptCard } from './receipt-card.tsx'
import { useAttemptWork } from './use-attempt-work.ts'
import { WorkBadge } from './work-badge.tsx'

/** Where a hand-in is, from this phone to the grade, changing as it goes; its receipt once there is one; what the instructor should know and decides. */
export const HandInCard = ({
  attempt,
  title,
  passPercent,
}: {
  readonly attempt: Attempt
  readonly title: string
  /** Undefined: there is no passing. */
  readonly passPercent: number | undefined
}): ReactNode => {
  const { t, tOf, number, percent, exactTime } = useMessages()
  const learning = useLearning()
  const isOnline = useCurrent(useServices().connectivity.isOnline$) ?? true
  const person = useObservable(() => learning.person(), [learning])
  const work = useAttemptWork(attempt)
  const [isReceiptOpen, setReceiptOpen] = useState(false)
  const { grade, receipt } = attempt
  const isGraded = work.state === 'graded' && grade !== undefined
  const share = isGraded && grade.points > 0 ? grade.earned / grade.points : undefined
  const what =
    work.state === 'on-this-phone'
      ? t(isOnline ? 'quiz.card-here-online' : 'quiz.card-here-offline')
      : work.state === 'sending'
        ? t('quiz.card-sending')
        : work.state === 'received'
          ? t(grade?.pending === true ? 'quiz.card-pending' : 'quiz.card-received')
          : work.state === 'needs-you'
            ? tOf(`error.${work.code ?? 'internal'}`)
            : undefined
  return (
    <section className={styles['card']} data-state={work.state} aria-label={t('work.way')}>
      <div role="status" className={styles['state']}>
        {/* The score below says the grade. */}
        {isGraded ? <StateBadge state="graded" /> : <WorkBadge item={work} />}
        {isGraded && (
          <p className={styles['score']}>
            <span className={styles['earned']}>
              {t('state.grade', { earned: Math.round(grade.earned * 100) / 100, points: grade.points })}
            </span>
            {share !== undefined && <span className={styles['percent']}>{percent(share)}</span>}
          </p>
        )}
        {share !== undefined && passPercent !== undefined && passPercent > 0 && (
          <p className={styles['pass']}>
            {t(share * 100 >= passPercent ? 'quiz.passed' : 'quiz.not-passed', { percent: number(passPercent) })}
          </p>
        )}
        {what !== undefined && <p>{what}</p>}
      </div>
      {receipt !== undefined && (
        <div className={styles['receipt']}>
          <p>
            <span className={styles['soft']}>{t('receipt.title')}</span>{' '}
            <span className={styles['number']}>{receipt.number}</span>
            <br />
            <span className={styles['soft']}>{exactTime(receipt.receivedAt)}</span>
          </p>
          <Button icon={badgeCheck} onClick={() => setReceiptOpen(true)}>
            {t('quiz.see-receipt')}
          </Button>
          <Sheet
            isOpen={isReceiptOpen}
            onClose={() => setReceiptOpen(false)}
            title={title}
            closeLabel={t('action.close')}
          >
            <ReceiptCard
              attempt={attempt}
              title={title}
              personName={person?.name ?? ''}
              verify={learning.verifyReceipt}
            />
          </Sheet>
        </div>
      )}
      {work.state === 'needs-you' && (
        <LinkButton kind="primary" href={addresses.work(work.id)}>
          {t('quiz.see-choices')}
        </LinkButton>
      )}
      <MarksTold attempt={attempt} className={styles['marks']} softClassName={styles['soft']} />
    </section>
  )
}
