import type { ReactNode } from 'react'
import { addresses } from '#app/addresses.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { shapes as smartphone } from 'virtual:icon/circle-arrow-down'
import { CoverOf } from '#parts/cover-of.tsx'
import { ListRow } from '#parts/list-row.tsx'
import { Section } from '#parts/section.tsx'
import { CardList } from '#ui/card.tsx'
import { Icon } from '#ui/icon.tsx'
import { ProgressRing } from '#ui/progress.tsx'
import { StateBadge } from '#ui/state-badge.tsx'
import styles from './home.module.css'
import type { HomeCourse } from './read-home.ts'

/** The courses that the person is in, wishes to be in, was refused, or was taken out of. */
export const MyCourses = ({ courses }: { readonly courses: readonly HomeCourse[] }): ReactNode => {
  const { t } = useMessages()
  const learning = useLearning()
  const downloads = useObservable(() => learning.downloads.all(), [learning])
  const isHere = (courseId: string): boolean =>
    downloads?.some(
      (download) =>
        download.courseId === courseId && (download.state === 'ready' || download.state === 'update-available'),
    ) === true
  return (
    <Section title={t('home.courses')} more={{ href: addresses.courses, label: t('home.find-more') }}>
      <CardList>
        {courses.map(({ course, enrolment, share, done, total }) => (
          <ListRow
            key={course.id}
            href={addresses.course(course.id)}
            start={<CoverOf course={course} shape="square" />}
            title={course.title}
            sub={
              enrolment.status === 'requested' ? (
                t('course.enrolment-requested-short')
              ) : enrolment.status === 'refused' ? (
                course.instructorName
              ) : enrolment.status === 'removed' ? (
                t('course.removed-title')
              ) : (
                <span className={styles['counts']}>
                  {t('home.parts-done', { done, total })}
                  {isHere(course.id) && (
                    <span className={styles['here']}>
                      <Icon shapes={smartphone} size="s" />
                      {t('download.ready-short')}
                    </span>
                  )}
                </span>
              )
            }
            end={
              enrolment.status === 'requested' ? (
                <StateBadge state="on-this-phone" />
              ) : enrolment.status === 'refused' ? (
                <StateBadge state="needs-you">{t('course.refused-short')}</StateBadge>
              ) : enrolment.status === 'removed' ? undefined : (
                <ProgressRing value={share} label={t('home.progress-of', { course: course.title })} />
              )
            }
          />
        ))}
      </CardList>
    </Section>
  )
}
