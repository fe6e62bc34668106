import { wrap, type Remote } from 'comlink'
import type { RxCollection } from 'rxdb/plugins/core'
import { bufferTime, filter, Observable, of, startWith, switchMap } from 'rxjs'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { LocalDocument } from '#local-db/local-document.ts'
import type { LocalDatabase } from '#local-db/open-database.ts'
import type { QuizAnalysis } from './analyse-quiz.ts'
import type { GradesWorker } from './grades-worker.ts'

/** Hand-ins that arrive within this time are reckoned with together, ms. */
const GATHER_MS = 1000

interface Deps {
  readonly database: LocalDatabase
  readonly personId: string
  readonly createWorker: () => Worker
}

/** How the questions of a quiz have done, anew whenever something is handed in; undefined where this device can't reckon it. */
export const watchAnalysis = (
  deps: Deps,
  unitId: string,
  questions: readonly Question[],
): Observable<QuizAnalysis | undefined> =>
  reckonAnew(
    deps,
    (attempt) => attempt['unitId'] === unitId,
    (worker) => worker.analyse(deps.personId, unitId, questions),
  )

/** How many hand-ins of a course answered an earlier version of a question than the present one; undefined where this device can't count them. */
export const watchEarlierHandIns = (
  deps: Deps,
  courseId: string,
  { id, version }: Pick<Question, 'id' | 'version'>,
): Observable<number | undefined> =>
  version === 1
    ? of(0)
    : reckonAnew(
        deps,
        (attempt) => attempt['courseId'] === courseId,
        (worker) => worker.countEarlier(deps.personId, courseId, { id, version }),
      )

/** Once, and again after those attempts have changed that it is about. */
const reckonAnew = <Result>(
  { database, createWorker }: Deps,
  isAbout: (attempt: LocalDocument) => boolean,
  reckon: (worker: Remote<GradesWorker>) => Promise<Result>,
): Observable<Result | undefined> =>
  (database.attempts as unknown as RxCollection<LocalDocument>).$.pipe(
    filter(({ documentData }) => isAbout(documentData)),
    bufferTime(GATHER_MS),
    filter((changed) => changed.length > 0),
    startWith([]),
    switchMap(() => reckonOnce(createWorker, reckon)),
  )

/** In a worker of its own, that ends with it. */
const reckonOnce = <Result>(
  createWorker: () => Worker,
  reckon: (worker: Remote<GradesWorker>) => Promise<Result>,
): Observable<Result | undefined> =>
  new Observable((subscriber) => {
    const tell = (result: Result | undefined): void => {
      subscriber.next(result)
      subscriber.complete()
    }
    // No worker, no result: nothing else is lost.
    const giveUp = (): void => tell(undefined)
    try {
      const worker = createWorker()
      worker.addEventListener('error', giveUp)
      reckon(wrap<GradesWorker>(worker)).then(tell, giveUp)
      return () => worker.terminate()
    } catch {
      return giveUp()
    }
  })
