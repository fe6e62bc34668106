import type { ReactNode } from 'react'
import { shapes as timerOff } from 'virtual:icon/timer-off'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { useSearch } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useNow } from '#app/app-context.ts'
import { useMessages } from '#i18n/messages.tsx'
import { HandInCard } from '#parts/hand-in-card.tsx'
import { Section } from '#parts/section.tsx'
import { UnitEnd } from '#parts/unit-end.tsx'
import { speechOf, UnitFrame } from '#parts/unit-frame.tsx'
import { useUnitWay } from '#parts/use-unit-way.ts'
import { Banner } from '#ui/banner.tsx'
import { LinkButton } from '#ui/button.tsx'
import { keyOf, resultHere } from './judge.ts'
import { QuestionResult } from './question-result.tsx'
import styles from './quiz.module.css'

/** An attempt that is handed in: where it is, how it was graded, and what was right, as far as this may be known by now. */
export const AttemptResult = ({
  course,
  unit,
  attempt,
  questions,
}: {
  readonly course: Course
  readonly unit: Unit
  readonly attempt: Attempt
  readonly questions: readonly Question[]
}): ReactNode => {
  const { t, percent, deadline } = useMessages()
  const now = useNow()
  const isTimeUp = new URLSearchParams(useSearch()).get('ended') === 'time'
  const way = useUnitWay(course, unit)
  const { quiz } = unit
  const byId = new Map(questions.map((question) => [question.id, question]))
  const here = attempt.grade === undefined ? resultHere(attempt, questions) : undefined
  const hasKeys = questions.some((question) => keyOf(attempt, question) !== undefined)
  const isPractice = quiz?.mode === 'practice'
  return (
    <UnitFrame unit={unit} course={course} way={way}>
      <div className={styles['intro']}>
        {isTimeUp && (
          <Banner icon={timerOff} title={t('quiz.time-was-up')}>
            {t('quiz.time-was-up-text')}
          </Banner>
        )}
        <HandInCard attempt={attempt} title={unit.title} passPercent={isPractice ? undefined : quiz?.passPercent} />
        {here !== undefined && (
          <p className={styles['here']}>
            <span className={styles['hereScore']}>
              {t('state.grade', { earned: Math.round(here.earned * 100) / 100, points: here.points })}
            </span>{' '}
            {t('quiz.result-here', { share: percent(here.earned / here.points) })}
          </p>
        )}
        <div className={styles['actions']}>
          <LinkButton kind={isPractice ? 'primary' : 'secondary'} href={addresses.unit(course.id, unit.id)}>
            {t(isPractice ? 'quiz.practise-again' : 'quiz.to-quiz')}
          </LinkButton>
        </div>
        <Section title={t(hasKeys ? 'quiz.answers-and-right' : 'quiz.your-answers')}>
          {!hasKeys && quiz !== undefined && !isPractice && (
            <p>
              {quiz.feedback === 'after-close' && quiz.closesAt !== undefined
                ? t('quiz.right-after-close', { time: deadline(quiz.closesAt, now) })
                : t(quiz.feedback === 'never' ? 'quiz.right-never' : 'quiz.right-when-received')}
            </p>
          )}
          <ol className={styles['results']}>
            {attempt.asked.map(({ questionId }, index) => (
              <QuestionResult
                key={questionId}
                attempt={attempt}
                question={byId.get(questionId)}
                number={index + 1}
                speech={speechOf(course)}
                isShuffled={quiz?.shuffleChoices === true}
              />
            ))}
          </ol>
        </Section>
      </div>
      {way !== undefined && <UnitEnd unit={unit} way={way} isDone={false} />}
    </UnitFrame>
  )
}
