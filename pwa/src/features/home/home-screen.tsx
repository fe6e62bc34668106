import type { ReactNode } from 'react'
import { addresses } from '#app/addresses.ts'
import { useNow } from '#app/app-context.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { ListRow } from '#parts/list-row.tsx'
import { Section } from '#parts/section.tsx'
import { unitIcons } from '#parts/unit-icons.ts'
import { GradeBadge } from '#parts/work-badge.tsx'
import { CardList } from '#ui/card.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { useMedia } from '#ui/use-media.ts'
import { ScreenSkeleton } from '#ui/skeleton.tsx'
import { ContinueCard } from './continue-card.tsx'
import { FirstSteps } from './first-steps.tsx'
import styles from './home.module.css'
import { MyCourses } from './my-courses.tsx'
import { readHome } from './read-home.ts'
import { WaitingWork } from './waiting-work.tsx'

const DAY = 86_400_000

/** Where one is: what to go on with, what is due, where the work is. */
export const HomeScreen = (): ReactNode => {
  const { t, deadline } = useMessages()
  const learning = useLearning()
  const now = useNow()
  // Deadlines come into view by the day; what is read need not be read anew each minute.
  const today = Math.floor(now / DAY) * DAY
  const home = useObservable(() => readHome(learning, today), [learning, today])
  const isWide = useMedia('(min-width: 56em)')
  const person = useObservable(() => learning.person(), [learning])
  const [firstName] = (person?.name ?? '').trim().split(/\s+/)

  const header = (
    <PageHeader
      title={firstName === undefined || firstName === '' ? t('home.title') : t('home.hello', { name: firstName })}
      windowTitle={t('home.title')}
    />
  )
  if (home === undefined)
    return (
      <>
        {header}
        <ScreenSkeleton label={t('app.loading')} />
      </>
    )
  if (home.courses.length === 0)
    return (
      <>
        {header}
        <FirstSteps />
      </>
    )
  const goOn = home.goOn !== null && <ContinueCard {...home.goOn} />
  const due = home.due.length > 0 && (
    <Section title={t('home.due')}>
      <CardList>
        {home.due.map(({ unit, course, at }) => (
          <ListRow
            key={unit.id}
            href={addresses.unit(course.id, unit.id)}
            icon={unitIcons[unit.kind]}
            title={unit.title}
            sub={
              at < now
                ? t('home.was-due', { time: deadline(at, now) })
                : t('home.is-due', { time: deadline(at, now), course: course.title })
            }
          />
        ))}
      </CardList>
    </Section>
  )
  const grades = home.grades.length > 0 && (
    <Section title={t('home.grades')}>
      <CardList>
        {home.grades.map(({ attempt, unit, course }) => (
          <ListRow
            key={attempt.id}
            href={addresses.work(attempt.id)}
            title={unit.title}
            sub={course.title}
            end={attempt.grade !== undefined && <GradeBadge {...attempt.grade} />}
          />
        ))}
      </CardList>
    </Section>
  )
  return (
    <>
      {header}
      {isWide ? (
        <div className={styles['columns']}>
          <div className={styles['column']}>
            {goOn}
            <MyCourses courses={home.courses} />
          </div>
          <div className={styles['column']}>
            <WaitingWork />
            {due}
            {grades}
          </div>
        </div>
      ) : (
        <div className={styles['column']}>
          {goOn}
          <WaitingWork />
          {due}
          <MyCourses courses={home.courses} />
          {grades}
        </div>
      )}
    </>
  )
}
