import { useState, type ReactNode } from 'react'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { shapes as chevronLeft } from 'virtual:icon/chevron-left'
import { shapes as chevronRight } from 'virtual:icon/chevron-right'
import { shapes as list } from 'virtual:icon/list'
import { Link } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Icon, type IconShapes } from '#ui/icon.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import { Contents } from './contents.tsx'
import styles from './unit-bar.module.css'
import type { UnitWay } from './use-unit-way.ts'

/** Under the thumb: the part before, the contents, the part after. */
export const UnitBar = ({
  course,
  unit,
  way,
  extra,
}: {
  readonly course: Course
  readonly unit: Unit
  readonly way: UnitWay
  /** A button beside the contents. */
  readonly extra: ReactNode
}): ReactNode => {
  const { t } = useMessages()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <nav className={styles['bar']} aria-label={t('reader.nav')}>
        <Step unit={way.previous} icon={chevronLeft} word={t('reader.previous')} />
        <div className={styles['middle']}>
          <button type="button" className={styles['contents']} aria-haspopup="dialog" onClick={() => setOpen(true)}>
            <Icon shapes={list} />
            <span>
              {way.index < 0
                ? t('reader.contents')
                : t('reader.place', { number: way.index + 1, total: way.units.length })}
            </span>
            {way.index >= 0 && <VisuallyHidden>{t('reader.contents')}</VisuallyHidden>}
          </button>
          {extra}
        </div>
        <Step unit={way.next} icon={chevronRight} word={t('reader.next')} isAfter />
      </nav>
      <Sheet isOpen={isOpen} onClose={() => setOpen(false)} title={course.title} closeLabel={t('action.close')}>
        <Contents course={course} unit={unit} way={way} onLeave={() => setOpen(false)} />
      </Sheet>
    </>
  )
}

const Step = ({
  unit,
  icon,
  word,
  isAfter = false,
}: {
  readonly unit: Unit | undefined
  readonly icon: IconShapes
  readonly word: string
  readonly isAfter?: boolean
}): ReactNode =>
  unit === undefined ? (
    <span />
  ) : (
    <Link
      href={addresses.unit(unit.courseId, unit.id)}
      aria-label={`${word}: ${unit.title}`}
      className={styles[isAfter ? 'after' : 'before']}
    >
      <Icon shapes={icon} isDirectional />
      <span>{word}</span>
    </Link>
  )
