import type { ReactNode } from 'react'
import { shapes as cloudOff } from 'virtual:icon/cloud-off'
import { shapes as hourglass } from 'virtual:icon/hourglass'
import { shapes as info } from 'virtual:icon/info'
import { shapes as devices } from 'virtual:icon/monitor-smartphone'
import { useNow } from '#app/app-context.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Banner } from '#ui/banner.tsx'
import type { QuizStance } from './quiz-stance.ts'

/** What is unusual about starting now, said before the start. */
export const QuizNotices = ({
  stance,
  missing,
  isOnline,
}: {
  readonly stance: QuizStance
  /** Questions that are not on this device. */
  readonly missing: number
  readonly isOnline: boolean
}): ReactNode => {
  const { t, date, time, moment } = useMessages()
  const now = useNow()
  const when = (at: number): string => `${date(at)}, ${time(at)}`
  const { door, opensAt, open, openElsewhere, closesAt, dueAt, attemptLimit } = stance
  return (
    <>
      {door === 'not-yet' && opensAt !== undefined && (
        <Banner icon={hourglass} title={t('quiz.not-yet', { time: when(opensAt) })}>
          {t('quiz.clock-here', { time: time(now) })}
        </Banner>
      )}
      {door === 'closed' && (
        <Banner icon={info} title={t('quiz.is-late', { time: when(closesAt ?? dueAt ?? now) })}>
          {t('quiz.will-decide')}
        </Banner>
      )}
      {door === 'over-limit' && open === undefined && (
        <Banner icon={info} title={t('quiz.is-over-limit', { count: attemptLimit ?? 0 })}>
          {t('quiz.will-decide')}
        </Banner>
      )}
      {missing > 0 && open === undefined && (
        <Banner icon={cloudOff} title={t('quiz.questions-missing', { count: missing })}>
          {t(isOnline ? 'quiz.questions-missing-online' : 'quiz.questions-missing-offline')}
        </Banner>
      )}
      {openElsewhere.map((attempt) => (
        <Banner
          key={attempt.id}
          icon={devices}
          title={t('quiz.open-elsewhere', { time: moment(attempt.startedAt, now) })}
        >
          {t('quiz.open-elsewhere-text')}
        </Banner>
      ))}
    </>
  )
}
