import type { ReactNode } from 'react'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Progress } from '@edutrack/shared-schema/collections/progress'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { Link } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useMessages } from '#i18n/messages.tsx'
import { unitProgress } from './course-outline.ts'
import { unitIcons } from './unit-icons.ts'
import { classes } from '#ui/classes.ts'
import { Icon } from '#ui/icon.tsx'
import { ProgressRing } from '#ui/progress.tsx'
import styles from './contents.module.css'
import type { UnitWay } from './use-unit-way.ts'

/** The course's modules and units, each with how far one is in it. */
export const Contents = ({
  course,
  unit,
  way,
  onLeave,
}: {
  readonly course: Course
  readonly unit: Unit
  readonly way: UnitWay
  readonly onLeave?: () => void
}): ReactNode => {
  const inModules = new Set(course.modules.flatMap(({ unitIds }) => unitIds))
  const groups = [
    ...course.modules.map(({ id, title, unitIds }) => ({
      id,
      title,
      units: way.units.filter((other) => unitIds.includes(other.id)),
    })),
    { id: 'others', title: '', units: way.units.filter(({ id }) => !inModules.has(id)) },
  ].filter(({ units }) => units.length > 0)
  return (
    <ol className={styles['modules']}>
      {groups.map(({ id, title, units }) => (
        <li key={id}>
          {title !== '' && <p className={styles['module']}>{title}</p>}
          <ol>
            {units.map((other) => (
              <Entry
                key={other.id}
                unit={other}
                progress={way.progressByUnit.get(other.id)}
                isHere={other.id === unit.id}
                {...(onLeave === undefined ? {} : { onLeave })}
              />
            ))}
          </ol>
        </li>
      ))}
    </ol>
  )
}

const Entry = ({
  unit,
  progress,
  isHere,
  onLeave,
}: {
  readonly unit: Unit
  readonly progress: Progress | undefined
  readonly isHere: boolean
  readonly onLeave?: () => void
}): ReactNode => {
  const { t, minutes } = useMessages()
  const value = unitProgress(progress)
  const kind = unit.kind === 'quiz' && unit.quiz?.mode === 'practice' ? 'practice' : unit.kind
  return (
    <li>
      <Link
        href={addresses.unit(unit.courseId, unit.id)}
        aria-current={isHere ? 'page' : undefined}
        className={classes(styles['entry'], isHere && styles['here'])}
        {...(onLeave === undefined ? {} : { onClick: onLeave })}
      >
        <Icon shapes={unitIcons[unit.kind]} className={styles['kind']} />
        <span className={styles['words']}>
          <span className={styles['title']}>{unit.title}</span>
          <span className={styles['sub']}>
            {t(`unit.${kind}`)}
            {unit.minutes > 0 && ` · ${minutes(unit.minutes)}`}
          </span>
        </span>
        <ProgressRing value={value} label={t('reader.share', { title: unit.title })} />
      </Link>
    </li>
  )
}
