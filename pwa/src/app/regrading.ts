import type { Regrade, RegradeRequest, RegradeResult } from '@edutrack/shared-schema/protocol/review'
import type { Answered } from './services.ts'

/** Hand-ins that an earlier version of a question has graded are graded by the present one, and back. The school does it: all needs the network. */
export interface Regrading {
  regrade(questionId: string, request: RegradeRequest): Promise<Answered<RegradeResult>>
  /** Grades by the versions that were answered again. */
  undo(questionId: string, regradeId: string): Promise<Answered<RegradeResult>>
  /** The latest first. */
  log(questionId: string): Promise<Answered<readonly Regrade[]>>
}
