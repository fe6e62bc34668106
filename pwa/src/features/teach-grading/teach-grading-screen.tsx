import type { ReactNode } from 'react'
import { idsAsked, questionsAsAnswered } from '@edutrack/shared-schema/questions/question-versions'
import { combineLatest } from 'rxjs'
import { useLocation, useParams } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { NotTaught } from '#parts/not-taught.tsx'
import { speechOf } from '#parts/unit-frame.tsx'
import { CourseMediaProvider } from '#rich-text/media/course-media.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { ScreenSkeleton } from '#ui/skeleton.tsx'
import { Evidence } from './evidence.tsx'
import { GradeForm } from './grade-form.tsx'
import { NextWork } from './next-work.tsx'
import { nextWaiting } from './next-waiting.ts'

/** One hand-in: what was given, what it earns, what is unusual of it. */
export const TeachGradingScreen = (): ReactNode => {
  const { t } = useMessages()
  const { courseId, attemptId } = useParams<'/teach/:courseId/attempts/:attemptId'>()
  const learning = useLearning()
  const teaching = useTeaching()
  const [, navigate] = useLocation()
  const known = useObservable(
    () => combineLatest({ course: learning.course(courseId), attempt: learning.attempt(attemptId) }),
    [learning, courseId, attemptId],
  )
  const asked = known?.attempt?.asked ?? []
  const ids = idsAsked(asked)
  const unitId = known?.attempt?.unitId ?? ''
  const more = useObservable(
    () => combineLatest({ unit: learning.unit(unitId), questions: learning.questions(ids) }),
    [learning, unitId, ids.join()],
  )
  const book = useObservable(() => teaching.gradebook(courseId), [teaching, courseId])
  const next = book === undefined ? undefined : nextWaiting(book.waiting, { id: attemptId, unitId })
  const back = { href: addresses.teachGrades(courseId), label: t('teach.grades') }
  if (known !== undefined && (known.course === null || known.attempt === null)) return <NotTaught back={back} />
  const name = known?.attempt?.personName ?? ''
  return (
    <CourseMediaProvider courseId={courseId}>
      <PageHeader title={name} windowTitle={name === '' ? t('teach.grades') : name} back={back} />
      {known === undefined || known.course === null || known.attempt === null || more === undefined ? (
        <ScreenSkeleton label={t('app.loading')} />
      ) : (
        <div className={forms['form']}>
          <p className={forms['soft']}>{more.unit?.title}</p>
          {book !== undefined && book.waiting.count > 0 && (
            <NextWork
              courseId={courseId}
              count={book.waiting.count - Number(book.waiting.first.some((work) => work.attemptId === attemptId))}
              next={next}
            />
          )}
          <Evidence attempt={known.attempt} unit={more.unit} />
          <GradeForm
            key={attemptId}
            attempt={known.attempt}
            unit={more.unit}
            questions={questionsAsAnswered(asked, more.questions)}
            speech={speechOf(known.course)}
            onNext={
              next === undefined
                ? undefined
                : () => navigate(addresses.teachGrading(courseId, next.attemptId), { replace: true })
            }
          />
        </div>
      )}
    </CourseMediaProvider>
  )
}
