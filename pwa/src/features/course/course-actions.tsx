import { useState, type ReactNode } from 'react'
import { shapes as arrowRight } from 'virtual:icon/arrow-right'
import { shapes as done } from 'virtual:icon/circle-check'
import { shapes as download } from 'virtual:icon/circle-arrow-down'
import { shapes as pause } from 'virtual:icon/circle-pause'
import { shapes as refresh } from 'virtual:icon/refresh-cw'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { addresses } from '#app/addresses.ts'
import type { CourseDownload } from '#app/services.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useMessages } from '#i18n/messages.tsx'
import { downloadShare } from '#parts/download-words.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { useToast } from '#ui/toast.tsx'
import styles from './course.module.css'
import type { EnrolmentStance } from './enrolment-stance.ts'

const icons = {
  none: download,
  running: pause,
  paused: download,
  interrupted: download,
  'no-space': download,
  ready: done,
  'update-available': refresh,
} as const satisfies Readonly<Record<CourseDownload['state'], unknown>>

/** The main action, within the thumb's reach, and the download beside it. */
export const CourseActions = ({
  course,
  stance,
  invitation,
  isOnline,
  goOn,
  hasBegun,
  download: known,
  onDownload,
}: {
  readonly course: Course
  readonly stance: EnrolmentStance
  readonly invitation: string | null
  readonly isOnline: boolean
  readonly goOn: Unit | undefined
  readonly hasBegun: boolean
  readonly download: CourseDownload | undefined
  readonly onDownload: () => void
}): ReactNode => {
  const { t, bytes, percent } = useMessages()
  const learning = useLearning()
  const toast = useToast()
  const [isBusy, setBusy] = useState(false)
  const enrol = async (): Promise<void> => {
    setBusy(true)
    try {
      await learning.enrol(course.id, invitation ?? undefined)
      toast({
        text: t(isOnline ? 'course.enrol-sent' : 'course.enrol-kept'),
        undo: { label: t('action.undo'), run: () => void learning.leaveCourse(course.id) },
      })
    } finally {
      setBusy(false)
    }
  }
  const isIn = stance === 'in' || stance === 'leaving'
  if (stance !== 'out' && !isIn) return null
  return (
    <div className={styles['actions']}>
      {stance === 'out' && (
        <>
          <Button kind="primary" isWide isBusy={isBusy} onClick={() => void enrol()}>
            {t('course.enrol')}
          </Button>
          {!isOnline && <p className={styles['actionNote']}>{t('course.enrol-offline')}</p>}
        </>
      )}
      {isIn && goOn !== undefined && (
        <LinkButton
          kind="primary"
          isWide
          href={addresses.unit(course.id, goOn.id)}
          icon={arrowRight}
          isIconDirectional
          isIconLast
        >
          {t(hasBegun ? 'home.continue' : 'home.start')}
        </LinkButton>
      )}
      {isIn && known !== undefined && (
        <Button icon={icons[known.state]} isWide onClick={onDownload}>
          {known.state === 'running' || known.state === 'paused' || known.state === 'interrupted'
            ? t(`course.download-${known.state}`, { share: percent(downloadShare(known)) })
            : t(`course.download-${known.state}`, {
                size: bytes(known.state === 'update-available' ? known.bytesTotal - known.bytesDone : known.bytesTotal),
              })}
        </Button>
      )}
    </div>
  )
}
