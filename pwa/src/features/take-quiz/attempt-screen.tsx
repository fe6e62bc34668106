import { useMemo, type ReactNode } from 'react'
import { idsAsked, questionsAsAnswered } from '@edutrack/shared-schema/questions/question-versions'
import { combineLatest } from 'rxjs'
import { shapes as searchX } from 'virtual:icon/search-x'
import { Redirect, useParams } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { LinkButton } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { ScreenSkeleton } from '#ui/skeleton.tsx'
import { AttemptResult } from './attempt-result.tsx'
import { QuizPlayer } from './quiz-player.tsx'

/** One attempt: answered while it is open, then its receipt, grade and feedback. */
export const AttemptScreen = (): ReactNode => {
  const { t } = useMessages()
  const { courseId, unitId, attemptId } = useParams<'/courses/:courseId/units/:unitId/attempts/:attemptId'>()
  const learning = useLearning()
  const known = useObservable(
    () =>
      combineLatest({
        course: learning.course(courseId),
        unit: learning.unit(unitId),
        enrolment: learning.enrolment(courseId),
        attempt: learning.attempt(attemptId),
      }),
    [learning, courseId, unitId, attemptId],
  )
  const ids = idsAsked(known?.attempt?.asked ?? [])
  const found = useObservable(() => learning.questions(ids), [learning, ids.join()])
  // One that was changed meanwhile is shown, and answered on, as it was when the attempt was begun.
  const asked = known?.attempt?.asked
  const questions = useMemo(
    () => (found === undefined ? undefined : questionsAsAnswered(asked ?? [], found)),
    [asked, found],
  )
  const back = { href: addresses.unit(courseId, unitId), label: known?.unit?.title ?? t('unit.quiz') }
  if (known === undefined || questions === undefined)
    return (
      <>
        <PageHeader title="" windowTitle={t('unit.quiz')} back={back} />
        <ScreenSkeleton label={t('app.loading')} />
      </>
    )
  const { course, unit, enrolment, attempt } = known
  if (unit?.kind === 'assignment') return <Redirect to={addresses.unit(courseId, unitId)} replace />
  if (course === null || unit === null || attempt === null)
    return (
      <>
        <PageHeader title="" windowTitle={back.label} back={back} />
        <EmptyState
          icon={searchX}
          title={t('quiz.gone-title')}
          action={
            <LinkButton kind="primary" href={back.href}>
              {t('quiz.to-quiz')}
            </LinkButton>
          }
        >
          {t('quiz.gone-text')}
        </EmptyState>
      </>
    )
  const shared = { course, unit, attempt, questions }
  return attempt.status === 'open' ? (
    <QuizPlayer key={attempt.id} {...shared} enrolment={enrolment} />
  ) : (
    <AttemptResult key={attempt.id} {...shared} />
  )
}
