import { useState, type ReactNode } from 'react'
import { shapes as hand } from 'virtual:icon/hand'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/text-field.tsx'
import styles from './teach-grading.module.css'

/** When and how it came, what is unusual of that, and the decision: one tap. */
export const Evidence = ({ attempt, unit }: { readonly attempt: Attempt; readonly unit: Unit | null }): ReactNode => {
  const { t, tOf, exactTime, clock, number } = useMessages()
  const teaching = useTeaching()
  const [comment, setComment] = useState('')
  const [busy, setBusy] = useState<'accepted' | 'rejected' | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const { marks = [], decision, receipt } = attempt
  const limit = unit?.quiz?.timeLimitSeconds
  const deadline = unit?.quiz?.closesAt ?? unit?.quiz?.dueAt ?? unit?.assignment?.dueAt
  const facts: readonly (readonly [label: string, value: string])[] = [
    [t('teach.fact-started'), exactTime(attempt.startedAt)],
    ...(attempt.handedInAt === undefined ? [] : [[t('teach.fact-handed-in'), exactTime(attempt.handedInAt)] as const]),
    ...(receipt === undefined ? [] : [[t('teach.fact-received'), exactTime(receipt.receivedAt)] as const]),
    ...(deadline === undefined ? [] : [[t('teach.due'), exactTime(deadline)] as const]),
    [
      t('teach.fact-time'),
      limit === undefined
        ? clock(attempt.secondsUsed)
        : t('teach.time-of', { used: clock(attempt.secondsUsed), limit: clock(limit) }),
    ],
    ...(attempt.clockOffset === undefined
      ? []
      : [
          [
            t('teach.fact-clock'),
            t('teach.seconds', { seconds: number(Math.abs(Math.round(attempt.clockOffset / 1000))) }),
          ] as const,
        ]),
    ...(receipt === undefined ? [] : [[t('receipt.title'), receipt.number] as const]),
  ]
  const decide = async (verdict: 'accepted' | 'rejected'): Promise<void> => {
    setBusy(verdict)
    setProblem(null)
    const outcome = await teaching.review(attempt.id, {
      decision: { verdict, ...(comment.trim() === '' ? {} : { comment: comment.trim() }) },
    })
    setBusy(null)
    if (!outcome.ok) setProblem(outcome.messageId)
  }
  return (
    <>
      {marks.length > 0 && (
        <Banner
          icon={hand}
          tone={decision === undefined ? 'needs-you' : 'quiet'}
          title={t(decision === undefined ? 'teach.decide' : `teach.decided-${decision.verdict}`)}
        >
          <ul className={styles['marks']}>
            {marks.map((mark) => (
              <li key={mark}>{t(`teach.mark-${mark}`)}</li>
            ))}
          </ul>
          {decision?.comment !== undefined && <p>{decision.comment}</p>}
        </Banner>
      )}
      <dl className={styles['facts']}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {marks.length > 0 && decision === undefined && (
        <div className={forms['form']}>
          <TextField
            label={t('teach.decision-comment')}
            value={comment}
            maxLength={2000}
            onChange={({ target }) => setComment(target.value)}
          />
          <div className={forms['actions']}>
            <Button kind="primary" isBusy={busy === 'accepted'} onClick={() => void decide('accepted')}>
              {t('teach.accept')}
            </Button>
            <Button isBusy={busy === 'rejected'} onClick={() => void decide('rejected')}>
              {t('teach.reject')}
            </Button>
          </div>
          {problem !== null && (
            <p role="alert" className={styles['problem']}>
              {tOf(problem)}
            </p>
          )}
        </div>
      )}
    </>
  )
}
