import type { ReactNode } from 'react'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import { useMessages } from '#i18n/messages.tsx'

/** To its author: what is unusual of a hand-in, and what was decided about that. */
export const MarksTold = ({
  attempt: { marks = [], decision },
  className,
  softClassName,
}: {
  readonly attempt: Attempt
  readonly className: string | undefined
  readonly softClassName: string | undefined
}): ReactNode => {
  const { t, number } = useMessages()
  if (marks.length === 0) return null
  return (
    <div className={className}>
      {marks.map((mark) => (
        <p key={mark}>{t(`mark.${mark}`)}</p>
      ))}
      <p className={softClassName}>
        {decision?.penaltyPercent !== undefined
          ? t('work.marks-less', { percent: number(decision.penaltyPercent) })
          : t(decision === undefined ? 'work.marks-open' : `work.marks-${decision.verdict}`)}
      </p>
      {decision?.comment !== undefined && <blockquote>{decision.comment}</blockquote>}
    </div>
  )
}
