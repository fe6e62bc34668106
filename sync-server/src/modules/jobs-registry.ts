import { resetLetterJob } from './accounts/index.ts'
import { sweepMediaJobHandler, takeInUploadJob } from './courses/index.ts'
import type { JobHandler } from './job-handler.ts'
import {
  certificateJobHandler,
  certificateLetterJobHandler,
  certificateSweepJobHandler,
  enrolmentLetterJob,
  gradedLetterJob,
  releaseFeedbackJobHandler,
} from './learning/index.ts'
import { noticesLetterJob, pushNoticeJob, tellNoticesJob, tellPostJob } from './messaging/index.ts'

/** Every kind of job that rules put into the outbox. */
export const jobsRegistry: readonly JobHandler[] = [
  resetLetterJob,
  enrolmentLetterJob,
  gradedLetterJob,
  certificateJobHandler,
  certificateLetterJobHandler,
  certificateSweepJobHandler,
  releaseFeedbackJobHandler,
  takeInUploadJob,
  tellPostJob,
  tellNoticesJob,
  sweepMediaJobHandler,
  pushNoticeJob,
  noticesLetterJob,
]
