import { map, type Observable } from 'rxjs'
import type { MediaUpload } from '#app/media-library.ts'
import type { Clock } from '#platform/clock.ts'
import type { DeviceStore } from '#platform/device-store.ts'
import type { Sending, Sent } from './send-in-pieces.ts'
import { uploadBytesKey, uploadsPrefix } from './upload-record.ts'

/** Who holds it sends a person's files: one page, or the service worker. */
export const uploadLockOf = (personId: string): string => `edutrack-upload-${personId}`

/** A person's uploads in the device store, as pages and the service worker share them. */
export interface UploadRecords {
  /** The oldest first. */
  readonly all$: Observable<readonly MediaUpload[]>
  read(id: string): Promise<MediaUpload | undefined>
  add(record: MediaUpload, content: Blob): Promise<void>
  /** Changes it where it is in one of these states: another page may have been faster. */
  change(id: string, from: readonly MediaUpload['state'][], part: Partial<MediaUpload>): Promise<void>
  content(id: string): Promise<Blob | undefined>
  forget(id: string): Promise<void>
}

export const createUploadRecords = (deps: {
  readonly personId: string
  readonly store: DeviceStore
  readonly clock: Pick<Clock, 'now'>
}): UploadRecords => {
  const { personId, store, clock } = deps
  const prefix = uploadsPrefix(personId)
  const read = (id: string) => store.get<MediaUpload>(prefix + id)
  return {
    all$: store
      .watchAll<MediaUpload>(prefix)
      .pipe(map((records) => [...records.values()].toSorted((a, b) => a.since - b.since))),
    read,
    add: async (record, content) => {
      // The bytes first: what is listed is here.
      await store.set(uploadBytesKey(personId, record.id), content)
      await store.set(prefix + record.id, record)
    },
    // In one step: a pause is not undone by progress that is noted in the same moment, here or in the service worker.
    change: (id, from, part) =>
      store.update<MediaUpload>(prefix + id, (record) => {
        if (!from.includes(record.state)) return record
        const isNew = part.state !== undefined && part.state !== record.state
        return { ...record, ...part, ...(isNew ? { since: clock.now() } : {}) }
      }),
    content: (id) => store.get<Blob>(uploadBytesKey(personId, id)),
    forget: async (id) => {
      await store.delete(prefix + id)
      await store.delete(uploadBytesKey(personId, id))
    },
  }
}

/** Sends one file as far as it goes, for whoever holds the lock; resolves to whether the next is worth trying. */
export const sendUpload = async (
  deps: { readonly records: UploadRecords; readonly send: (sending: Sending) => Promise<Sent> },
  { id, courseId, name, bytes }: MediaUpload,
  signal: AbortSignal,
): Promise<boolean> => {
  const { records, send } = deps
  const content = await records.content(id)
  if (content === undefined) {
    await records.change(id, ['waiting', 'sending'], { state: 'refused', code: 'file-gone' })
    return true
  }
  await records.change(id, ['waiting'], { state: 'sending' })
  const sent = await send({
    id,
    courseId,
    name,
    content,
    signal,
    onKept: (sentBytes) => void records.change(id, ['sending'], { sentBytes }),
  })
  if (sent.outcome === 'received')
    await records.change(id, ['sending', 'paused'], { state: 'received', sentBytes: bytes })
  if (sent.outcome === 'refused') await records.change(id, ['sending'], { state: 'refused', code: sent.code })
  if (sent.outcome === 'unreached') await records.change(id, ['sending'], { state: 'waiting' })
  return sent.outcome !== 'unreached'
}
