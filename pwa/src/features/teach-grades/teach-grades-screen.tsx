import { useCallback, useMemo, useState, type ReactNode } from 'react'
import { shapes as download } from 'virtual:icon/download'
import { shapes as table } from 'virtual:icon/table'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import { combineLatest } from 'rxjs'
import { useParams } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useNow } from '#app/app-context.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { ListRow } from '#parts/list-row.tsx'
import { NotTaught } from '#parts/not-taught.tsx'
import { saveFile } from '#parts/save-file.ts'
import { groupsOfPeople, isOfGroup } from '#parts/groups-of-people.ts'
import { Section } from '#parts/section.tsx'
import { csvFile } from '#parts/to-csv.ts'
import { Button } from '#ui/button.tsx'
import { CardList } from '#ui/card.tsx'
import { Chip, ChipRow } from '#ui/chip.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { ScreenSkeleton } from '#ui/skeleton.tsx'
import { StateBadge } from '#ui/state-badge.tsx'
import { GradeTable } from './grade-table.tsx'
import { gradebookOf, isUndecided, isWaiting } from './gradebook-of.ts'
import { gradesToLines } from './grades-to-lines.ts'

/** Rows of each list; whoever has graded those gets the next. */
const MOST = 50

/** What waits for the instructor, what is unusual, and all grades: live, as work arrives. */
export const TeachGradesScreen = (): ReactNode => {
  const { t, moment } = useMessages()
  const { courseId } = useParams<'/teach/:courseId/grades'>()
  const teaching = useTeaching()
  const learning = useLearning()
  const now = useNow()
  const [group, setGroup] = useState<string | null>(null)
  const known = useObservable(
    () =>
      combineLatest({
        course: teaching.course(courseId),
        units: learning.units(courseId),
        attempts: teaching.attempts(courseId),
        enrolments: teaching.enrolments(courseId),
      }),
    [learning, teaching, courseId],
  )
  const book = useMemo(
    () =>
      known === undefined || known.course === null
        ? undefined
        : gradebookOf({ ...known, course: known.course.document }),
    [known],
  )
  const hrefOf = useCallback((attemptId: string) => addresses.teachGrading(courseId, attemptId), [courseId])
  const groups = useMemo(() => groupsOfPeople(known?.enrolments ?? []), [known])
  const shownBook = useMemo(() => {
    if (book === undefined || group === null) return book
    const inGroup = new Set(
      known?.enrolments.filter((one) => isOfGroup(one, group)).map(({ personId }) => personId) ?? [],
    )
    return { ...book, rows: book.rows.filter(({ personId }) => inGroup.has(personId)) }
  }, [book, group, known])
  if (known?.course === null) return <NotTaught back={{ href: addresses.teach, label: t('nav.teach') }} />
  const quizzes = known?.units.filter(({ quiz }) => quiz !== undefined && quiz.questionIds.length > 0) ?? []
  const titles = new Map(known?.units.map(({ id, title }) => [id, title]))
  const oldestFirst = (some: readonly Attempt[]): readonly Attempt[] =>
    some.toSorted((a, b) => (a.receipt?.receivedAt ?? 0) - (b.receipt?.receivedAt ?? 0))
  const waiting = oldestFirst(known?.attempts.filter(isWaiting) ?? [])
  const unusual = oldestFirst(known?.attempts.filter(isUndecided) ?? [])
  const list = (attempts: readonly Attempt[], badge: (attempt: Attempt) => ReactNode): ReactNode => (
    <CardList>
      {attempts.slice(0, MOST).map((attempt) => (
        <ListRow
          key={attempt.id}
          href={addresses.teachGrading(courseId, attempt.id)}
          title={attempt.personName ?? ''}
          sub={[
            titles.get(attempt.unitId) ?? '',
            ...(attempt.receipt === undefined ? [] : [moment(attempt.receipt.receivedAt, now)]),
          ].join(' · ')}
          end={badge(attempt)}
        />
      ))}
    </CardList>
  )
  return (
    <>
      <PageHeader
        title={t('teach.grades')}
        back={{ href: addresses.teachCourse(courseId), label: known?.course?.document.title ?? t('nav.teach') }}
      />
      {book === undefined && <ScreenSkeleton label={t('app.loading')} />}
      {book !== undefined && book.rows.length === 0 && (
        <EmptyState icon={table} title={t('teach.grades-empty')}>
          {t('teach.grades-empty-text')}
        </EmptyState>
      )}
      {book !== undefined && book.rows.length > 0 && (
        <div className={forms['form']}>
          {waiting.length > 0 && (
            <Section title={t('teach.waiting', { count: waiting.length })}>
              {list(waiting, () => (
                <StateBadge state="received">{t('teach.to-grade')}</StateBadge>
              ))}
            </Section>
          )}
          {unusual.length > 0 && (
            <Section title={t('teach.unusual', { count: unusual.length })}>
              <p className={forms['soft']}>{t('teach.unusual-text')}</p>
              {list(unusual, ({ marks = [] }) => (
                <StateBadge state="needs-you">
                  {marks.map((mark) => t(`teach.mark-short-${mark}`)).join(', ')}
                </StateBadge>
              ))}
            </Section>
          )}
          <Section title={t('teach.all-grades')}>
            {groups.length > 0 && (
              <ChipRow label={t('roster.groups')}>
                {[...groups, ''].map((each) => (
                  <Chip key={each} isOn={group === each} onChange={(isOn) => setGroup(isOn ? each : null)}>
                    {each === '' ? t('roster.no-group') : each}
                  </Chip>
                ))}
              </ChipRow>
            )}
            {book.columns.length === 0 ? (
              <p>{t('teach.no-graded')}</p>
            ) : (
              <div className={forms['form']}>
                <GradeTable book={shownBook ?? book} href={hrefOf} />
                <div className={forms['actions']}>
                  <Button
                    icon={download}
                    onClick={() => saveFile(csvFile(t('teach.grades'), gradesToLines(shownBook ?? book)))}
                  >
                    {t('teach.save-csv')}
                  </Button>
                </div>
              </div>
            )}
          </Section>
          {quizzes.length > 0 && (
            <Section title={t('analysis.quizzes')}>
              <CardList>
                {quizzes.map(({ id, title }) => (
                  <ListRow key={id} href={addresses.teachAnalysis(courseId, id)} title={title} />
                ))}
              </CardList>
            </Section>
          )}
        </div>
      )}
    </>
  )
}
