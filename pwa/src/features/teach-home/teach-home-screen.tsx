import { useState, type ReactNode } from 'react'
import { shapes as plus } from 'virtual:icon/plus'
import { shapes as teach } from 'virtual:icon/presentation'
import { shapes as upload } from 'virtual:icon/upload'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import { useLocation } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useObservable } from '#app/use-observable.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import { CourseState } from '#parts/course-state.tsx'
import { CoverOf } from '#parts/cover-of.tsx'
import forms from '#parts/form.module.css'
import { ListRow } from '#parts/list-row.tsx'
import { Section } from '#parts/section.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { CardList } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { ScreenSkeleton } from '#ui/skeleton.tsx'
import { NewCourse } from './new-course.tsx'

const groups = ['draft', 'published', 'archived'] as const satisfies readonly Course['status'][]

/** The courses that a person teaches, by what has become of them, and the way to a new one. */
export const TeachHomeScreen = (): ReactNode => {
  const { t } = useMessages()
  const teaching = useTeaching()
  const [, navigate] = useLocation()
  const [isMaking, setMaking] = useState(false)
  const courses = useObservable(() => teaching.courses(), [teaching])
  const newCourse = (
    <Button kind="primary" icon={plus} onClick={() => setMaking(true)}>
      {t('teach.new-course')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('nav.teach')}>{courses !== undefined && courses.length > 0 && newCourse}</PageHeader>
      {courses === undefined && <ScreenSkeleton label={t('app.loading')} />}
      {courses?.length === 0 && (
        <EmptyState icon={teach} title={t('teach.no-courses')} action={newCourse}>
          {t('teach.no-courses-text')}
        </EmptyState>
      )}
      <div className={forms['form']}>
        {groups.map((status) => {
          const some = courses?.filter((course) => course.status === status) ?? []
          return some.length === 0 ? null : (
            <Section key={status} title={t(`teach.group-${status}`)}>
              <CardList>
                {some.map((course) => (
                  <ListRow
                    key={course.id}
                    href={addresses.teachCourse(course.id)}
                    start={<CoverOf course={course} shape="square" />}
                    title={course.title}
                    sub={t('teach.units', { count: course.modules.flatMap(({ unitIds }) => unitIds).length })}
                    end={<CourseState status={course.status} />}
                  />
                ))}
              </CardList>
            </Section>
          )
        })}
        {courses !== undefined && (
          <div className={forms['actions']}>
            <LinkButton icon={upload} href={addresses.teachImport}>
              {t('teach.import')}
            </LinkButton>
          </div>
        )}
      </div>
      <NewCourse
        isOpen={isMaking}
        onClose={() => setMaking(false)}
        onMade={(id) => navigate(addresses.teachCourse(id))}
      />
    </>
  )
}
