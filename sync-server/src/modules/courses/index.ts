export { coursesRules } from './rules/courses.ts'
export { filesRules } from './rules/files.ts'
export { mayReadMedia } from './may-read-media.ts'
export { courseOf, mayTeach } from './rules/may-teach.ts'
export { addColleague, removeColleague, staffOf } from './staff.ts'
export {
  createPublicCourses,
  toPublicCourse,
  toPublicModules,
  type PublicChanges,
  type PublicCourse,
  type PublicCourses,
  type PublicModule,
} from './public-courses.ts'
export { questionsRules } from './rules/questions.ts'
export { unitHistoryOf, unitVersionOf } from './unit-history.ts'
export { unitsRules } from './rules/units.ts'
export { createMediaSweeping, sweepMediaJobHandler } from './jobs/sweep-media-job.ts'
export { takeInUploadJob } from './jobs/take-in-upload.ts'
export { mediaRemovals } from './media-sweep/spare-media.ts'
export { lastMediaSweep, sweepMedia, type MediaSweepRow } from './media-sweep/sweep-media.ts'
export { createUploadForgetting } from './uploads/forget-uploads.ts'
export { createUploads, UploadMoved, type Uploads } from './uploads/uploads.ts'
