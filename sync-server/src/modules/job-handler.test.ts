import { expect, test } from 'vitest'
import { certificateJob, certificateSweepJob } from './learning/jobs/certificate-jobs.ts'
import { releaseFeedbackJob } from './learning/feedback/release-feedback.ts'
import { takeInUpload } from './courses/jobs/take-in-upload.ts'
import { tellNotices } from './messaging/jobs/tell-notices.ts'
import { tellPost } from './messaging/jobs/tell-post.ts'

/** Between the first and the last try, ms: the pauses double. */
const tries = ({ attempts = 3, backoffMs = 2000 }: { readonly attempts?: number; readonly backoffMs?: number }) =>
  backoffMs * (2 ** (attempts - 1) - 1)

test.each([
  certificateJob({ personId: 'ana', courseId: 'c1', at: 1, isAgain: false, cause: '1' }),
  certificateSweepJob('c1', 1),
  releaseFeedbackJob('quiz', 1, 1),
  takeInUpload('u1'),
  tellNotices(['n1'], 1),
  tellPost('p1', 1),
])(
  'S15: $kind is tried for as long as a database or a store of files may be away: nothing else brings its effect about',
  (job) => {
    expect(tries(job)).toBeGreaterThan(15 * 60_000)
  },
)
