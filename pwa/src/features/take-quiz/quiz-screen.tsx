import { useState, type ReactNode } from 'react'
import { combineLatest } from 'rxjs'
import { useLocation } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useClock, useNow, useServices } from '#app/app-context.ts'
import type { UnitScreenProps } from '#app/unit-screens.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useCurrent, useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { UnitEnd } from '#parts/unit-end.tsx'
import { speechOf, UnitFrame } from '#parts/unit-frame.tsx'
import { useUnitWay } from '#parts/use-unit-way.ts'
import { RichText } from '#rich-text/rich-text.tsx'
import { Button } from '#ui/button.tsx'
import { EarlierAttempts } from './earlier-attempts.tsx'
import { QuizFacts } from './quiz-facts.tsx'
import { QuizNotices } from './quiz-notices.tsx'
import { quizStance } from './quiz-stance.ts'
import { createQuizTime } from './quiz-time.ts'
import styles from './quiz.module.css'

/** A quiz before it is begun: what it is, what was done of it, and the way in. */
export const QuizScreen = ({ unit, course }: UnitScreenProps): ReactNode => {
  const { t, minutes } = useMessages()
  const learning = useLearning()
  const clock = useClock()
  const now = useNow()
  const [, navigate] = useLocation()
  const isOnline = useCurrent(useServices().connectivity.isOnline$) ?? true
  const way = useUnitWay(course, unit)
  const questionIds = unit.quiz?.questionIds ?? []
  const known = useObservable(
    () =>
      combineLatest({
        attempts: learning.attempts(unit.id),
        enrolment: learning.enrolment(course.id),
        questions: learning.questions(questionIds),
      }),
    [learning, unit.id, course.id, questionIds.join()],
  )
  const [isStarting, setStarting] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  if (known === undefined || unit.quiz === undefined)
    return (
      <UnitFrame unit={unit} course={course} way={way}>
        {null}
      </UnitFrame>
    )

  const { attempts, enrolment, questions } = known
  const stance = quizStance({ unit, enrolment, attempts, device: learning.device, now })
  const { open, door, limitSeconds } = stance
  const missing = questionIds.length - questions.length
  const isBlocked = open === undefined && (door === 'not-yet' || questions.length === 0 || (missing > 0 && !isOnline))
  const remaining =
    open === undefined || limitSeconds === undefined
      ? undefined
      : createQuizTime({ clock, startedAt: open.startedAt, secondsUsed: open.secondsUsed, limitSeconds }).remaining()
  const start = async (): Promise<void> => {
    setStarting(true)
    setFailed(false)
    try {
      const attempt = await learning.startAttempt(unit)
      navigate(addresses.attempt(course.id, unit.id, attempt.id))
    } catch {
      setFailed(true)
    } finally {
      setStarting(false)
    }
  }
  const answered = open === undefined ? 0 : Object.keys(open.answers).length
  return (
    <UnitFrame unit={unit} course={course} way={way}>
      <div className={styles['intro']}>
        {unit.markdown.trim() !== '' && (
          <div {...speechOf(course)}>
            <RichText markdown={unit.markdown} />
          </div>
        )}
        <QuizFacts unit={unit} stance={stance} />
        <QuizNotices stance={stance} missing={missing} isOnline={isOnline} />
        <div className={styles['way']}>
          {open !== undefined && (
            <p>
              {t('quiz.begun', { answered, total: open.asked.length })}{' '}
              {remaining !== undefined &&
                (remaining > 0
                  ? t('quiz.time-left', { time: minutes(Math.ceil(remaining / 60)) })
                  : t('quiz.time-is-up'))}
            </p>
          )}
          {!isBlocked && (
            <Button kind="primary" isWide isBusy={isStarting} onClick={() => void start()}>
              {t(startWord(stance, remaining))}
            </Button>
          )}
          {hasFailed && (
            <p role="alert" className={styles['failed']}>
              {t('quiz.start-failed')}
            </p>
          )}
        </div>
        {stance.handedIn.length > 0 && <EarlierAttempts unit={unit} attempts={stance.handedIn} />}
      </div>
      {way !== undefined && (
        <UnitEnd unit={unit} way={way} isDone={way.progressByUnit.get(unit.id)?.doneAt !== undefined} isQuiet />
      )}
    </UnitFrame>
  )
}

const startWord = (
  { open, isPractice, door, handedIn }: ReturnType<typeof quizStance>,
  remaining: number | undefined,
) => {
  if (open !== undefined) return remaining === 0 ? 'quiz.see-what-went-in' : 'quiz.go-on'
  if (isPractice) return handedIn.length === 0 ? 'quiz.practise' : 'quiz.practise-again'
  if (door !== 'open') return 'quiz.start-anyway'
  return handedIn.length === 0 ? 'quiz.start' : 'quiz.start-again'
}
