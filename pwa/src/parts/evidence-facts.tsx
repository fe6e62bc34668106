import type { ReactNode } from 'react'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { useMessages } from '#i18n/messages.tsx'
import styles from './evidence-facts.module.css'
import { evidenceOf } from './evidence-of.ts'

const MINUTE = 60_000

/** What is known of a hand-in: what the device said, what the school saw, and what was allowed. */
export const EvidenceFacts = ({
  attempt,
  unit,
}: {
  readonly attempt: Attempt
  readonly unit: Unit | null
}): ReactNode => {
  const { t, exactTime, clock, minutes, number } = useMessages()
  const evidence = evidenceOf(attempt, unit)
  const { handedInAt, correctedAt, receivedAt, deadline, opensAt, lateBy, clockOffset, allowedSeconds } = evidence
  const lasting = (ms: number): string =>
    ms < MINUTE ? t('teach.seconds', { seconds: number(Math.round(ms / 1000)) }) : minutes(Math.round(ms / MINUTE))
  const time = (label: string, at: number | undefined): readonly (readonly [string, string])[] =>
    at === undefined ? [] : [[label, exactTime(at)]]
  const { enrolment } = evidence
  const marks = attempt.marks ?? []
  const facts: readonly (readonly [label: string, value: string])[] = [
    ...time(t('teach.fact-started'), evidence.startedAt),
    ...time(t('teach.fact-handed-in'), handedInAt),
    ...(clockOffset === undefined
      ? []
      : [
          [
            t('exceptions.fact-clock'),
            t(clockOffset < 0 ? 'exceptions.clock-ahead' : 'exceptions.clock-behind', {
              time: lasting(Math.abs(clockOffset)),
            }),
          ] as const,
        ]),
    ...time(t('exceptions.fact-corrected'), correctedAt),
    ...time(t('teach.fact-received'), receivedAt),
    ...(marks.includes('before-opening') ? time(t('exceptions.fact-opens'), opensAt) : []),
    ...time(t('teach.due'), deadline),
    ...(lateBy === undefined ? [] : [[t('exceptions.fact-late'), lasting(lateBy)] as const]),
    [
      t('teach.fact-time'),
      allowedSeconds === undefined
        ? clock(evidence.secondsUsed)
        : t('teach.time-of', { used: clock(evidence.secondsUsed), limit: clock(allowedSeconds) }),
    ],
    ...(evidence.attempt === undefined
      ? []
      : [
          [
            t('exceptions.fact-attempt'),
            t('exceptions.attempt-of', {
              number: number(evidence.attempt.number),
              limit: number(evidence.attempt.limit),
            }),
          ] as const,
        ]),
    ...(marks.includes('not-enrolled')
      ? [
          [
            t('exceptions.fact-enrolment'),
            enrolment === undefined
              ? t('exceptions.enrolment-none')
              : [
                  t(`exceptions.enrolment-${enrolment.status as Enrolment['status']}`),
                  ...(enrolment.since === undefined ? [] : [exactTime(enrolment.since)]),
                ].join(', '),
          ] as const,
        ]
      : []),
    ...(attempt.receipt === undefined ? [] : [[t('receipt.title'), attempt.receipt.number] as const]),
  ]
  return (
    <dl className={styles['facts']}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
