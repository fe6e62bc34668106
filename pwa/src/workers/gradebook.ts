import { proxy, releaseProxy, wrap } from 'comlink'
import type { RxCollection } from 'rxdb/plugins/core'
import { bufferTime, filter, map, merge, Observable } from 'rxjs'
import type { Gradebook } from '#app/gradebook.ts'
import type { LocalDocument } from '#local-db/local-document.ts'
import type { LocalDatabase } from '#local-db/open-database.ts'
import type { GradeColumn } from './grade-index.ts'
import type { GradesWorker } from './grades-worker.ts'
import { emptySheet, withGradeNews } from './with-grade-news.ts'

/** Changes within this time are taken over together, ms. */
const GATHER_MS = 100

/** A course's grades, live, from a worker of its own that ends with the subscription. Fails where the worker can't be had or breaks. */
export const watchGradebook = (
  deps: { readonly database: LocalDatabase; readonly personId: string; readonly createWorker: () => Worker },
  courseId: string,
  columns: readonly GradeColumn[],
): Observable<Omit<Gradebook, 'columns'>> =>
  new Observable((subscriber) => {
    const { database, personId } = deps
    const worker = deps.createWorker()
    const remote = wrap<GradesWorker>(worker)
    worker.addEventListener('error', ({ message }) => subscriber.error(new Error(`The worker has broken: ${message}`)))
    const fail = (cause: unknown): void => subscriber.error(cause)
    // Heard from before the first read on: what changes meanwhile is read again.
    const changes = merge(changesOf(database, 'enrolments', courseId), changesOf(database, 'attempts', courseId))
      .pipe(
        bufferTime(GATHER_MS),
        filter((changed) => changed.length > 0),
      )
      .subscribe((changed) => {
        const idsIn = (name: string): readonly string[] => [
          ...new Set(changed.filter(({ collection }) => collection === name).map(({ id }) => id)),
        ]
        remote.refreshGradebook({ enrolments: idsIn('enrolments'), attempts: idsIn('attempts') }).catch(fail)
      })
    let sheet = emptySheet
    remote
      .openGradebook(
        { personId, courseId, columns },
        proxy(({ progress, ...news }) => {
          sheet = withGradeNews(sheet, news)
          subscriber.next({ ...sheet.book, progress })
        }),
      )
      .catch(fail)
    return () => {
      changes.unsubscribe()
      remote[releaseProxy]()
      worker.terminate()
    }
  })

/** Which documents of a course have changed. */
const changesOf = (
  database: LocalDatabase,
  name: 'enrolments' | 'attempts',
  courseId: string,
): Observable<{ readonly collection: string; readonly id: string }> =>
  (database[name] as unknown as RxCollection<LocalDocument>).$.pipe(
    filter(({ documentData }) => documentData['courseId'] === courseId),
    map(({ documentId }) => ({ collection: name, id: documentId })),
  )
