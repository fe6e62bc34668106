import { useEffect, useState, type ReactNode } from 'react'
import { shapes as alert } from 'virtual:icon/circle-alert'
import { shapes as signal } from 'virtual:icon/signal'
import { shapes as cloudOff } from 'virtual:icon/cloud-off'
import { shapes as hardDrive } from 'virtual:icon/hard-drive'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { CourseDownload, Downloads } from '#app/services.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { downloadShare, downloadWords } from '#parts/download-words.ts'
import { RemoveDownload } from '#parts/remove-download.tsx'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { Switch } from '#ui/checkbox.tsx'
import { ProgressBar } from '#ui/progress.tsx'
import { Sheet } from '#ui/sheet.tsx'
import styles from './course.module.css'

type Plan = Awaited<ReturnType<Downloads['plan']>>

/** Before the tap: what it holds, what it costs, on which link, and whether there is room. After it: how far it is. */
export const DownloadSheet = ({
  course,
  download,
  isOnline,
  isOpen,
  onClose,
}: {
  readonly course: Course
  readonly download: CourseDownload
  readonly isOnline: boolean
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactNode => {
  const messages = useMessages()
  const { t, tOf, bytes } = messages
  const { downloads, person } = useLearning()
  const dataSaver = useObservable(person, [person])?.settings.dataSaver === true
  const [chosenVideo, setChosenVideo] = useState<boolean | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const isBegun = download.state !== 'none'
  const plans = usePlans(course.id, isOpen, download.state)
  // A data saver on a metered link starts without videos; the person may still take them.
  const withVideo = chosenVideo ?? (isBegun ? download.withVideo : !(dataSaver && plans?.with.isMetered === true))
  const plan = withVideo ? plans?.with : plans?.without
  const isTooLarge = plan !== undefined && plan.freeBytes !== null && plan.bytes > plan.freeBytes
  const isComplete = download.state === 'ready' && withVideo === download.withVideo
  const start = (): void => {
    setProblem(null)
    void downloads.start(course.id, { withVideo }).then(
      (outcome) => {
        if (!outcome.ok) setProblem(outcome.messageId)
      },
      () => setProblem('error.internal'),
    )
  }

  return (
    <Sheet
      isOpen={isOpen}
      onClose={onClose}
      title={t(download.state === 'ready' ? 'download.title-ready' : 'download.title')}
      closeLabel={t('action.close')}
      footer={
        download.state === 'running' ? (
          <>
            <Button onClick={() => void downloads.pause(course.id)}>{t('download.pause')}</Button>
            <Button kind="primary" onClick={onClose}>
              {t('download.go-on-reading')}
            </Button>
          </>
        ) : isComplete ? (
          <Button kind="primary" onClick={onClose}>
            {t('action.done')}
          </Button>
        ) : (
          <Button kind="primary" isWide isBusy={plan === undefined} disabled={isTooLarge || !isOnline} onClick={start}>
            {t(
              isBegun
                ? `download.resume-${download.state === 'update-available' ? 'update' : 'rest'}`
                : 'download.start',
              {
                size: bytes(plan?.bytes ?? 0),
              },
            )}
          </Button>
        )
      }
    >
      {isBegun && (
        <div className={styles['share']} role="status">
          <ProgressBar
            value={downloadShare(download)}
            label={t('download.progress', { course: course.title })}
            isPaused={download.state !== 'running' && download.state !== 'ready'}
          />
          <p>{downloadWords(download, messages)}</p>
        </div>
      )}
      {problem !== null && (
        <Banner tone="problem" icon={alert}>
          {tOf(problem)}
        </Banner>
      )}
      <dl className={styles['contents']}>
        <div>
          <dt>{t('download.texts')}</dt>
          <dd>{t('course.unit-count', { count: course.contents.units })}</dd>
        </div>
        <div>
          <dt>{t('download.questions')}</dt>
          <dd>{messages.number(course.contents.questions)}</dd>
        </div>
        {plans !== undefined && plans.mediaBytes > 0 && (
          <div>
            <dt>{t('download.media')}</dt>
            <dd>{bytes(plans.mediaBytes)}</dd>
          </div>
        )}
      </dl>
      {plans !== undefined && plans.with.videoBytes > 0 && (
        <Switch
          label={t('download.with-video')}
          hint={t('download.with-video-hint', { size: bytes(plans.with.videoBytes) })}
          isChecked={withVideo}
          disabled={download.state === 'running'}
          onChange={setChosenVideo}
        />
      )}
      {plan !== undefined && download.state !== 'ready' && (
        <p className={styles['fact']}>
          {plan.freeBytes === null ? t('download.free-unknown') : t('download.free', { size: bytes(plan.freeBytes) })}
        </p>
      )}
      {isTooLarge && (
        <Banner tone="needs-you" icon={hardDrive} title={t('download.no-space-title')}>
          {t(withVideo && (plans?.with.videoBytes ?? 0) > 0 ? 'download.no-space-video' : 'download.no-space-text', {
            size: bytes((plan?.bytes ?? 0) - (plan?.freeBytes ?? 0)),
          })}
        </Banner>
      )}
      {plan?.isMetered === true && isOnline && download.state !== 'ready' && (
        <Banner icon={signal}>{t('download.metered', { size: bytes(plan.bytes) })}</Banner>
      )}
      {!isOnline && !isComplete && <Banner icon={cloudOff}>{t('download.offline')}</Banner>}
      {isBegun && <RemoveDownload courseId={course.id} title={course.title} bytesDone={download.bytesDone} />}
    </Sheet>
  )
}

/** With and without videos, asked anew when the sheet opens and when the download comes into another state. */
const usePlans = (
  courseId: string,
  isOpen: boolean,
  state: CourseDownload['state'],
): { readonly with: Plan; readonly without: Plan; readonly mediaBytes: number } | undefined => {
  const { downloads } = useLearning()
  const [plans, setPlans] = useState<{ readonly with: Plan; readonly without: Plan; readonly mediaBytes: number }>()
  const { files } = useLearning()
  const known = useObservable(() => files(courseId), [files, courseId])
  useEffect(() => {
    if (!isOpen) return undefined
    let isCurrent = true
    void Promise.all([
      downloads.plan(courseId, { withVideo: true }),
      downloads.plan(courseId, { withVideo: false }),
    ]).then(
      ([withVideo, without]) => {
        const mediaBytes = known?.filter(({ role }) => role !== 'video').reduce((sum, { bytes }) => sum + bytes, 0) ?? 0
        if (isCurrent) setPlans({ with: withVideo, without, mediaBytes })
      },
      () => undefined, // Without a plan there is nothing to start; opening the sheet again asks again.
    )
    return () => {
      isCurrent = false
    }
  }, [downloads, courseId, isOpen, state, known])
  return plans
}
