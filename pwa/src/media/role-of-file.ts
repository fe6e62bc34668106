import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import { MAX_FILE_BYTES } from '@edutrack/shared-schema/protocol/upload-limits'

/** What a chosen file seems to be, by its name and by what the browser says; undefined: nothing that a course takes. The school looks at the content. */
export const roleOfFile = ({ name, type }: Pick<File, 'name' | 'type'>): CourseFile['role'] | undefined => {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  return (Object.keys(EXTENSIONS) as CourseFile['role'][]).find(
    (role) => EXTENSIONS[role].includes(extension) || TYPES[role].includes(type),
  )
}

/** Why a course doesn't take it, as a key of the catalogue, as far as that can be told here. */
export const problemOfFile = (file: Pick<File, 'name' | 'type' | 'size'>): string | undefined => {
  const role = roleOfFile(file)
  if (role === undefined) return 'error.file-type'
  if (file.size === 0) return 'error.file-unreadable'
  return file.size > MAX_FILE_BYTES[role] ? 'error.file-too-large' : undefined
}

const EXTENSIONS: Readonly<Record<CourseFile['role'], readonly string[]>> = {
  image: ['jpg', 'jpeg', 'png', 'webp', 'gif', 'avif', 'svg', 'tif', 'tiff'],
  video: ['mp4', 'm4v', 'webm'],
  audio: ['mp3', 'm4a', 'aac', 'ogg', 'oga', 'opus', 'wav', 'flac'],
  captions: ['vtt'],
  document: ['pdf', 'epub', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp'],
}
const TYPES: Readonly<Record<CourseFile['role'], readonly string[]>> = {
  image: ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif', 'image/svg+xml', 'image/tiff'],
  video: ['video/mp4', 'video/webm'],
  audio: ['audio/mpeg', 'audio/mp4', 'audio/aac', 'audio/ogg', 'audio/wav', 'audio/flac'],
  captions: ['text/vtt'],
  document: ['application/pdf', 'application/epub+zip'],
}

/** For a picker: what may be chosen. */
export const acceptOf = (...roles: readonly CourseFile['role'][]): string =>
  roles.flatMap((role) => [...TYPES[role], ...EXTENSIONS[role].map((extension) => `.${extension}`)]).join(',')
