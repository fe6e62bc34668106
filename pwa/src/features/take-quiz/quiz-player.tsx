import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { isQuestionKind } from '@edutrack/shared-schema/questions/registry'
import { useLocation } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useClock } from '#app/app-context.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useMessages } from '#i18n/messages.tsx'
import { HandInSheet } from '#parts/hand-in-sheet.tsx'
import { speechOf } from '#parts/unit-frame.tsx'
import { useAnswerSaver } from '#parts/use-answer-saver.ts'
import { players } from '#question-types/registry.ts'
import { CourseMediaProvider } from '#rich-text/media/course-media.tsx'
import { Button } from '#ui/button.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { isAnswered, keyOf } from './judge.ts'
import { QuestionCard } from './question-card.tsx'
import { QuestionMap } from './question-map.tsx'
import { QuizBar } from './quiz-bar.tsx'
import styles from './quiz-player.module.css'
import { createQuizTime, limitFor } from './quiz-time.ts'
import { QuizTimer } from './quiz-timer.tsx'
import { Review } from './review.tsx'
import { useQuizKeys } from './use-quiz-keys.ts'
import { useStep, type Step } from './use-step.ts'

/** An attempt while it is open: one question at a time, each answer saved as it is given. */
export const QuizPlayer = ({
  course,
  unit,
  attempt,
  questions,
  enrolment,
}: {
  readonly course: Course
  readonly unit: Unit
  readonly attempt: Attempt
  /** Those of the attempt that are on this device. */
  readonly questions: readonly Question[]
  readonly enrolment: Enrolment | null
}): ReactNode => {
  const { t } = useMessages()
  const learning = useLearning()
  const clock = useClock()
  const [, navigate] = useLocation()
  const limitSeconds = limitFor(unit.quiz, enrolment)
  const [startedWith] = useState(attempt)
  const time = useMemo(
    () =>
      createQuizTime({
        clock,
        startedAt: startedWith.startedAt,
        secondsUsed: startedWith.secondsUsed,
        limitSeconds,
      }),
    [clock, startedWith, limitSeconds],
  )
  const { saver, state: saveState } = useAnswerSaver((questionId, value) =>
    learning.answerQuestion({ attemptId: attempt.id, questionId, value, secondsUsed: time.elapsed() }),
  )
  /** What was answered on this screen: shown at once, whatever the database is doing. */
  const [given, setGiven] = useState<Readonly<Record<string, unknown>>>({})
  const answerTo = (questionId: string): unknown =>
    Object.hasOwn(given, questionId) ? given[questionId] : attempt.answers[questionId]?.value

  const isPractice = unit.quiz?.mode === 'practice'
  const byId = useMemo(() => new Map(questions.map((question) => [question.id, question])), [questions])
  const asked = attempt.asked.map(({ questionId }) => byId.get(questionId))
  const [checked, setChecked] = useState<ReadonlySet<string>>(() =>
    isPractice ? new Set(Object.keys(attempt.answers)) : new Set(),
  )
  const states = attempt.asked.map(({ questionId }, index) => {
    const question = asked[index]
    return {
      isAnswered: question !== undefined && isAnswered(question, answerTo(questionId)),
      isFlagged: attempt.flagged.includes(questionId),
    }
  })

  const { step, go } = useStep(attempt)
  useFocusAfterStep(step)
  const [isHandingIn, setHandingIn] = useState(false)
  const [isSheetOpen, setSheetOpen] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const [isTimeUp, setTimeUp] = useState(false)
  const handIn = async (reason: 'asked' | 'time'): Promise<void> => {
    setHandingIn(true)
    setFailed(false)
    try {
      if (!(await saver.flush())) throw new Error('An answer could not be saved.')
      const secondsUsed = reason === 'time' ? Math.min(time.elapsed(), limitSeconds ?? Infinity) : time.elapsed()
      await learning.handIn({ attemptId: attempt.id, secondsUsed })
      const result = addresses.attempt(course.id, unit.id, attempt.id)
      navigate(reason === 'time' ? `${result}?ended=time` : result, { replace: true })
    } catch {
      // Said on the screen; every answer that was saved is still there.
      setFailed(true)
      setHandingIn(false)
    }
  }
  const check = (questionId: string, isOn: boolean): void => {
    const next = new Set(checked)
    if (isOn) next.add(questionId)
    else next.delete(questionId)
    setChecked(next)
  }
  const answer = (question: Question, value: unknown, how: 'typed' | 'chosen' | 'picked'): void => {
    if (isTimeUp) return
    setGiven({ ...given, [question.id]: value })
    saver.put(question.id, value, how === 'typed' ? 'typed' : 'now')
    const isJudgedNow =
      isPractice && how === 'picked' && isQuestionKind(question.kind) && players[question.kind].isPicked
    if (isJudgedNow && keyOf(attempt, question) !== undefined) check(question.id, true)
  }

  const last = attempt.asked.length - 1
  const current = step === 'review' ? undefined : asked[step]
  const currentId = step === 'review' ? undefined : attempt.asked[step]?.questionId
  const canCheck =
    isPractice &&
    current !== undefined &&
    keyOf(attempt, current) !== undefined &&
    !checked.has(current.id) &&
    isAnswered(current, answerTo(current.id))
  const forward = (): void => go(step === 'review' || step >= last ? 'review' : step + 1)
  const back = (): void => go(step === 'review' ? Math.max(0, last) : Math.max(0, step - 1))
  const question = useRef<HTMLDivElement>(null)
  useQuizKeys({
    isOff: isSheetOpen || isHandingIn,
    question,
    onForward: forward,
    onBack: back,
    onEnter: () => {
      if (canCheck && current !== undefined) check(current.id, true)
      else if (step !== 'review') forward()
    },
  })

  const openNumbers = states.flatMap(({ isAnswered: has }, index) => (has ? [] : [index + 1]))
  const map = <QuestionMap states={states} step={step} onGo={go} />
  return (
    <CourseMediaProvider courseId={course.id}>
      <div className={styles['player']}>
        <div className={styles['main']} ref={question} onBlur={() => void saver.flush()}>
          <div className={styles['head']}>
            <PageHeader
              title={
                step === 'review'
                  ? t('quiz.review-title')
                  : t('quiz.question-of', { number: step + 1, total: attempt.asked.length })
              }
              windowTitle={unit.title}
              back={{ href: addresses.unit(course.id, unit.id), label: unit.title }}
            />
            {limitSeconds !== undefined && (
              <QuizTimer
                time={time}
                onEnd={() => {
                  setTimeUp(true)
                  void handIn('time')
                }}
              />
            )}
          </div>
          {isTimeUp ? (
            <div role="status" className={styles['timeUp']}>
              <p>{t('quiz.time-up-now')}</p>
              {hasFailed && (
                <Button kind="primary" onClick={() => void handIn('time')}>
                  {t('action.retry')}
                </Button>
              )}
            </div>
          ) : step === 'review' || currentId === undefined ? (
            <Review asked={asked} states={states} saveState={saveState} onGo={go} />
          ) : (
            <QuestionCard
              key={currentId}
              question={current}
              speech={speechOf(course)}
              value={answerTo(currentId)}
              known={current === undefined || !isPractice ? undefined : keyOf(attempt, current)}
              isChecked={isPractice && checked.has(currentId)}
              canCheck={canCheck}
              isFlagged={attempt.flagged.includes(currentId)}
              seed={unit.quiz?.shuffleChoices === true ? attempt.seed : undefined}
              saveState={saveState}
              onAnswer={(value, how) => {
                if (current !== undefined) answer(current, value, how)
              }}
              onCheck={(isOn) => check(currentId, isOn)}
              onFlag={(isFlagged) =>
                void learning.flagQuestion({ attemptId: attempt.id, questionId: currentId, isFlagged })
              }
            />
          )}
          {!isTimeUp && (
            <QuizBar
              step={step}
              count={attempt.asked.length}
              onForward={forward}
              onBack={back}
              onHandIn={() => {
                setFailed(false)
                setSheetOpen(true)
              }}
              map={map}
            />
          )}
        </div>
        {!isTimeUp && (
          <aside className={styles['side']} aria-label={t('quiz.map')}>
            {map}
            {step !== 'review' && (
              <Button isWide onClick={() => go('review')}>
                {t('quiz.to-review')}
              </Button>
            )}
          </aside>
        )}
      </div>
      <HandInSheet
        isOpen={isSheetOpen}
        isBusy={isHandingIn}
        hasFailed={hasFailed}
        onHandIn={() => void handIn('asked')}
        onClose={() => setSheetOpen(false)}
      >
        <p>
          {openNumbers.length === 0
            ? t('quiz.all-answered', { count: states.length })
            : t('quiz.not-answered', { count: openNumbers.length })}
        </p>
      </HandInSheet>
    </CourseMediaProvider>
  )
}

/** Those who listen hear which question has come; the first one they reach by the page itself. */
const useFocusAfterStep = (step: Step): void => {
  const before = useRef(step)
  useEffect(() => {
    if (before.current === step) return
    before.current = step
    document.querySelector<HTMLElement>('#main h1')?.focus({ preventScroll: true })
  }, [step])
}
