import type { ReactNode } from 'react'
import { shapes as hand } from 'virtual:icon/hand'
import { shapes as info } from 'virtual:icon/info'
import { shapes as smartphone } from 'virtual:icon/smartphone'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import { useNow } from '#app/app-context.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useMessages } from '#i18n/messages.tsx'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import type { EnrolmentStance } from './enrolment-stance.ts'

/** Where the wish to be in the course, or to leave it, is. */
export const EnrolmentNotice = ({
  stance,
  enrolment,
  isOnline,
  courseId,
}: {
  readonly stance: EnrolmentStance
  readonly enrolment: Enrolment | null
  readonly isOnline: boolean
  readonly courseId: string
}): ReactNode => {
  const { t, tOf, moment } = useMessages()
  const learning = useLearning()
  const now = useNow()
  const takeBack = <Button onClick={() => void learning.leaveCourse(courseId)}>{t('course.take-back')}</Button>
  switch (stance) {
    case 'wishing':
      return (
        <Banner
          icon={smartphone}
          title={t(isOnline ? 'course.wishing-title' : 'course.wishing-offline-title')}
          action={takeBack}
        >
          {t(isOnline ? 'course.wishing-text' : 'course.wishing-offline-text')}
        </Banner>
      )
    case 'refused':
      return (
        <Banner
          tone="needs-you"
          icon={hand}
          title={t('course.refused-title')}
          action={
            <>
              <Button onClick={() => void learning.enrol(courseId)}>{t('action.retry')}</Button>
              {takeBack}
            </>
          }
        >
          <p>{tOf(`error.${enrolment?.reason ?? 'course-closed'}`)}</p>
          {enrolment?.decidedAt !== undefined && (
            <p>{t('course.refused-at', { time: moment(enrolment.decidedAt, now) })}</p>
          )}
        </Banner>
      )
    case 'leaving':
      return (
        <Banner
          icon={smartphone}
          title={t('course.leaving-title')}
          action={<Button onClick={() => void learning.enrol(courseId)}>{t('course.stay')}</Button>}
        >
          {t('course.leaving-text')}
        </Banner>
      )
    case 'removed':
      return (
        <Banner icon={info} title={t('course.removed-title')}>
          {t('course.removed-text')}
        </Banner>
      )
    case 'invitation-needed':
      return <Banner icon={info}>{t('error.invitation-needed')}</Banner>
    case 'closed':
      return <Banner icon={info}>{t('error.course-closed')}</Banner>
    case 'in':
    case 'out':
      return null
  }
}
