import { writeCartridge } from './cartridge/write-cartridge.ts'
import { createStep, type Controls } from './controls.ts'
import { writeGift } from './gift/write-gift.ts'
import type { CoursePackage } from './model/course-package.ts'
import type { ExportFormat, ExportReport } from './model/report.ts'
import { Aborted } from './problems.ts'
import { writeQtiPackage } from './qti/write-qti-package.ts'

export type ExportResult =
  | {
      readonly outcome: 'written'
      readonly bytes: Uint8Array
      /** With its ending. */
      readonly fileName: string
      readonly mime: string
      readonly report: ExportReport
    }
  | { readonly outcome: 'aborted' }

const formats = {
  qti3: { write: writeQtiPackage, ending: '.qti3.zip', mime: 'application/zip' },
  gift: { write: writeGift, ending: '.gift.txt', mime: 'text/plain' },
  'common-cartridge': { write: writeCartridge, ending: '.imscc', mime: 'application/zip' },
} as const satisfies Record<ExportFormat, unknown>

/**
 * Writes a course into a file of a format that other systems read. What the format can't hold is in the report; all else comes back the same when it is imported again.
 */
export const exportCourse = async (
  course: CoursePackage,
  format: ExportFormat,
  controls: Controls = {},
): Promise<ExportResult> => {
  const { write, ending, mime } = formats[format]
  try {
    const { bytes, items } = await write(course, createStep(controls))
    return { outcome: 'written', bytes, fileName: fileName(course.title) + ending, mime, report: { format, items } }
  } catch (error) {
    if (error instanceof Aborted) return { outcome: 'aborted' }
    throw error
  }
}

const fileName = (title: string): string =>
  title
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'course'
