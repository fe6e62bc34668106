import type { ReactNode } from 'react'
import { shapes as cloudOff } from 'virtual:icon/cloud-off'
import { shapes as door } from 'virtual:icon/door-open'
import { shapes as hourglass } from 'virtual:icon/hourglass'
import { shapes as pencil } from 'virtual:icon/pencil-line'
import { shapes as searchX } from 'virtual:icon/search-x'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import { useMessages } from '#i18n/messages.tsx'
import { FirstSync } from '#parts/first-sync.tsx'
import { LinkButton } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { addresses } from './addresses.ts'
import { useServices } from './app-context.ts'
import type { UnitAbsentProps } from './unit-screens.ts'
import { useLearning } from './use-learning.tsx'
import { useCurrent, useObservable } from './use-observable.ts'

const icons = { draft: pencil, 'not-in': door, requested: hourglass, refused: door, offline: cloudOff, gone: searchX }

/** Why a unit isn't here, and what helps. */
export const UnitAbsent = ({ courseId, course, isDraft }: UnitAbsentProps): ReactNode => {
  const { t, tOf } = useMessages()
  const learning = useLearning()
  const isOnline = useCurrent(useServices().connectivity.isOnline$) ?? true
  const enrolment = useObservable(() => learning.enrolment(courseId), [learning, courseId])
  const isFirstSyncDone = useObservable(() => learning.sync.isFirstSyncDone$, [learning])
  if (enrolment === undefined || isFirstSyncDone === undefined) return null
  if (!isFirstSyncDone) return <FirstSync isOnline={isOnline} />
  const reason = absenceOf({ enrolment, isDraft, isCourseKnown: course !== null, isOnline })
  return (
    <EmptyState
      icon={icons[reason]}
      title={t(`reader.absent-${reason}-title`)}
      action={
        <LinkButton kind="primary" href={course === null ? addresses.courses : addresses.course(courseId)}>
          {t(course === null ? 'course.see-others' : 'reader.to-course')}
        </LinkButton>
      }
    >
      {reason === 'refused' && enrolment?.reason !== undefined
        ? tOf(`error.${enrolment.reason}`)
        : t(`reader.absent-${reason}-text`)}
    </EmptyState>
  )
}

const absenceOf = ({
  enrolment,
  isDraft,
  isCourseKnown,
  isOnline,
}: {
  readonly enrolment: Pick<Enrolment, 'status' | 'wish'> | null
  readonly isDraft: boolean
  readonly isCourseKnown: boolean
  readonly isOnline: boolean
}): keyof typeof icons => {
  if (isDraft) return 'draft'
  if (!isCourseKnown) return isOnline ? 'gone' : 'offline'
  switch (enrolment?.status) {
    case 'active':
    case 'completed':
      return isOnline ? 'gone' : 'offline'
    case 'requested':
      return 'requested'
    case 'refused':
      return 'refused'
    case 'left':
    case 'removed':
    case undefined:
      return 'not-in'
  }
}
