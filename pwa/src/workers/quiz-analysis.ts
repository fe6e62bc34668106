import { wrap } from 'comlink'
import { bufferTime, filter, Observable, startWith, switchMap } from 'rxjs'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { LocalDatabase } from '#local-db/open-database.ts'
import type { QuizAnalysis } from './analyse-quiz.ts'
import type { GradesWorker } from './grades-worker.ts'

/** Hand-ins that arrive within this time are reckoned with together, ms. */
const GATHER_MS = 1000

/** How the questions of a quiz have done, anew whenever something is handed in; undefined where this device can't reckon it. */
export const watchAnalysis = (
  deps: { readonly database: LocalDatabase; readonly personId: string; readonly createWorker: () => Worker },
  unitId: string,
  questions: readonly Question[],
): Observable<QuizAnalysis | undefined> =>
  deps.database.attempts.$.pipe(
    filter(({ documentData }) => (documentData as { readonly unitId?: string }).unitId === unitId),
    bufferTime(GATHER_MS),
    filter((changed) => changed.length > 0),
    startWith([]),
    switchMap(() => analyseOnce(deps, unitId, questions)),
  )

/** In a worker of its own, that ends with it. */
const analyseOnce = (
  { personId, createWorker }: { readonly personId: string; readonly createWorker: () => Worker },
  unitId: string,
  questions: readonly Question[],
): Observable<QuizAnalysis | undefined> =>
  new Observable((subscriber) => {
    const tell = (analysis: QuizAnalysis | undefined): void => {
      subscriber.next(analysis)
      subscriber.complete()
    }
    // No worker, no analysis: nothing else is lost.
    const giveUp = (): void => tell(undefined)
    try {
      const worker = createWorker()
      worker.addEventListener('error', giveUp)
      wrap<GradesWorker>(worker).analyse(personId, unitId, questions).then(tell, giveUp)
      return () => worker.terminate()
    } catch {
      return giveUp()
    }
  })
