import type { ReactNode } from 'react'
import { shapes as calendar } from 'virtual:icon/calendar-clock'
import { shapes as questionsIcon } from 'virtual:icon/list-checks'
import { shapes as feedbackIcon } from 'virtual:icon/message-square-text'
import { shapes as repeat } from 'virtual:icon/repeat'
import { shapes as timer } from 'virtual:icon/timer'
import { shapes as pass } from 'virtual:icon/award'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { useNow } from '#app/app-context.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Icon, type IconShapes } from '#ui/icon.tsx'
import type { QuizStance } from './quiz-stance.ts'
import styles from './quiz.module.css'

/** What a quiz is, in a few lines. */
export const QuizFacts = ({ unit, stance }: { readonly unit: Unit; readonly stance: QuizStance }): ReactNode => {
  const { t, minutes, deadline, number } = useMessages()
  const now = useNow()
  const { quiz } = unit
  if (quiz === undefined) return null
  const { isPractice, questionCount, limitSeconds, extraTimePercent, attemptLimit, handedIn, dueAt, closesAt } = stance
  const facts: readonly (readonly [icon: IconShapes, fact: string, more?: string | undefined] | undefined)[] = [
    [questionsIcon, t(isPractice ? 'quiz.practice-questions' : 'quiz.questions', { count: questionCount })],
    limitSeconds === undefined
      ? undefined
      : [
          timer,
          t('quiz.limit', { time: minutes(limitSeconds / 60) }),
          extraTimePercent === undefined || extraTimePercent === 0
            ? t('quiz.limit-away')
            : t('quiz.limit-extra', { percent: number(extraTimePercent) }),
        ],
    isPractice
      ? [repeat, t('quiz.as-often')]
      : attemptLimit === undefined
        ? [repeat, t('quiz.attempts-free'), t(`quiz.counts-${quiz.counts}`)]
        : [
            repeat,
            t('quiz.attempts-left', { left: Math.max(0, attemptLimit - handedIn.length), total: attemptLimit }),
            attemptLimit > 1 ? t(`quiz.counts-${quiz.counts}`) : undefined,
          ],
    dueAt === undefined
      ? undefined
      : [
          calendar,
          t(dueAt < now ? 'quiz.was-due' : 'quiz.due', { time: deadline(dueAt, now) }),
          closesAt !== undefined && closesAt !== dueAt
            ? t('quiz.closes', { time: deadline(closesAt, now) })
            : undefined,
        ],
    dueAt === undefined && closesAt !== undefined
      ? [calendar, t('quiz.closes', { time: deadline(closesAt, now) })]
      : undefined,
    [feedbackIcon, t(`quiz.feedback-${isPractice ? 'at-once' : quiz.feedback}`)],
    !isPractice && quiz.passPercent > 0 ? [pass, t('quiz.pass', { percent: number(quiz.passPercent) })] : undefined,
  ]
  return (
    <ul className={styles['facts']}>
      {facts
        .filter((fact) => fact !== undefined)
        .map(([icon, fact, more]) => (
          <li key={fact}>
            <Icon shapes={icon} />
            <span>
              {fact}
              {more !== undefined && <span className={styles['more']}>{more}</span>}
            </span>
          </li>
        ))}
    </ul>
  )
}
