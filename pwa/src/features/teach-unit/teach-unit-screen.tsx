import type { ReactNode } from 'react'
import { combineLatest } from 'rxjs'
import { useParams } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import { NotTaught } from '#parts/not-taught.tsx'
import { TeachMediaProvider } from '#parts/teach-media-provider.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { ScreenSkeleton } from '#ui/skeleton.tsx'
import { UnitClash } from './unit-clash.tsx'
import { UnitEditor } from './unit-editor.tsx'

/** A part of a course as its teachers write it. */
export const TeachUnitScreen = (): ReactNode => {
  const { t } = useMessages()
  const { courseId, unitId } = useParams<'/teach/:courseId/units/:unitId'>()
  const teaching = useTeaching()
  const learning = useLearning()
  const known = useObservable(
    () => combineLatest({ course: learning.course(courseId), edited: teaching.unit(unitId) }),
    [learning, teaching, courseId, unitId],
  )
  const back = { href: addresses.teachCourse(courseId), label: known?.course?.title ?? t('nav.teach') }
  if (known !== undefined && (known.course === null || known.edited === null)) return <NotTaught back={back} />
  const unit = known?.edited?.document
  return (
    <TeachMediaProvider courseId={courseId}>
      <PageHeader title={unit?.title ?? ''} windowTitle={unit?.title ?? t('nav.teach')} back={back} />
      {known?.course === undefined || known.course === null || known.edited === null || unit === undefined ? (
        <ScreenSkeleton label={t('app.loading')} />
      ) : known.edited.theirs !== undefined ? (
        <UnitClash courseId={courseId} mine={unit} theirs={known.edited.theirs} />
      ) : (
        <UnitEditor key={unitId} course={known.course} unit={unit} />
      )}
    </TeachMediaProvider>
  )
}
