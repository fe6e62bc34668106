import type { ReactNode } from 'react'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { addresses } from '#app/addresses.ts'
import { directionOf } from '#i18n/catalogues.ts'
import { useMessages } from '#i18n/messages.tsx'
import { CourseMediaProvider } from '#rich-text/media/course-media.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { useMedia } from '#ui/use-media.ts'
import { Contents } from './contents.tsx'
import { UnitBar } from './unit-bar.tsx'
import styles from './unit-frame.module.css'
import type { UnitWay } from './use-unit-way.ts'

/** A unit's screen: its title, the course's contents at the side or under the thumb, the way to the parts before and after. */
export const UnitFrame = ({
  unit,
  course,
  way,
  notes,
  children,
}: {
  readonly unit: Unit
  readonly course: Course
  /** Undefined until it is known. */
  readonly way: UnitWay | undefined
  /** The person's own, where they can take some: all beside the unit, or what opens them. */
  readonly notes?: { readonly button: ReactNode; readonly panel: ReactNode }
  readonly children: ReactNode
}): ReactNode => {
  const { t, minutes } = useMessages()
  // On phones the contents come when they are asked for.
  const isWide = useMedia('(min-width: 72em)')
  const hasBar = !useMedia('(min-width: 56em)')
  const module = course.modules.find(({ unitIds }) => unitIds.includes(unit.id))
  const facts = [
    ...(module === undefined ? [] : [module.title]),
    ...(unit.minutes > 0 ? [minutes(unit.minutes)] : []),
    ...(way === undefined || way.index < 0
      ? []
      : [t('reader.part', { number: way.index + 1, total: way.units.length })]),
  ]
  return (
    <CourseMediaProvider courseId={course.id}>
      <div className={styles['frame']}>
        <article className={styles['article']}>
          <PageHeader
            title={
              <span {...speechOf(course)} className={styles['speech']}>
                {unit.title}
              </span>
            }
            windowTitle={unit.title}
            back={{ href: addresses.course(course.id), label: course.title }}
          />
          <p className={styles['facts']}>{facts.join(' · ')}</p>
          {children}
        </article>
        {way !== undefined && (
          <>
            {isWide && (
              <div className={styles['side']}>
                <nav aria-label={t('reader.contents')}>
                  <Contents course={course} unit={unit} way={way} />
                </nav>
                {notes?.panel}
              </div>
            )}
            {!isWide && !hasBar && notes !== undefined && <div className={styles['beside']}>{notes.button}</div>}
            <UnitBar course={course} unit={unit} way={way} extra={hasBar ? notes?.button : undefined} />
          </>
        )}
      </div>
    </CourseMediaProvider>
  )
}

/** The course's language has a direction of its own, whatever the app speaks. */
export const speechOf = ({
  language,
}: Pick<Course, 'language'>): { readonly lang: string; readonly dir: 'ltr' | 'rtl' } => ({
  lang: language,
  dir: directionOf(language),
})
