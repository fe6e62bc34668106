import type { ReactNode } from 'react'
import { shapes as arrowRight } from 'virtual:icon/arrow-right'
import { shapes as arrowLeft } from 'virtual:icon/arrow-left'
import { shapes as check } from 'virtual:icon/circle-check'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { Link } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useMessages } from '#i18n/messages.tsx'
import { unitIcons } from './unit-icons.ts'
import { LinkButton } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import styles from './unit-end.module.css'
import type { UnitWay } from './use-unit-way.ts'

/** At the end of a part: whether it counts as done, and the way on. */
export const UnitEnd = ({
  unit,
  way,
  isDone,
  isQuiet = false,
}: {
  readonly unit: Unit
  readonly way: UnitWay
  readonly isDone: boolean
  /** The screen's main action is another one. */
  readonly isQuiet?: boolean
}): ReactNode => {
  const { t, minutes } = useMessages()
  const { previous, next } = way
  return (
    <footer className={styles['end']}>
      <p role="status" className={styles['done']} data-done={isDone}>
        {isDone && (
          <>
            <Icon shapes={check} />
            <span>{t('reader.done', { kind: unit.kind })}</span>
          </>
        )}
      </p>
      {next === undefined ? (
        <div className={styles['last']}>
          <p className={styles['title']}>{t('reader.last')}</p>
          <LinkButton kind={isQuiet ? 'secondary' : 'primary'} href={addresses.course(unit.courseId)}>
            {t('reader.to-course')}
          </LinkButton>
        </div>
      ) : (
        <Link href={addresses.unit(next.courseId, next.id)} className={styles['next']} data-quiet={isQuiet}>
          <Icon shapes={unitIcons[next.kind]} className={styles['kind']} />
          <span className={styles['words']}>
            <span className={styles['soft']}>{t('reader.next')}</span>
            <span className={styles['title']}>{next.title}</span>
            {next.minutes > 0 && <span className={styles['soft']}>{minutes(next.minutes)}</span>}
          </span>
          <Icon shapes={arrowRight} isDirectional />
        </Link>
      )}
      {previous !== undefined && (
        <Link href={addresses.unit(previous.courseId, previous.id)} className={styles['previous']}>
          <Icon shapes={arrowLeft} isDirectional />
          <span>{t('reader.previous-named', { title: previous.title })}</span>
        </Link>
      )}
    </footer>
  )
}
