import { memo, type ReactNode } from 'react'
import { addresses } from '#app/addresses.ts'
import { useNow } from '#app/app-context.ts'
import type { ListedWork, WorkList } from '#app/gradebook.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { ListRow } from '#parts/list-row.tsx'
import { CardList } from '#ui/card.tsx'
import { StateBadge } from '#ui/state-badge.tsx'

/** Rows at most; whoever has graded those gets the next. */
const MOST = 20

/** Work that waits for the instructor, the oldest first. */
export const WorkListView = memo(
  ({
    courseId,
    work,
    titles,
    kind,
  }: {
    readonly courseId: string
    readonly work: WorkList
    /** By unit. */
    readonly titles: ReadonlyMap<string, string>
    readonly kind: 'waiting' | 'unusual'
  }): ReactNode => {
    const { t, moment } = useMessages()
    const now = useNow()
    const badge = ({ marks }: ListedWork): ReactNode =>
      kind === 'waiting' ? (
        <StateBadge state="received">{t('teach.to-grade')}</StateBadge>
      ) : (
        <StateBadge state="needs-you">{marks.map((mark) => t(`teach.mark-short-${mark}`)).join(', ')}</StateBadge>
      )
    return (
      <>
        <CardList>
          {work.first.slice(0, MOST).map((one) => (
            <ListRow
              key={one.attemptId}
              href={addresses.teachGrading(courseId, one.attemptId)}
              title={one.personName}
              sub={[
                titles.get(one.unitId) ?? '',
                ...(one.receivedAt === undefined ? [] : [moment(one.receivedAt, now)]),
              ].join(' · ')}
              end={badge(one)}
            />
          ))}
        </CardList>
        {work.count > MOST && <p className={forms['soft']}>{t('grades.more-wait', { count: work.count - MOST })}</p>}
      </>
    )
  },
)
