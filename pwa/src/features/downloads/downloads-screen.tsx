import type { ReactNode } from 'react'
import { combineLatest, map } from 'rxjs'
import { shapes as download } from 'virtual:icon/circle-arrow-down'
import { Link } from 'wouter'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import { addresses } from '#app/addresses.ts'
import { useServices } from '#app/app-context.ts'
import type { CourseDownload, Downloads } from '#app/services.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useCurrent, useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { CoverOf } from '#parts/cover-of.tsx'
import { downloadShare, downloadWords } from '#parts/download-words.ts'
import { RemoveDownload } from '#parts/remove-download.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { ProgressBar } from '#ui/progress.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { useToast } from '#ui/toast.tsx'
import styles from './downloads.module.css'
import { StorageUsed } from './storage-used.tsx'

/** What is kept on this device, how far it is, what it takes, and how to free it. */
export const DownloadsScreen = (): ReactNode => {
  const { t } = useMessages()
  const learning = useLearning()
  const entries = useObservable(
    () =>
      combineLatest([learning.downloads.all(), learning.myCourses()]).pipe(
        map(([downloads, courses]) =>
          downloads
            .filter(({ state }) => state !== 'none')
            .map((known) => ({ download: known, course: courses.find(({ id }) => id === known.courseId) })),
        ),
      ),
    [learning],
  )
  return (
    <>
      <PageHeader title={t('downloads.title')} back={{ href: addresses.me, label: t('nav.me') }} />
      <div className={styles['downloads']}>
        <StorageUsed trigger={entries} />
        {entries === undefined ? (
          <Skeleton lines={2} shape="card" />
        ) : entries.length === 0 ? (
          <EmptyState
            icon={download}
            title={t('downloads.empty-title')}
            action={
              <LinkButton kind="primary" href={addresses.courses}>
                {t('first-steps.find')}
              </LinkButton>
            }
          >
            {t('downloads.empty-text')}
          </EmptyState>
        ) : (
          entries.map(({ download: known, course }) => (
            <DownloadCard key={known.courseId} download={known} course={course} />
          ))
        )}
      </div>
    </>
  )
}

const DownloadCard = ({
  download: known,
  course,
}: {
  readonly download: CourseDownload
  /** Undefined when the person has left it: its files are still here. */
  readonly course: Course | undefined
}): ReactNode => {
  const messages = useMessages()
  const { t, tOf, bytes } = messages
  const { downloads } = useLearning()
  const isOnline = useCurrent(useServices().connectivity.isOnline$) ?? true
  const toast = useToast()
  const { courseId, state, withVideo } = known
  const title = course?.title ?? t('downloads.left-course')
  const run = (work: ReturnType<Downloads['start']>): void =>
    void work.then(
      (outcome) => {
        if (!outcome.ok) toast({ text: tOf(outcome.messageId) })
      },
      () => toast({ text: t('error.internal') }),
    )
  const isPausable = state === 'running'
  const isStartable = !isPausable && state !== 'ready'
  return (
    <Card as="article" className={styles['card']} aria-label={title}>
      <span className={styles['cover']}>
        <CoverOf course={course ?? { id: courseId }} shape="square" />
      </span>
      <div className={styles['text']}>
        <h2 className={styles['title']}>
          {course === undefined ? title : <Link href={addresses.course(courseId)}>{title}</Link>}
        </h2>
        {state !== 'ready' && (
          <ProgressBar
            value={downloadShare(known)}
            label={t('download.progress', { course: title })}
            isPaused={state !== 'running'}
          />
        )}
        <p className={styles['soft']}>
          {downloadWords(known, messages)}
          {state === 'ready' && ` · ${bytes(known.bytesDone)}`}
        </p>
      </div>
      <div className={styles['actions']}>
        {isPausable && <Button onClick={() => void downloads.pause(courseId)}>{t('download.pause')}</Button>}
        {isStartable && (
          <Button disabled={!isOnline} onClick={() => run(downloads.start(courseId, { withVideo }))}>
            {t(state === 'update-available' ? 'downloads.update' : 'downloads.resume')}
          </Button>
        )}
        <RemoveDownload courseId={courseId} title={title} bytesDone={known.bytesDone} />
      </div>
    </Card>
  )
}
