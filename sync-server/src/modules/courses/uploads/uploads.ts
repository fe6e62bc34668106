import type { Readable } from 'node:stream'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import {
  MAX_COURSE_FILE_BYTES,
  MAX_OPEN_UPLOADS,
  MAX_UPLOAD_BYTES,
  UPLOAD_KEPT_MS,
} from '@edutrack/shared-schema/protocol/upload-limits'
import type { UploadMetadata } from '@edutrack/shared-schema/protocol/uploads'
import type { Blobs } from '#ports/blobs/blobs.ts'
import type { Clock } from '#ports/clock/clock.ts'
import type { Store, StoreReader, StoreTransaction } from '#ports/store/store.ts'
import type { Reader } from '#sync/collection-rules.ts'
import { writeJobs } from '#sync/outbox.ts'
import { takeInUpload } from '../jobs/take-in-upload.ts'
import { courseOf, mayTeach } from '../rules/may-teach.ts'
import { pieceName, piecesFolder } from './upload-pieces.ts'
import { uploadRow, uploadTables, type UploadRow } from './upload-rows.ts'

/** Bytes that a server which dies may have taken and not kept. */
const PIECE_BYTES = 1024 * 1024

/** Media on their way to a course. What is acknowledged is kept: a device goes on from there, on whichever server. */
export interface Uploads {
  /** Begins an upload, or finds the one that was begun with this id and is the same. */
  begin(
    author: Reader,
    upload: UploadMetadata & { readonly length: number },
  ): Promise<UploadRow | 'not-found' | 'too-large' | 'course-storage-full' | 'invalid-request'>
  /** The author's own, as long as they teach the course. */
  find(author: Reader, id: string): Promise<UploadRow | undefined>
  /** How far an upload is, for whom that has been settled. */
  offsetOf(id: string): Promise<Pick<UploadRow, 'length' | 'offset'> | undefined>
  /**
   * Takes bytes from `offset` on, and resolves to the offset that it has then come to. What a connection that breaks has brought is kept. With the last byte, its
   * being received and the job that makes a file of it are one write. Rejects with `UploadMoved`.
   */
  append(id: string, offset: number, content: Readable, requestId?: string): Promise<number>
  /** Forgets what is not complete. */
  abandon(id: string): Promise<void>
}

/** Bytes came at another place than where the upload has got to, by another way: the device asks where it is. */
export class UploadMoved extends Error {
  override readonly name = 'UploadMoved'
}

export const createUploads = async (deps: {
  readonly store: Store
  readonly blobs: Pick<Blobs, 'put' | 'deleteUnder'>
  readonly clock: Pick<Clock, 'now'>
  /** Told when there is a job in the outbox. */
  readonly onReceived?: () => void
}): Promise<Uploads> => {
  const { store, blobs, clock, onReceived } = deps
  await store.migrate(uploadTables)

  const addPiece = async (id: string, at: number, bytes: Buffer, requestId: string | undefined): Promise<void> => {
    await blobs.put(pieceName(id, at, bytes.length), bytes, { mime: 'application/octet-stream' })
    const { state } = await store.transact(async (tx) => {
      const row = await uploadRow(tx, id)
      if (row?.state !== 'receiving' || row.offset !== at || at + bytes.length > row.length) throw new UploadMoved(id)
      return write(tx, { ...row, pieces: [...row.pieces, bytes.length], offset: at + bytes.length }, requestId)
    })
    if (state === 'received') onReceived?.()
  }
  const write = async (tx: StoreTransaction, row: UploadRow, requestId?: string): Promise<UploadRow> => {
    const isWhole = row.offset === row.length
    const state = isWhole ? 'received' : 'receiving'
    const written: UploadRow = { ...row, state, expiresAt: clock.now() + UPLOAD_KEPT_MS }
    await tx.putRow('uploads', written)
    if (isWhole) await writeJobs(tx, [takeInUpload(row.id)], requestId)
    return written
  }

  return {
    begin: async (author, { id, courseId, name, length }) => {
      if (length > MAX_UPLOAD_BYTES) return 'too-large'
      if (length < 1) return 'invalid-request'
      return store.transact(async (tx) => {
        const course = await courseOf(tx, courseId)
        if (course === undefined || !mayTeach(course, author)) return 'not-found'
        const begun = await uploadRow(tx, id)
        if (begun !== undefined) {
          const isSame = begun.personId === author.personId && begun.courseId === courseId && begun.length === length
          return isSame ? begun : 'invalid-request'
        }
        // What it would become is there, and is something else.
        if ((await tx.document('files', id)) !== undefined) return 'invalid-request'
        if (!(await hasRoom(tx, author, courseId, length))) return 'course-storage-full'
        return write(tx, {
          id,
          personId: author.personId,
          courseId,
          name,
          length,
          pieces: [],
          offset: 0,
          state: 'receiving',
          expiresAt: 0,
        })
      })
    },
    find: async (author, id) => {
      const row = await uploadRow(store, id)
      if (row?.personId !== author.personId) return undefined
      const course = await courseOf(store, row.courseId)
      return course !== undefined && mayTeach(course, author) ? row : undefined
    },
    offsetOf: (id) => uploadRow(store, id),
    append: async (id, offset, content, requestId) => {
      let at = offset
      let gathered: Buffer[] = []
      let bytes = 0
      const keep = async (): Promise<void> => {
        if (bytes === 0) return
        const piece = Buffer.concat(gathered)
        gathered = []
        bytes = 0
        await addPiece(id, at, piece, requestId)
        at += piece.length
      }
      try {
        for await (const chunk of content) {
          gathered.push(chunk as Buffer)
          bytes += (chunk as Buffer).length
          if (bytes >= PIECE_BYTES) await keep()
        }
      } catch (error) {
        if (!(error instanceof UploadMoved)) await keep()
        throw error
      }
      await keep()
      return at
    },
    abandon: async (id) => {
      const isGone = await store.transact(async (tx) =>
        (await uploadRow(tx, id))?.state === 'receiving' ? tx.deleteRow('uploads', id) : false,
      )
      if (isGone) await blobs.deleteUnder(piecesFolder(id))
    },
  }
}

const hasRoom = async (store: StoreReader, author: Reader, courseId: string, more: number): Promise<boolean> => {
  const [files, coming, own] = await Promise.all([
    store.documentsBy({ lookup: 'files_by_course', values: [courseId] }),
    store.rows<UploadRow>({ table: 'uploads', index: 'by_course', equals: [courseId], limit: MAX_OPEN_UPLOADS }),
    store.rows<UploadRow>({
      table: 'uploads',
      index: 'by_person',
      equals: [author.personId],
      limit: MAX_OPEN_UPLOADS * 10,
    }),
  ])
  const isOpen = ({ state }: UploadRow): boolean => state === 'receiving' || state === 'received'
  const used =
    files.reduce((sum, { content }) => sum + (content as unknown as CourseFile).bytes, 0) +
    coming.filter(isOpen).reduce((sum, { length }) => sum + length, 0)
  return used + more <= MAX_COURSE_FILE_BYTES && own.filter(isOpen).length < MAX_OPEN_UPLOADS
}
