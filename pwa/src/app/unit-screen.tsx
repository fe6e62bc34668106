import { useMemo, type ReactNode } from 'react'
import { combineLatest } from 'rxjs'
import { shapes as pencil } from 'virtual:icon/pencil-line'
import { useParams } from 'wouter'
import { useMessages } from '#i18n/messages.tsx'
import { Banner } from '#ui/banner.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { ScreenSkeleton } from '#ui/skeleton.tsx'
import { addresses } from './addresses.ts'
import { unitAbsent, unitScreens } from './unit-screens.ts'
import { useLearning } from './use-learning.tsx'
import { useObservable } from './use-observable.ts'

/** A unit at its address: opened by what it is, or said in words why it can't be. */
export const UnitScreen = (): ReactNode => {
  const { t } = useMessages()
  const { courseId, unitId } = useParams<'/courses/:courseId/units/:unitId'>()
  const learning = useLearning()
  const known = useObservable(
    () => combineLatest([learning.course(courseId), learning.unit(unitId)]),
    [learning, courseId, unitId],
  )
  const back = useMemo(
    () => ({ href: addresses.course(courseId), label: known?.[0]?.title ?? t('course.title') }),
    [courseId, known, t],
  )
  if (known === undefined)
    return (
      <>
        <PageHeader title="" windowTitle={t('reader.unit')} back={back} />
        <ScreenSkeleton label={t('app.loading')} />
      </>
    )
  const [course, unit] = known
  const isStaff =
    course !== null && (course.instructorId === learning.personId || course.staffIds.includes(learning.personId))
  if (course === null || unit === null || (unit.status === 'draft' && !isStaff))
    return (
      <>
        <PageHeader title="" windowTitle={unit?.title ?? t('reader.unit')} back={back} />
        <unitAbsent.Screen courseId={courseId} course={course} isDraft={unit?.status === 'draft'} />
      </>
    )
  const { Screen } = unitScreens[unit.kind]
  return (
    <>
      {unit.status === 'draft' && <Banner icon={pencil}>{t('reader.draft-for-staff')}</Banner>}
      <Screen key={unit.id} unit={unit} course={course} />
    </>
  )
}
