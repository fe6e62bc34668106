import { useState, type ReactNode } from 'react'
import { combineLatest, map, of, switchMap, type Observable } from 'rxjs'
import { shapes as noteIcon } from 'virtual:icon/notebook-pen'
import { Link, useSearch } from 'wouter'
import type { Note } from '@edutrack/shared-schema/collections/notes'
import { addresses } from '#app/addresses.ts'
import type { Learning } from '#app/services.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useNotebook } from '#app/use-notebook.ts'
import { useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { NoteList } from '#parts/note-list.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { Chip, ChipRow } from '#ui/chip.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { ScreenSkeleton } from '#ui/skeleton.tsx'
import styles from './notes-screen.module.css'

/** As many at first; more by a tap. */
const PAGE = 30

/** All that the person has noted and bookmarked, of all courses or of one. */
export const NotesScreen = (): ReactNode => {
  const { t, percent } = useMessages()
  const asked = new URLSearchParams(useSearch()).get('course')
  const learning = useLearning()
  const notebook = useNotebook()
  const [chosen, setChosen] = useState<string | null>(asked)
  const [shown, setShown] = useState(PAGE)
  const known = useObservable(
    () => notebook.all().pipe(switchMap((notes) => withTitles(learning, notes))),
    [learning, notebook],
  )
  const back =
    asked === null
      ? { href: addresses.me, label: t('me.title') }
      : { href: addresses.course(asked), label: known?.titles.get(asked) ?? t('course.title') }
  if (known === undefined)
    return (
      <>
        <PageHeader title={t('notes.title')} back={back} />
        <ScreenSkeleton label={t('app.loading')} />
      </>
    )
  const { notes, titles } = known
  const courseIds = [...new Set(notes.map(({ courseId }) => courseId))]
  const matching = notes.filter(({ courseId }) => chosen === null || courseId === chosen)
  return (
    <>
      <PageHeader title={t('notes.title')} back={back} />
      <div className={styles['notes']}>
        {courseIds.length > 1 && (
          <ChipRow label={t('notes.of-course')}>
            <Chip isOn={chosen === null} onChange={() => setChosen(null)}>
              {t('notes.all')}
            </Chip>
            {courseIds.map((id) => (
              <Chip key={id} isOn={chosen === id} onChange={() => setChosen(chosen === id ? null : id)}>
                {titles.get(id) ?? t('course.title')}
              </Chip>
            ))}
          </ChipRow>
        )}
        {matching.length === 0 && (
          <EmptyState
            icon={noteIcon}
            title={t('notes.empty-title')}
            action={
              <LinkButton href={chosen === null ? addresses.courses : addresses.course(chosen)}>
                {t(chosen === null ? 'nav.courses' : 'reader.to-course')}
              </LinkButton>
            }
          >
            {t('notes.empty-text')}
          </EmptyState>
        )}
        <NoteList
          notes={matching.slice(0, shown)}
          placeOf={({ courseId, unitId, position }) => (
            <Link href={addresses.unitAt(courseId, unitId, position)} className={styles['place']}>
              <bdi>{titles.get(unitId) ?? t('notes.unit-gone')}</bdi>
              <span className={styles['where']}>
                {[titles.get(courseId), t('notes.at', { place: percent(position) })]
                  .filter((text) => text !== undefined)
                  .join(' · ')}
              </span>
            </Link>
          )}
        />
        {matching.length > shown && (
          <Button onClick={() => setShown(shown + PAGE)}>{t('notes.more', { count: matching.length - shown })}</Button>
        )}
      </div>
    </>
  )
}

/** With the titles of their courses and units, by id. */
const withTitles = (
  learning: Learning,
  notes: readonly Note[],
): Observable<{ readonly notes: readonly Note[]; readonly titles: ReadonlyMap<string, string> }> => {
  const courseIds = [...new Set(notes.map(({ courseId }) => courseId))]
  if (courseIds.length === 0) return of({ notes, titles: new Map() })
  return combineLatest(courseIds.map((id) => combineLatest([learning.course(id), learning.units(id)]))).pipe(
    map((known) => ({
      notes,
      titles: new Map(
        known.flatMap(([course, units]) =>
          [course, ...units].flatMap((named) => (named === null ? [] : [[named.id, named.title] as const])),
        ),
      ),
    })),
  )
}
