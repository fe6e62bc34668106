import {
  combineLatest,
  distinctUntilChanged,
  map,
  Observable,
  of,
  ReplaySubject,
  share,
  switchMap,
  throttleTime,
} from 'rxjs'
import { liveAll, liveOne } from '#local-db/queries/live.ts'
import type { LocalDatabase } from '#local-db/open-database.ts'
import type { Clock } from '#platform/clock.ts'
import { gradeColumnsOf } from '#workers/grade-columns.ts'
import { watchGradebook } from '#workers/gradebook.ts'
import type { Gradebook } from './gradebook.ts'

/** A gradebook that nobody looks at is kept for so long, ms: whoever grades goes to and fro. */
const KEEP_MS = 10 * 60_000

/** While much is read, the screen is told so often, ms. What comes by itself is told at once. */
const TELL_MS = 250
const shownNow = throttleTime<Omit<Gradebook, 'columns'>>(TELL_MS, undefined, { leading: true, trailing: true })

/** The gradebooks of one person's courses; those who look at the same one share it. */
export const openGradebooks = (deps: {
  readonly database: LocalDatabase
  readonly personId: string
  readonly clock: Clock
  readonly createWorker: () => Worker
}): ((courseId: string) => Observable<Gradebook>) => {
  const { database, clock } = deps
  const shared = new Map<string, Observable<Gradebook>>()
  const open = (courseId: string): Observable<Gradebook> => {
    const columns$ = combineLatest([
      liveOne(database, 'courses', courseId),
      liveAll(database, 'units', { courseId }),
    ]).pipe(map(([course, units]) => (course === null ? [] : gradeColumnsOf(course, units))))
    // A new title changes no grade; another column, or another rule of which attempt counts, is another book.
    const grades$ = columns$.pipe(
      map((columns) => columns.map(({ unitId, counts }) => ({ unitId, counts }))),
      distinctUntilChanged((a, b) => JSON.stringify(a) === JSON.stringify(b)),
      switchMap((columns) => combineLatest([of(columns), watchGradebook(deps, courseId, columns).pipe(shownNow)])),
    )
    return combineLatest([columns$, grades$]).pipe(
      map(([titled, [columns, book]]) => {
        const titles = new Map(titled.map(({ unitId, title }) => [unitId, title]))
        return { ...book, columns: columns.map(({ unitId }) => ({ unitId, title: titles.get(unitId) ?? '' })) }
      }),
      share({
        connector: () => new ReplaySubject<Gradebook>(1),
        resetOnRefCountZero: () => new Observable<void>((subscriber) => clock.after(KEEP_MS, () => subscriber.next())),
      }),
    )
  }
  return (courseId) => {
    const known = shared.get(courseId) ?? open(courseId)
    shared.set(courseId, known)
    return known
  }
}
