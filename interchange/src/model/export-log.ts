import { createLosses, type Losses } from '#losses.ts'
import type { ExportItem } from './report.ts'

/** Collects what becomes of each thing of a course that is exported. */
export interface ExportLog {
  readonly items: readonly ExportItem[]
  /** What `write` gives goes into the file; lossy where a loss was noted. Undefined: it has no place there, for the reason that was noted. */
  writing<Written>(
    source: { readonly id: string; readonly title: string; readonly type: string },
    write: (losses: Losses) => Written | undefined,
  ): Written | undefined
  skip(source: { readonly id: string; readonly title: string; readonly type: string }, reason: string): void
}

export const createExportLog = (): ExportLog => {
  const items: ExportItem[] = []
  return {
    items,
    writing: (source, write) => {
      const losses = createLosses()
      const written = write(losses)
      const reason = losses.reason()
      items.push({
        ...source,
        status: written === undefined ? 'skipped' : reason === '' ? 'exported' : 'lossy',
        reason,
      })
      return written
    },
    skip: (source, reason) => void items.push({ ...source, status: 'skipped', reason }),
  }
}
