import type { CourseFile } from '#collections/files.ts'

const MEGABYTE = 1024 * 1024
/** Bytes of one file, by what it turns out to be. */
export const MAX_FILE_BYTES = {
  image: 50 * MEGABYTE,
  audio: 500 * MEGABYTE,
  video: 2048 * MEGABYTE,
  document: 100 * MEGABYTE,
  captions: MEGABYTE,
} as const satisfies Record<CourseFile['role'], number>
/** A file whose kind is not known yet may have as many as the largest kind. */
export const MAX_UPLOAD_BYTES = MAX_FILE_BYTES.video
/** Bytes of all files of a course, those on their way included. */
export const MAX_COURSE_FILE_BYTES = 10 * 1024 * MEGABYTE
/** Uploads of one person that are on their way at once: a large package brings some hundreds. */
export const MAX_OPEN_UPLOADS = 1000
/** An unfinished upload is forgotten by the school after this long without a byte; the device still has it, and begins anew. */
export const UPLOAD_KEPT_MS = 7 * 86_400_000

/** The box that pictures are made to fit in, pixels. */
export const PICTURE_BOX = { width: 1200, height: 800 } as const
