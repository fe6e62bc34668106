import type { ReactNode } from 'react'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { addresses } from '#app/addresses.ts'
import { useNow } from '#app/app-context.ts'
import { useMessages } from '#i18n/messages.tsx'
import { countingGrade } from '#parts/course-outline.ts'
import { ListRow } from '#parts/list-row.tsx'
import { Section } from '#parts/section.tsx'
import { useAttemptWork } from '#parts/use-attempt-work.ts'
import { WorkBadge } from '#parts/work-badge.tsx'
import { CardList } from '#ui/card.tsx'
import styles from './quiz.module.css'

/** What was handed in before: where it is, and how it was graded. */
export const EarlierAttempts = ({
  unit,
  attempts,
}: {
  readonly unit: Unit
  /** Newest first. */
  readonly attempts: readonly Attempt[]
}): ReactNode => {
  const { t } = useMessages()
  const counting = attempts.length > 1 && unit.quiz?.mode === 'graded' ? countingGrade(unit, attempts) : undefined
  return (
    <Section title={t('quiz.earlier')}>
      <CardList>
        {attempts.map((attempt, index) => (
          <Row key={attempt.id} attempt={attempt} number={attempts.length - index} />
        ))}
      </CardList>
      {counting !== undefined && (
        <p className={styles['more']}>
          {t('quiz.counting', {
            earned: Math.round(counting.earned * 100) / 100,
            points: counting.points,
          })}
        </p>
      )}
    </Section>
  )
}

const Row = ({ attempt, number }: { readonly attempt: Attempt; readonly number: number }): ReactNode => {
  const { t, moment, minutes } = useMessages()
  const now = useNow()
  const work = useAttemptWork(attempt)
  return (
    <ListRow
      href={addresses.attempt(attempt.courseId, attempt.unitId, attempt.id)}
      title={t('quiz.attempt', { number })}
      sub={[
        moment(attempt.handedInAt ?? attempt.startedAt, now),
        minutes(Math.max(1, Math.round(attempt.secondsUsed / 60))),
        ...(attempt.marks ?? []).slice(0, 1).map((mark) => t(`mark.${mark}`)),
      ].join(' · ')}
      end={<WorkBadge item={work} />}
    />
  )
}
