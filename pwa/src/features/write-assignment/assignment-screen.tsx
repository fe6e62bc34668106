import { useState, type ReactNode } from 'react'
import { combineLatest } from 'rxjs'
import { shapes as calendar } from 'virtual:icon/calendar-clock'
import { shapes as award } from 'virtual:icon/award'
import { shapes as info } from 'virtual:icon/info'
import { useNow } from '#app/app-context.ts'
import type { UnitScreenProps } from '#app/unit-screens.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { dueAtOf } from '#parts/course-outline.ts'
import { UnitEnd } from '#parts/unit-end.tsx'
import { speechOf, UnitFrame } from '#parts/unit-frame.tsx'
import { useUnitWay } from '#parts/use-unit-way.ts'
import { RichText } from '#rich-text/rich-text.tsx'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import styles from './assignment.module.css'
import { HandedInText } from './handed-in-text.tsx'
import { TextDesk } from './text-desk.tsx'

/** A task, the text that is written for it, and what became of it. */
export const AssignmentScreen = ({ unit, course }: UnitScreenProps): ReactNode => {
  const { t, deadline, date, time } = useMessages()
  const learning = useLearning()
  const now = useNow()
  const way = useUnitWay(course, unit)
  const known = useObservable(
    () => combineLatest({ attempts: learning.attempts(unit.id), enrolment: learning.enrolment(course.id) }),
    [learning, unit.id, course.id],
  )
  const [isStarting, setStarting] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const attempts = known?.attempts ?? []
  const open = attempts.find(({ status, device }) => status === 'open' && device === learning.device)
  const handedIn = attempts
    .filter(({ status }) => status === 'handed-in')
    .toSorted((a, b) => (b.handedInAt ?? 0) - (a.handedInAt ?? 0))
  const dueAt = dueAtOf(unit, known?.enrolment)
  const start = async (): Promise<void> => {
    setStarting(true)
    setFailed(false)
    try {
      await learning.startAttempt(unit)
    } catch {
      setFailed(true) // Said below; nothing was written yet.
    } finally {
      setStarting(false)
    }
  }
  return (
    <UnitFrame unit={unit} course={course} way={way}>
      <div className={styles['assignment']}>
        <div {...speechOf(course)}>
          <RichText markdown={unit.markdown} />
        </div>
        <ul className={styles['facts']}>
          {unit.assignment !== undefined && unit.assignment.points > 0 && (
            <li>
              <Icon shapes={award} />
              <span>{t('assignment.points', { points: unit.assignment.points })}</span>
            </li>
          )}
          {dueAt !== undefined && (
            <li>
              <Icon shapes={calendar} />
              <span>{t(dueAt < now ? 'quiz.was-due' : 'quiz.due', { time: deadline(dueAt, now) })}</span>
            </li>
          )}
        </ul>
        {dueAt !== undefined && dueAt < now && handedIn.length === 0 && (
          <Banner icon={info} title={t('quiz.is-late', { time: `${date(dueAt)}, ${time(dueAt)}` })}>
            {t('quiz.will-decide')}
          </Banner>
        )}
        {known !== undefined && open !== undefined && (
          <TextDesk key={open.id} attempt={open} language={course.language} />
        )}
        {known !== undefined && open === undefined && (
          <div className={styles['start']}>
            <Button
              kind={handedIn.length === 0 ? 'primary' : 'secondary'}
              isWide={handedIn.length === 0}
              isBusy={isStarting}
              onClick={() => void start()}
            >
              {t(handedIn.length === 0 ? 'assignment.start' : 'assignment.start-again')}
            </Button>
            {hasFailed && (
              <p role="alert" className={styles['failed']}>
                {t('quiz.start-failed')}
              </p>
            )}
          </div>
        )}
        {handedIn.map((attempt, index) => (
          <HandedInText
            key={attempt.id}
            attempt={attempt}
            title={unit.title}
            number={handedIn.length - index}
            isLatest={index === 0}
          />
        ))}
      </div>
      {way !== undefined && (
        <UnitEnd
          unit={unit}
          way={way}
          isDone={way.progressByUnit.get(unit.id)?.doneAt !== undefined}
          isQuiet={open !== undefined || handedIn.length === 0}
        />
      )}
    </UnitFrame>
  )
}
