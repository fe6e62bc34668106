import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { z } from 'zod'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import type { RefusalCode } from '@edutrack/shared-schema/protocol/errors'
import { MAX_FILE_BYTES } from '@edutrack/shared-schema/protocol/upload-limits'
import type { Blobs } from '#ports/blobs/blobs.ts'
import type { NewJob } from '#ports/queue/queue.ts'
import { PATIENTLY, type JobDeps, type JobHandler } from '../../job-handler.ts'
import { courseWithContents } from '../course-contents.ts'
import { areCaptionsReadable } from '../media/check-captions.ts'
import { checkSvg } from '../media/check-svg.ts'
import { HEAD_BYTES, kindOfFile, type FileKind } from '../media/kind-of-file.ts'
import { wantMedium } from '../media-sweep/spare-media.ts'
import { makePicture } from '../media/make-picture.ts'
import { readMp4, type Mp4 } from '../media/read-mp4.ts'
import { readRecording } from '../media/read-recording.ts'
import { courseOf } from '../rules/may-teach.ts'
import { createUploadPieces, piecesFolder, type UploadPieces } from '../uploads/upload-pieces.ts'
import { uploadRow, type UploadRow } from '../uploads/upload-rows.ts'

const payloadSchema = z.object({ uploadId: z.string() })

export const takeInUpload = (uploadId: string): NewJob => ({
  id: `take-in-upload-${uploadId}`,
  kind: 'take-in-upload',
  payload: { uploadId } satisfies z.infer<typeof payloadSchema>,
  ...PATIENTLY,
})

/**
 * Makes a file of a course of what was uploaded: what it is by its content, pictures made small, what cameras noted of the place taken out. A file that a course can't take is told to its
 * author by a notice with the reason. Killed anywhere and run again, it comes to the same: bytes lie under their hash, the document has the upload's id (S15).
 */
export const takeInUploadJob: JobHandler = {
  kind: 'take-in-upload',
  // A picture of a hundred megapixels takes some hundred megabytes while it is made small.
  atOnce: 2,
  // A long film is read three times, and put, over the network of the school.
  mostMs: 2 * 3_600_000,
  payload: payloadSchema,
  run: async ({ store, blobs, engine, clock }, { payload }) => {
    const { uploadId } = payload as z.infer<typeof payloadSchema>
    const row = await uploadRow(store, uploadId)
    if (row?.state !== 'received') return
    const made = await makeMedium(createUploadPieces(blobs, row.id, row.pieces))
    if ('refused' in made) {
      const notice = refusalOf(row, made.refused, clock.now())
      await engine.commitAsServer(async (tx) =>
        (await tx.document('notices', notice.id)) === undefined ? [{ collection: 'notices', document: notice }] : [],
      )
    } else {
      const { about, content } = made
      const hash = await putByHash({ store, blobs, clock }, content, about.mime)
      const document: CourseFile = { id: row.id, courseId: row.courseId, name: row.name, ...about, hash }
      await engine.commitAsServer(async (tx) => {
        const course = await courseOf(tx, row.courseId)
        // There already, or there and removed since: it is not brought back.
        if (course === undefined || (await tx.document('files', document.id)) !== undefined) return []
        return [{ collection: 'files', document }, ...(await courseWithContents(tx, course, { file: document }))]
      })
    }
    await store.transact(async (tx) => {
      const present = await uploadRow(tx, uploadId)
      if (present === undefined) return
      await tx.putRow('uploads', { ...present, state: 'refused' in made ? 'refused' : 'done', pieces: [] })
    })
    await blobs.deleteUnder(piecesFolder(uploadId))
  },
}

type Made =
  | { readonly refused: RefusalCode }
  | {
      readonly about: Pick<CourseFile, 'role' | 'mime' | 'bytes' | 'width' | 'height' | 'seconds'>
      /** May be asked for more than once. */
      readonly content: () => Readable
    }

const makeMedium = async (pieces: UploadPieces): Promise<Made> => {
  const kind = await kindOfFile(await pieces.read(0, HEAD_BYTES))
  if (kind === undefined) return { refused: 'file-type' }
  if (pieces.bytes > MAX_FILE_BYTES[kind.role]) return { refused: 'file-too-large' }
  const asItIs = { ...kind, bytes: pieces.bytes }
  switch (kind.role) {
    case 'image':
      return kind.mime === 'image/svg+xml' ? takeDrawing(pieces, kind) : takePicture(pieces)
    case 'captions':
      return areCaptionsReadable(await pieces.read(0, pieces.bytes))
        ? { about: asItIs, content: pieces.stream }
        : { refused: 'captions-unreadable' }
    case 'document':
      return { about: asItIs, content: pieces.stream }
    case 'audio':
    case 'video':
      return takeRecording(pieces, kind)
  }
}

const takeDrawing = async (pieces: UploadPieces, kind: FileKind): Promise<Made> => {
  const { outcome, ...size } = checkSvg((await pieces.read(0, pieces.bytes)).toString())
  if (outcome === 'draws') return { about: { ...kind, bytes: pieces.bytes, ...size }, content: pieces.stream }
  return { refused: outcome === 'active' ? 'file-active' : 'file-unreadable' }
}

const takePicture = async (pieces: UploadPieces): Promise<Made> => {
  const made = await makePicture(await pieces.read(0, pieces.bytes))
  if (made.outcome !== 'made') return { refused: made.outcome }
  const { bytes, mime, width, height } = made
  return { about: { role: 'image', mime, bytes: bytes.length, width, height }, content: () => Readable.from([bytes]) }
}

const takeRecording = async (pieces: UploadPieces, kind: FileKind): Promise<Made> => {
  const about = { ...kind, bytes: pieces.bytes }
  if (!kind.mime.endsWith('/mp4')) {
    const told = await readRecording(pieces.stream(), about)
    return told === undefined
      ? { refused: 'file-unreadable' }
      : { about: { ...about, ...told }, content: pieces.stream }
  }
  const mp4 = await readMp4(pieces.read, pieces.bytes)
  if (mp4 === undefined) return { refused: 'file-unreadable' }
  const { notes, ...told } = mp4
  return { about: { ...about, ...told }, content: () => Readable.from(withoutNotes(pieces.stream(), notes)) }
}

/** The film with these spans emptied; their boxes stay as free space, since a film's table counts bytes from the file's beginning. */
const withoutNotes = async function* (content: Readable, notes: Mp4['notes']): AsyncGenerator<Buffer> {
  let at = 0
  for await (const chunk of content) {
    const bytes = Buffer.from(chunk as Buffer)
    for (const note of notes) {
      overwrite(bytes, note.at + 4 - at, Buffer.from('free'))
      overwrite(bytes, note.at + 8 - at, { zeros: note.bytes - 8 })
    }
    yield bytes
    at += bytes.length
  }
}

/** Writes what of it falls into the chunk. */
const overwrite = (chunk: Buffer, at: number, what: Buffer | { readonly zeros: number }): void => {
  const length = Buffer.isBuffer(what) ? what.length : what.zeros
  const from = Math.max(0, at)
  const to = Math.min(chunk.length, at + length)
  if (from >= to) return
  if (Buffer.isBuffer(what)) what.copy(chunk, from, from - at, to - at)
  else chunk.fill(0, from, to)
}

/** Stores the content under its hash, where it is not there yet; resolves to the hash. */
const putByHash = async (
  { store, blobs, clock }: Pick<JobDeps, 'store' | 'clock'> & { readonly blobs: Pick<Blobs, 'stat' | 'put'> },
  content: () => Readable,
  mime: string,
): Promise<string> => {
  const digest = createHash('sha256')
  for await (const chunk of content()) digest.update(chunk as Buffer)
  const hash = digest.digest('hex')
  const name = `media/${hash}`
  // From here on nobody removes what may be there from long ago.
  await wantMedium(store, hash, clock.now())
  if ((await blobs.stat(name)) === undefined) await blobs.put(name, content(), { mime })
  return hash
}

const refusalOf = ({ id, personId, courseId, name }: UploadRow, code: RefusalCode, at: number): Notice => ({
  id: `refused-upload-${id}`,
  personId,
  kind: 'refused',
  at,
  courseId,
  subject: { collection: 'files', id, title: name },
  refusal: { code, document: { id, courseId, name } },
})
