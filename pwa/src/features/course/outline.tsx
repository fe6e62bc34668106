import type { ReactNode } from 'react'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { Progress } from '@edutrack/shared-schema/collections/progress'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { switchMap } from 'rxjs'
import { addresses } from '#app/addresses.ts'
import { useNow } from '#app/app-context.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { countingGrade, dueAtOf, unitProgress } from '#parts/course-outline.ts'
import { ListRow } from '#parts/list-row.tsx'
import { unitIcons } from '#parts/unit-icons.ts'
import { GradeBadge, workStateOf } from '#parts/work-badge.tsx'
import { CardList } from '#ui/card.tsx'
import { ProgressRing } from '#ui/progress.tsx'
import { StateBadge } from '#ui/state-badge.tsx'
import styles from './course.module.css'

/** The course's modules and units, with how far one is in each. */
export const Outline = ({
  course,
  units,
  progress,
  enrolment,
  isIn,
  isOnline,
}: {
  readonly course: Course
  /** In order. */
  readonly units: readonly Unit[]
  readonly progress: readonly Progress[]
  readonly enrolment: Enrolment | null
  readonly isIn: boolean
  readonly isOnline: boolean
}): ReactNode => {
  const { t } = useMessages()
  const learning = useLearning()
  const attempts = useObservable(() => learning.allAttempts(), [learning])
  const absent = useAbsentVideos(course.id)
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const inModules = new Set(course.modules.flatMap(({ unitIds }) => unitIds))
  const others = units.filter(({ id }) => !inModules.has(id))
  const rowOf = (unit: Unit): ReactNode => (
    <UnitRow
      key={unit.id}
      unit={unit}
      progress={progress.find(({ unitId }) => unitId === unit.id)}
      attempts={attempts?.filter(({ unitId }) => unitId === unit.id) ?? []}
      dueAt={dueAtOf(unit, enrolment)}
      isIn={isIn}
      absentBytes={absent.get(unit.video?.fileId ?? '')}
      isOnline={isOnline}
    />
  )
  return (
    <section aria-labelledby="outline" className={styles['outline']}>
      <h2 id="outline">{t('course.outline')}</h2>
      {course.modules.length === 0 && units.length === 0 && <p className={styles['soft']}>{t('course.no-units')}</p>}
      {course.modules.map((module, index) => {
        const own = module.unitIds.map((id) => byId.get(id)).filter((unit) => unit !== undefined)
        return (
          <div key={module.id} className={styles['module']}>
            <h3 className={styles['moduleTitle']}>
              <span className={styles['moduleNumber']}>{t('course.module', { number: index + 1 })}</span>{' '}
              {module.title !== t('course.module', { number: index + 1 }) && <bdi>{module.title}</bdi>}
            </h3>
            {own.length > 0 ? (
              <CardList>{own.map(rowOf)}</CardList>
            ) : (
              // Who is not in the course sees what it holds, not the units themselves.
              <p className={styles['soft']}>{t('course.unit-count', { count: module.unitIds.length })}</p>
            )}
          </div>
        )
      })}
      {others.length > 0 && <CardList>{others.map(rowOf)}</CardList>}
    </section>
  )
}

const UnitRow = ({
  unit,
  progress,
  attempts,
  dueAt,
  isIn,
  absentBytes,
  isOnline,
}: {
  readonly unit: Unit
  readonly progress: Progress | undefined
  readonly attempts: readonly Attempt[]
  readonly dueAt: number | undefined
  readonly isIn: boolean
  /** Bytes of a video that is not on this device. */
  readonly absentBytes: number | undefined
  readonly isOnline: boolean
}): ReactNode => {
  const { t, minutes, deadline, bytes } = useMessages()
  const now = useNow()
  const handedIn = attempts.filter(({ status }) => status === 'handed-in')
  const isOpen = attempts.some(({ status }) => status === 'open')
  const facts = [
    t(`unit.${unit.kind === 'quiz' && unit.quiz?.mode === 'practice' ? 'practice' : unit.kind}`),
    ...(unit.minutes > 0 ? [minutes(unit.minutes)] : []),
    ...(dueAt !== undefined && handedIn.length === 0
      ? [t(dueAt < now ? 'unit.was-due' : 'unit.due', { time: deadline(dueAt, now) })]
      : []),
    ...(absentBytes === undefined
      ? []
      : [t(isOnline ? 'unit.video-online' : 'unit.video-absent', { size: bytes(absentBytes) })]),
  ]
  return (
    <ListRow
      {...(isIn ? { href: addresses.unit(unit.courseId, unit.id) } : {})}
      icon={unitIcons[unit.kind]}
      title={unit.title}
      sub={facts.join(' · ')}
      end={isIn ? <UnitState unit={unit} progress={progress} handedIn={handedIn} isOpen={isOpen} /> : undefined}
    />
  )
}

const UnitState = ({
  unit,
  progress,
  handedIn,
  isOpen,
}: {
  readonly unit: Unit
  readonly progress: Progress | undefined
  readonly handedIn: readonly Attempt[]
  readonly isOpen: boolean
}): ReactNode => {
  const { t } = useMessages()
  if (unit.kind === 'quiz' || unit.kind === 'assignment') {
    const grade = countingGrade(unit, handedIn)
    const latest = handedIn.toSorted((a, b) => (b.handedInAt ?? 0) - (a.handedInAt ?? 0))[0]
    if (isOpen) return <StateBadge state="on-this-phone">{t('unit.begun')}</StateBadge>
    if (grade !== undefined) return <GradeBadge {...grade} />
    if (latest !== undefined) return <StateBadge state={workStateOf(latest)} />
  }
  return <ProgressRing value={unitProgress(progress)} label={t('unit.progress', { title: unit.title })} />
}

/** Videos that are not on this device, by file: their bytes. Empty until known. */
const useAbsentVideos = (courseId: string): ReadonlyMap<string, number> => {
  const learning = useLearning()
  return (
    useObservable(
      () =>
        learning.downloads.of(courseId).pipe(
          switchMap(() => learning.files(courseId)),
          switchMap(async (files) => {
            const videos = files.filter(({ role }) => role === 'video')
            const stored = await Promise.all(videos.map((file) => learning.isStored(file)))
            return new Map(videos.filter((_, index) => stored[index] !== true).map(({ id, bytes }) => [id, bytes]))
          }),
        ),
      [learning, courseId],
    ) ?? new Map()
  )
}
