import { wrap } from 'comlink'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { AnalysisWorker } from './analysis-worker.ts'
import type { QuizAnalysis } from './analyse-quiz.ts'

/** One analysis, in a worker of its own that ends with it. Rejects where the worker can't be had or breaks. */
export const analyseOffThread = async (
  createWorker: () => Worker,
  questions: readonly Question[],
  attempts: readonly Attempt[],
): Promise<QuizAnalysis> => {
  const worker = createWorker()
  try {
    const broken = new Promise<never>((_resolve, reject) => {
      worker.addEventListener('error', ({ message }) => reject(new Error(`The worker has broken: ${message}`)))
    })
    return await Promise.race([wrap<AnalysisWorker>(worker).analyse(questions, attempts), broken])
  } finally {
    worker.terminate()
  }
}
