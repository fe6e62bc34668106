import type { MediaUpload } from '#app/media-library.ts'
import type { OutboxItem, SyncState } from '#app/services.ts'

/** Where uploads are kept in the device store; the bytes of each lie beside, so that listing them loads none. */
export const uploadsPrefix = (personId: string): string => `${personId}/upload/`
export const uploadBytesKey = (personId: string, uploadId: string): string => `${personId}/upload-bytes/${uploadId}`

type Status = Parameters<Parameters<SyncState['status$']['subscribe']>[0] & object>[0]

const isUnsent = ({ state }: MediaUpload): boolean => state === 'waiting' || state === 'paused' || state === 'sending'
const needsPerson = ({ state, isTold }: MediaUpload): boolean => state === 'refused' && isTold !== true

/** The word on every screen, uploads counted in. */
export const withUploads = (status: Status, uploads: readonly MediaUpload[]): Status => {
  const inNeed = uploads.filter(needsPerson).length
  if (inNeed > 0) return { kind: 'needs-you', count: inNeed + (status.kind === 'needs-you' ? status.count : 0) }
  const unsent = uploads.filter(isUnsent)
  if (unsent.length === 0 || status.kind === 'needs-you') return status
  const isSending = status.kind === 'sending' || unsent.some(({ state }) => state === 'sending')
  return { kind: isSending ? 'sending' : 'waiting', count: unsent.length + status.count }
}

/** What the outbox shows of uploads; one of which the school's own notice tells is shown as that. */
export const uploadsToItems = (uploads: readonly MediaUpload[]): readonly OutboxItem[] =>
  uploads
    .filter((upload) => isUnsent(upload) || needsPerson(upload))
    .map(({ id, name, courseId, state, since, code }) => ({
      id,
      collection: 'files',
      title: name,
      courseId,
      state: state === 'refused' ? 'needs-you' : state === 'sending' ? 'sending' : 'on-this-phone',
      since,
      ...(code === undefined ? {} : { code }),
    }))
