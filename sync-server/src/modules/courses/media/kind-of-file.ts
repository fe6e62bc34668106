import { fileTypeFromBuffer } from 'file-type'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'

/** What a file is by its content; its name and what a browser said of it count for nothing. */
export interface FileKind {
  readonly role: CourseFile['role']
  readonly mime: string
}

/** Bytes from a file's beginning that tell what it is: office documents name themselves after their first entries. */
export const HEAD_BYTES = 64 * 1024

/** Undefined: nothing that a course takes. `head` is the file's beginning, all of it where it is shorter than `HEAD_BYTES`. */
export const kindOfFile = async (head: Uint8Array): Promise<FileKind | undefined> => {
  const text = textOf(head)
  if (/^WEBVTT(\s|$)/.test(text)) return { role: 'captions', mime: 'text/vtt' }
  const found = await fileTypeFromBuffer(head).catch(() => undefined)
  const kind = found === undefined ? undefined : KINDS[found.mime.replace(/;.*/, '')]
  if (kind !== undefined) return kind
  const isMarkup = found === undefined || found.mime === 'application/xml'
  return isMarkup && isSvg(text) ? { role: 'image', mime: 'image/svg+xml' } : undefined
}

const textOf = (head: Uint8Array): string => new TextDecoder().decode(head).replace(/^\uFEFF/, '')

/** Its first element is `svg`, after nothing but what XML allows before one. */
const isSvg = (text: string): boolean =>
  /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!DOCTYPE svg[^>[]*(?:\[[^\]]*\])?[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<svg[\s>]/i.test(
    text,
  )

const of = (role: CourseFile['role'], mime: string): FileKind => ({ role, mime })

/** By the names of file-type. What browsers don't show is left out: QuickTime, Matroska, HEIC. */
const KINDS: Readonly<Record<string, FileKind>> = {
  ...Object.fromEntries(
    ['image/jpeg', 'image/png', 'image/apng', 'image/webp', 'image/gif', 'image/avif', 'image/tiff'].map((mime) => [
      mime,
      of('image', mime),
    ]),
  ),
  'video/mp4': of('video', 'video/mp4'),
  'video/x-m4v': of('video', 'video/mp4'),
  'video/webm': of('video', 'video/webm'),
  'audio/mpeg': of('audio', 'audio/mpeg'),
  'audio/mp4': of('audio', 'audio/mp4'),
  'audio/x-m4a': of('audio', 'audio/mp4'),
  'audio/aac': of('audio', 'audio/aac'),
  'audio/ogg': of('audio', 'audio/ogg'),
  'audio/opus': of('audio', 'audio/ogg'),
  'audio/wav': of('audio', 'audio/wav'),
  'audio/vnd.wave': of('audio', 'audio/wav'),
  'audio/flac': of('audio', 'audio/flac'),
  'audio/x-flac': of('audio', 'audio/flac'),
  ...Object.fromEntries(
    [
      'application/pdf',
      'application/epub+zip',
      'application/vnd.oasis.opendocument.text',
      'application/vnd.oasis.opendocument.spreadsheet',
      'application/vnd.oasis.opendocument.presentation',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    ].map((mime) => [mime, of('document', mime)]),
  ),
}
