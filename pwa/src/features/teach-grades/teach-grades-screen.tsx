import { useMemo, type ReactNode } from 'react'
import { shapes as table } from 'virtual:icon/table'
import { combineLatest } from 'rxjs'
import { useParams } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { ListRow } from '#parts/list-row.tsx'
import { NotTaught } from '#parts/not-taught.tsx'
import { Section } from '#parts/section.tsx'
import { CardList } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { ScreenSkeleton } from '#ui/skeleton.tsx'
import { AllGrades } from './all-grades.tsx'
import { WorkListView } from './work-list.tsx'

/** What waits for the instructor, what is unusual, and all grades: live, as work arrives. */
export const TeachGradesScreen = (): ReactNode => {
  const { t } = useMessages()
  const { courseId } = useParams<'/teach/:courseId/grades'>()
  const teaching = useTeaching()
  const learning = useLearning()
  const known = useObservable(
    () => combineLatest({ course: teaching.course(courseId), units: learning.units(courseId) }),
    [learning, teaching, courseId],
  )
  const book = useObservable(() => teaching.gradebook(courseId), [teaching, courseId])
  const titles = useMemo(() => new Map(known?.units.map(({ id, title }) => [id, title])), [known])
  if (known?.course === null) return <NotTaught back={{ href: addresses.teach, label: t('nav.teach') }} />
  const quizzes = known?.units.filter(({ quiz }) => quiz !== undefined && quiz.questionIds.length > 0) ?? []
  return (
    <>
      <PageHeader
        title={t('teach.grades')}
        back={{ href: addresses.teachCourse(courseId), label: known?.course?.document.title ?? t('nav.teach') }}
      />
      {(known === undefined || book === undefined) && <ScreenSkeleton label={t('app.loading')} />}
      {known !== undefined && book !== undefined && book.rows.length === 0 && (
        <EmptyState icon={table} title={t('teach.grades-empty')}>
          {t('teach.grades-empty-text')}
        </EmptyState>
      )}
      {known !== undefined && book !== undefined && book.rows.length > 0 && (
        <div className={forms['form']}>
          {book.waiting.count > 0 && (
            <Section title={t('teach.waiting', { count: book.waiting.count })}>
              <WorkListView courseId={courseId} work={book.waiting} titles={titles} kind="waiting" />
            </Section>
          )}
          {/* What was decided can be looked at and taken back. */}
          {book.unusual.count + book.decided.count > 0 && (
            <Section
              title={t('teach.unusual', { count: book.unusual.count })}
              more={{ href: addresses.teachExceptions(courseId), label: t('exceptions.go') }}
            >
              <p className={forms['soft']}>
                {book.unusual.count === 0 ? t('exceptions.none-text') : t('teach.unusual-text')}
              </p>
              <WorkListView courseId={courseId} work={book.unusual} titles={titles} kind="unusual" />
            </Section>
          )}
          <Section title={t('teach.all-grades')}>
            <AllGrades courseId={courseId} book={book} />
          </Section>
          {quizzes.length > 0 && (
            <Section title={t('analysis.quizzes')}>
              <CardList>
                {quizzes.map(({ id, title }) => (
                  <ListRow key={id} href={addresses.teachAnalysis(courseId, id)} title={title} />
                ))}
              </CardList>
            </Section>
          )}
        </div>
      )}
    </>
  )
}
