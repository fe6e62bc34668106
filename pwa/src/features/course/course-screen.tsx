import { useState, type ReactNode } from 'react'
import { NEVER } from 'rxjs'
import { shapes as medal } from 'virtual:icon/medal'
import { shapes as discussionIcon } from 'virtual:icon/messages-square'
import { shapes as notesIcon } from 'virtual:icon/notebook-pen'
import { shapes as searchX } from 'virtual:icon/search-x'
import { useParams, useSearch } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useServices } from '#app/app-context.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useCurrent, useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { CoverOf } from '#parts/cover-of.tsx'
import { courseProgress, doneCount, unitsInOrder, unitToContinue } from '#parts/course-outline.ts'
import { FirstSync } from '#parts/first-sync.tsx'
import { ListRow } from '#parts/list-row.tsx'
import { LinkButton } from '#ui/button.tsx'
import { CardList } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { ProgressBar } from '#ui/progress.tsx'
import { ScreenSkeleton } from '#ui/skeleton.tsx'
import { CourseActions } from './course-actions.tsx'
import styles from './course.module.css'
import { DownloadSheet } from './download-sheet.tsx'
import { EnrolmentNotice } from './enrolment-notice.tsx'
import { enrolmentStance } from './enrolment-stance.ts'
import { LeaveCourse } from './leave-course.tsx'
import { Outline } from './outline.tsx'

/** A course: what it is, its outline, and the way into it. */
export const CourseScreen = (): ReactNode => {
  const messages = useMessages()
  const { t, minutes, bytes, languageName, percent } = messages
  const { courseId } = useParams<'/courses/:courseId'>()
  const invitation = new URLSearchParams(useSearch()).get('invitation')
  const learning = useLearning()
  const isOnline = useCurrent(useServices().connectivity.isOnline$) ?? true
  const course = useObservable(() => learning.course(courseId), [learning, courseId])
  const enrolment = useObservable(() => learning.enrolment(courseId), [learning, courseId])
  const units = useObservable(() => learning.units(courseId), [learning, courseId])
  const progress = useObservable(() => learning.progress(courseId), [learning, courseId])
  const download = useObservable(() => learning.downloads.of(courseId), [learning, courseId])
  const isFirstSyncDone = useObservable(() => learning.sync.isFirstSyncDone$ ?? NEVER, [learning])
  const [isSheetOpen, setSheetOpen] = useState(false)
  const back = { href: addresses.courses, label: t('nav.courses') }

  if (course === null)
    return (
      <>
        <PageHeader title={t('course.title')} back={back} />
        {isFirstSyncDone === false ? (
          <FirstSync isOnline={isOnline} />
        ) : (
          <EmptyState
            icon={searchX}
            title={t('course.gone-title')}
            action={
              <LinkButton kind="primary" href={addresses.courses}>
                {t('course.see-others')}
              </LinkButton>
            }
          >
            {t(isOnline ? 'course.gone-text' : 'course.gone-offline-text')}
          </EmptyState>
        )}
      </>
    )
  if (course === undefined || enrolment === undefined || units === undefined || progress === undefined)
    return (
      <>
        <PageHeader title="" windowTitle={t('course.title')} back={back} />
        <ScreenSkeleton label={t('app.loading')} />
      </>
    )

  const ordered = unitsInOrder(course, units)
  const share = courseProgress(ordered, progress)
  const stance = enrolmentStance(course, enrolment, invitation)
  const isIn = stance === 'in' || stance === 'leaving'
  const isStaff = course.instructorId === learning.personId || course.staffIds.includes(learning.personId)
  const facts = [
    t(`level.${course.level}`),
    languageName(course.language),
    ...(course.minutes > 0 ? [minutes(course.minutes)] : []),
    t('course.unit-count', { count: course.contents.units }),
    ...(course.contents.bytes > 0 ? [bytes(course.contents.bytes)] : []),
  ]
  return (
    <article className={styles['course']}>
      <div className={styles['cover']}>
        <CoverOf course={course} />
      </div>
      <div className={styles['intro']}>
        <PageHeader title={course.title} back={back} />
        <p className={styles['teacher']}>{t('course.by', { name: course.instructorName })}</p>
        <ul className={styles['facts']}>
          {facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
        {isIn && ordered.length > 0 && (
          <div className={styles['share']}>
            <ProgressBar value={share} label={t('home.progress-of', { course: course.title })} />
            <p>
              {t('course.progress', {
                share: percent(share),
                done: doneCount(ordered, progress),
                total: ordered.length,
              })}
            </p>
          </div>
        )}
        <EnrolmentNotice stance={stance} enrolment={enrolment} isOnline={isOnline} courseId={courseId} />
        {course.description !== '' && (
          <p dir="auto" className={styles['description']}>
            {course.description}
          </p>
        )}
      </div>
      <CourseActions
        course={course}
        stance={stance}
        invitation={invitation}
        isOnline={isOnline}
        goOn={unitToContinue(ordered, progress)}
        hasBegun={progress.length > 0}
        download={download}
        onDownload={() => setSheetOpen(true)}
      />
      <Outline
        course={course}
        units={ordered}
        progress={progress}
        enrolment={enrolment}
        isIn={isIn}
        isOnline={isOnline}
      />
      {(isIn || isStaff) && (
        <CardList>
          {enrolment?.certificateId !== undefined && (
            <ListRow
              href={addresses.certificate(enrolment.certificateId)}
              icon={medal}
              title={t('course.certificate')}
            />
          )}
          <ListRow href={addresses.discussion(courseId)} icon={discussionIcon} title={t('discussion.title')} />
          <ListRow href={addresses.notesOf(courseId)} icon={notesIcon} title={t('notes.title')} />
        </CardList>
      )}
      {stance === 'in' && <LeaveCourse course={course} />}
      {download !== undefined && (
        <DownloadSheet
          course={course}
          download={download}
          isOnline={isOnline}
          isOpen={isSheetOpen}
          onClose={() => setSheetOpen(false)}
        />
      )}
    </article>
  )
}
