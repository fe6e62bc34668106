import type { ReactNode } from 'react'
import { useParams } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { ClashChoice } from '#parts/clash-choice.tsx'
import { differencesOf } from '#parts/differences-of.ts'
import { NotTaught } from '#parts/not-taught.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { ScreenSkeleton } from '#ui/skeleton.tsx'
import { CourseEditor } from './course-editor.tsx'

/** A course as its teachers write it: what it is, and its parts in order. */
export const TeachCourseScreen = (): ReactNode => {
  const { t } = useMessages()
  const { courseId } = useParams<'/teach/:courseId'>()
  const teaching = useTeaching()
  const edited = useObservable(() => teaching.course(courseId), [teaching, courseId])
  const back = { href: addresses.teach, label: t('nav.teach') }
  if (edited === null) return <NotTaught back={back} />
  return (
    <>
      <PageHeader
        title={edited?.document.title ?? ''}
        windowTitle={edited?.document.title ?? t('nav.teach')}
        back={back}
      />
      {edited === undefined ? (
        <ScreenSkeleton label={t('app.loading')} />
      ) : edited.theirs !== undefined ? (
        <ClashChoice
          collection="courses"
          id={edited.document.id}
          canKeepBoth={false}
          differences={differencesOf(edited.document, edited.theirs, [
            ['title', t('teach.title')],
            ['description', t('teach.description')],
            ['category', t('teach.category')],
            ['level', t('teach.level')],
            ['language', t('teach.language')],
            ['status', t('teach.status')],
            ['modules', t('teach.outline')],
            ['enrolment', t('teach.enrolment')],
            ['certificate', t('teach.certificate')],
          ])}
        />
      ) : (
        <CourseEditor key={courseId} course={edited.document} />
      )}
    </>
  )
}
