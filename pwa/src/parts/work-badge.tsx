import type { ReactNode } from 'react'
import type { OutboxItem, WorkState } from '#app/services.ts'
import { useNow } from '#app/app-context.ts'
import { useMessages } from '#i18n/messages.tsx'
import { StateBadge } from '#ui/state-badge.tsx'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'

/** Where a piece of work is, in the grammar of states: "Received 14:02", "8 of 10". */
export const WorkBadge = ({ item }: { readonly item: Pick<OutboxItem, 'state' | 'since' | 'attempt'> }): ReactNode => {
  const { t, moment } = useMessages()
  const now = useNow()
  const { state, since, attempt } = item
  if (state === 'received')
    return <StateBadge state="received">{t('state.received-at', { time: moment(since, now) })}</StateBadge>
  if (state === 'graded' && attempt?.grade !== undefined) return <GradeBadge {...attempt.grade} />
  return <StateBadge state={state} />
}

/** "8 of 10" */
export const GradeBadge = ({ earned, points }: { readonly earned: number; readonly points: number }): ReactNode => {
  const { t } = useMessages()
  const rounded = Math.round(earned * 100) / 100
  return <StateBadge state="graded">{t('state.grade', { earned: rounded, points })}</StateBadge>
}

/** The state of a handed-in attempt that the outbox doesn't tell of, as on a course's outline. */
export const workStateOf = (attempt: Attempt): WorkState =>
  attempt.grade !== undefined && !attempt.grade.pending
    ? 'graded'
    : attempt.receipt === undefined
      ? 'on-this-phone'
      : 'received'
