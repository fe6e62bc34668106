import { useMemo, type ReactNode } from 'react'
import { shapes as check } from 'virtual:icon/check'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import { combineLatest } from 'rxjs'
import { useParams } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { NotTaught } from '#parts/not-taught.tsx'
import { Section } from '#parts/section.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { ScreenSkeleton } from '#ui/skeleton.tsx'
import { isUndecided } from '#workers/grade-cell.ts'
import { ExceptionCard } from './exception-card.tsx'
import styles from './teach-exceptions.module.css'

/** Cards of each list; whoever has decided those gets the next. */
const MOST = 30

/** Work that broke a rule or looks odd, each with its evidence: decided here, the oldest first, and taken back here. */
export const TeachExceptionsScreen = (): ReactNode => {
  const { t, number } = useMessages()
  const { courseId } = useParams<'/teach/:courseId/exceptions'>()
  const teaching = useTeaching()
  const learning = useLearning()
  const known = useObservable(
    () =>
      combineLatest({
        course: teaching.course(courseId),
        units: learning.units(courseId),
        attempts: teaching.unusualAttempts(courseId),
      }),
    [learning, teaching, courseId],
  )
  const unitsById = useMemo(() => new Map(known?.units.map((unit) => [unit.id, unit])), [known])
  if (known?.course === null) return <NotTaught back={{ href: addresses.teach, label: t('nav.teach') }} />
  const cameAt = ({ receipt }: Attempt): number => receipt?.receivedAt ?? 0
  const open = (known?.attempts.filter(isUndecided) ?? []).toSorted((a, b) => cameAt(a) - cameAt(b))
  const decided = (
    known?.attempts.filter(({ marks = [], decision }) => marks.length > 0 && decision !== undefined) ?? []
  ).toSorted((a, b) => (b.decision?.at ?? 0) - (a.decision?.at ?? 0))
  const cards = (attempts: readonly Attempt[]): ReactNode => (
    <ul className={styles['cards']}>
      {attempts.slice(0, MOST).map((attempt) => (
        <ExceptionCard key={attempt.id} attempt={attempt} unit={unitsById.get(attempt.unitId) ?? null} />
      ))}
    </ul>
  )
  const rest = (attempts: readonly Attempt[]): ReactNode =>
    attempts.length > MOST && (
      <p className={forms['soft']}>{t('exceptions.more', { count: number(attempts.length - MOST) })}</p>
    )
  return (
    <>
      <PageHeader
        title={t('exceptions.title')}
        back={{ href: addresses.teachGrades(courseId), label: t('teach.grades') }}
      />
      {known === undefined && <ScreenSkeleton label={t('app.loading')} />}
      {known !== undefined && (
        <div className={forms['form']}>
          {open.length === 0 ? (
            <EmptyState icon={check} title={t('exceptions.none')}>
              {t('exceptions.none-text')}
            </EmptyState>
          ) : (
            <Section title={t('exceptions.open', { count: open.length })}>
              <p className={forms['soft']}>{t('teach.unusual-text')}</p>
              {cards(open)}
              {rest(open)}
            </Section>
          )}
          {decided.length > 0 && (
            <Section title={t('exceptions.decided', { count: decided.length })}>
              {cards(decided)}
              {rest(decided)}
            </Section>
          )}
        </div>
      )}
    </>
  )
}
