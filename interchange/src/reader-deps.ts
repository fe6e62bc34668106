import type { Step } from './controls.ts'
import type { PackageText, PackageTextDeps } from './html/package-text.ts'
import type { Limits } from './limits.ts'
import type { FileShelf } from './media/file-shelf.ts'
import type { CoursePackage } from './model/course-package.ts'
import type { ItemLog } from './model/item-log.ts'
import type { PackageFormat } from './model/report.ts'

/** What every reader works with. */
export interface ReaderDeps {
  /** The file's name; may be empty. */
  readonly name: string
  readonly limits: Limits
  readonly step: Step
  readonly log: ItemLog
  readonly shelf: FileShelf
  readonly createText: (places: Pick<PackageTextDeps, 'pathOf' | 'fileAt' | 'unitAt'>) => PackageText
}

export interface ReadCourse {
  readonly format: PackageFormat
  readonly course: CoursePackage
}
