import type { ReactNode } from 'react'
import { shapes as arrowRight } from 'virtual:icon/arrow-right'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { addresses } from '#app/addresses.ts'
import { useMessages } from '#i18n/messages.tsx'
import { CoverOf } from '#parts/cover-of.tsx'
import { LinkButton } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { ProgressBar } from '#ui/progress.tsx'
import styles from './home.module.css'

/** The one thing to do next. */
export const ContinueCard = ({
  course,
  unit,
  share,
}: {
  readonly course: Course
  readonly unit: Unit
  readonly share: number
}): ReactNode => {
  const { t, percent, minutes } = useMessages()
  return (
    <Card as="section" className={styles['continue']} aria-label={t('home.continue-label')}>
      <div className={styles['continueCover']}>
        <CoverOf course={course} />
      </div>
      <div className={styles['continueBody']}>
        <p className={styles['eyebrow']}>
          <bdi>{course.title}</bdi>
        </p>
        <h2 className={styles['continueTitle']}>
          <bdi>{unit.title}</bdi>
        </h2>
        {share > 0 ? (
          <div className={styles['continueShare']}>
            <ProgressBar value={share} label={unit.title} />
            <p>{t(`home.left-at-${unit.kind}`, { share: percent(share) })}</p>
          </div>
        ) : (
          <p className={styles['soft']}>{t(`home.next-${unit.kind}`, { time: minutes(unit.minutes) })}</p>
        )}
        <LinkButton
          kind="primary"
          href={addresses.unit(course.id, unit.id)}
          icon={arrowRight}
          isIconDirectional
          isIconLast
          isWide
        >
          {t(share > 0 ? 'home.continue' : 'home.start')}
        </LinkButton>
      </div>
    </Card>
  )
}
