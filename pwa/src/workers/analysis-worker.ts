import { expose } from 'comlink'
import { analyseQuiz } from './analyse-quiz.ts'

/** Ten thousand hand-ins of fifty questions take a while: not on the screen's thread. */
export interface AnalysisWorker {
  analyse: typeof analyseQuiz
}

const worker: AnalysisWorker = { analyse: analyseQuiz }

expose(worker)
