import { expose } from 'comlink'
import { fromDocuments } from '@edutrack/interchange/documents/from-documents'
import { toDocuments, type CourseDocuments } from '@edutrack/interchange/documents/to-documents'
import { exportCourse } from '@edutrack/interchange/export-course'
import { importPackage } from '@edutrack/interchange/import-package'
import type { ExportFormat, ExportReport, ImportReport } from '@edutrack/interchange/model/report'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import { addresses } from '#app/addresses.ts'
import { problemOfFile } from '#media/role-of-file.ts'
import { createCryptoIds } from '#platform/ids.ts'

export type ReadPackage =
  | {
      readonly outcome: 'read'
      readonly report: ImportReport
      /** A draft course. */
      readonly documents: CourseDocuments
      /** What is to be uploaded for it, under the ids by which its texts name them; and what a course doesn't take, which they don't name. */
      readonly files: readonly PackedFile[]
    }
  /** `problem` is a sentence for a teacher. */
  | { readonly outcome: 'unreadable'; readonly problem: string }

export interface PackedFile {
  readonly id: string
  readonly file: File
  /** A key of the catalogue. */
  readonly problem?: string
}

export interface WrittenPackage {
  readonly file: File
  readonly report: ExportReport
}

/** Reads and writes packages of other systems off the screen's thread: a large one takes seconds, a hostile one as long as it is let. */
export interface PackageWorker {
  read(
    file: File,
    of: { readonly owner: { readonly id: string; readonly name: string }; readonly now: number },
  ): Promise<ReadPackage>
  /** `files` are fetched; rejects where one can't be had. */
  write(course: CourseDocuments, files: readonly CourseFile[], format: ExportFormat): Promise<WrittenPackage>
}

const worker: PackageWorker = {
  read: async (file, { owner, now }) => {
    const result = await importPackage(new Uint8Array(await file.arrayBuffer()), { name: file.name })
    if (result.outcome !== 'read')
      return { outcome: 'unreadable', problem: result.outcome === 'unreadable' ? result.problem : '' }
    const ids = createCryptoIds()
    const files = new Map(
      result.course.files.map(({ id, name, mime, bytes }) => {
        const file = new File([bytes as Uint8Array<ArrayBuffer>], name, { type: mime })
        const problem = problemOfFile(file)
        return [id, { id: ids.create(), file, ...(problem === undefined ? {} : { problem }) }] as const
      }),
    )
    const takenId = (id: string): string | undefined => {
      const packed = files.get(id)
      return packed?.problem === undefined ? packed?.id : undefined
    }
    const documents = toDocuments(result.course, {
      courseId: ids.create(),
      newId: ids.create,
      fileIdOf: takenId,
      bytes: 0,
      unitAddress: addresses.unit,
      owner,
      now,
    })
    return { outcome: 'read', report: result.report, documents, files: [...files.values()] }
  },
  write: async (course, files, format) => {
    const withBytes = []
    for (const document of format === 'gift' ? [] : files) {
      const response = await fetch(`/api/media/${document.hash}`)
      if (!response.ok) throw new Error(`A file of the course can’t be had: ${String(response.status)}`)
      withBytes.push({ document, bytes: new Uint8Array(await response.arrayBuffer()) })
    }
    const result = await exportCourse(
      fromDocuments({ ...course, files: withBytes, unitAddress: addresses.unit }),
      format,
    )
    if (result.outcome !== 'written') throw new Error('The package was not written to its end')
    const file = new File([result.bytes as Uint8Array<ArrayBuffer>], result.fileName, { type: result.mime })
    return { file, report: result.report }
  },
}

expose(worker)
