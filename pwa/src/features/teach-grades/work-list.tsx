import { memo, useState, type ReactNode } from 'react'
import { addresses } from '#app/addresses.ts'
import { useNow } from '#app/app-context.ts'
import type { ListedWork, WorkList } from '#app/gradebook.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { ListRow } from '#parts/list-row.tsx'
import { Button } from '#ui/button.tsx'
import { CardList } from '#ui/card.tsx'
import { StateBadge } from '#ui/state-badge.tsx'

/** Rows at first: whoever opens one goes on from there to the next. */
const FEW = 5
/** Rows at most; they are as many as a person does at one sitting. */
const MANY = 100

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
    const [isWhole, setWhole] = useState(false)
    const shown = work.first.slice(0, isWhole ? MANY : FEW)
    const badge = ({ marks }: ListedWork): ReactNode =>
      kind === 'waiting' ? (
        <StateBadge state="received">{t('teach.to-grade')}</StateBadge>
      ) : (
        <StateBadge state="needs-you">{marks.map((mark) => t(`teach.mark-short-${mark}`)).join(', ')}</StateBadge>
      )
    return (
      <>
        <CardList>
          {shown.map((one) => (
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
        {work.count > shown.length &&
          (isWhole || work.first.length <= FEW ? (
            <p className={forms['soft']}>{t('grades.more-wait', { count: work.count - shown.length })}</p>
          ) : (
            <Button kind="quiet" onClick={() => setWhole(true)}>
              {t('grades.show-more', { count: work.count - shown.length })}
            </Button>
          ))}
      </>
    )
  },
)
