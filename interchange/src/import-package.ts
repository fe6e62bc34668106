import type { Controls } from './controls.ts'
import { createStep } from './controls.ts'
import { createPackageText } from './html/package-text.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { createFileShelf } from './media/file-shelf.ts'
import { createItemLog } from './model/item-log.ts'
import type { CoursePackage } from './model/course-package.ts'
import type { ImportReport } from './model/report.ts'
import { Aborted, UnreadablePackage, UnusableItem } from './problems.ts'
import { readAnything } from './read-anything.ts'

export type ImportResult =
  | { readonly outcome: 'read'; readonly course: CoursePackage; readonly report: ImportReport }
  /** `problem` is one sentence for a teacher. */
  | { readonly outcome: 'unreadable'; readonly problem: string }
  | { readonly outcome: 'aborted' }

export interface ImportOptions extends Controls {
  /** The file's name; it gives a course a title that has none of its own, and decides nothing. */
  readonly name?: string
  readonly limits?: Partial<Limits>
}

/**
 * Reads a package of any known format: GIFT, Moodle XML, QTI 1.2 to 3, Common Cartridge, recognised by what is in it. Everything that it holds is in the report. Whatever
 * the bytes are, the outcome is a value: nothing is thrown, nothing is fetched, nothing is written.
 */
export const importPackage = async (bytes: Uint8Array, options: ImportOptions = {}): Promise<ImportResult> => {
  const limits = { ...defaultLimits, ...options.limits }
  const step = createStep(options)
  const log = createItemLog()
  const shelf = createFileShelf(limits, step)
  try {
    const { format, course } = await readAnything(bytes, {
      name: options.name ?? '',
      limits,
      step,
      log,
      shelf,
      createText: (places) => createPackageText({ limits, shelf, ...places }),
    })
    const units = course.modules.reduce((sum, module) => sum + module.units.length, 0)
    return {
      outcome: 'read',
      course,
      report: { format, items: log.items, units, files: course.files.length },
    }
  } catch (error) {
    if (error instanceof Aborted) return { outcome: 'aborted' }
    if (error instanceof UnreadablePackage) return { outcome: 'unreadable', problem: error.message }
    if (error instanceof UnusableItem)
      return { outcome: 'unreadable', problem: `The file can’t be read: ${error.message.replace(/\.$/, '')}.` }
    throw error
  }
}
