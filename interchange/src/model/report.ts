export const packageFormats = ['GIFT', 'Moodle XML', 'QTI 1.2', 'QTI 2', 'QTI 3', 'Common Cartridge'] as const
export type PackageFormat = (typeof packageFormats)[number]

/** What has become of everything that a package holds. Nothing of it is left out. */
export interface ImportReport {
  readonly format: PackageFormat
  readonly items: readonly ImportItem[]
  /** Units and files that came in. */
  readonly units: number
  readonly files: number
}

export interface ImportItem {
  /** The source's own, where it has one. */
  readonly id: string
  readonly title: string
  /** What it has become (`matching`, `page`); for what was skipped, what the source calls it. */
  readonly type: string
  readonly status: 'imported' | 'lossy' | 'skipped'
  /** Sentences for a teacher: what is lost, or why it did not come in. Empty for `imported`. */
  readonly reason: string
}

/** What has become of a course on its way into a file. */
export interface ExportReport {
  readonly format: ExportFormat
  readonly items: readonly ExportItem[]
}

export const exportFormats = ['qti3', 'gift', 'common-cartridge'] as const
export type ExportFormat = (typeof exportFormats)[number]

export interface ExportItem {
  readonly id: string
  readonly title: string
  readonly type: string
  /** `exported`: imported again, it is the same. */
  readonly status: 'exported' | 'lossy' | 'skipped'
  readonly reason: string
}
