import { BehaviorSubject, map } from 'rxjs'
import type { MediaLibrary, MediaUpload } from '#app/media-library.ts'
import { roleOfFile } from '#media/role-of-file.ts'

/** Uploads in memory: one of each state, and what is added waits. */
export const createMemoryMedia = (deps: {
  readonly now: () => number
  readonly createId: () => string
  readonly isOnline: boolean
}): MediaLibrary => {
  const { now, createId, isOnline } = deps
  const upload = (more: Partial<MediaUpload> & Pick<MediaUpload, 'id' | 'name' | 'state'>): MediaUpload => ({
    courseId: 'first-aid',
    role: 'image',
    mime: 'image/jpeg',
    bytes: 3_800_000,
    since: now() - 120_000,
    sentBytes: 0,
    ...more,
  })
  const uploads$ = new BehaviorSubject<readonly MediaUpload[]>([
    upload({
      id: 'up1',
      name: 'Recovery position, filmed from above.mp4',
      role: 'video',
      bytes: 84_000_000,
      state: isOnline ? 'sending' : 'waiting',
      sentBytes: 31_000_000,
    }),
    upload({ id: 'up2', name: 'Bandage.jpg', state: 'paused', sentBytes: 1_000_000 }),
    upload({ id: 'up3', name: 'Burns.png', state: 'received', sentBytes: 3_800_000 }),
    upload({ id: 'up4', name: 'Heart.svg', bytes: 12_000, state: 'refused', code: 'file-active', isTold: true }),
  ])
  const contents = new Map<string, Blob>()
  const change = (id: string, part: Partial<MediaUpload>): void =>
    uploads$.next(uploads$.value.map((known) => (known.id === id ? { ...known, ...part } : known)))
  return {
    sendsWithAppClosed: true,
    uploads: (courseId) => uploads$.pipe(map((all) => all.filter((known) => known.courseId === courseId))),
    add: async (courseId, file) => {
      const id = createId()
      contents.set(id, file)
      const { name, type: mime, size: bytes } = file
      uploads$.next([
        upload({ id, courseId, name, mime, bytes, role: roleOfFile(file) ?? 'document', state: 'waiting' }),
        ...uploads$.value,
      ])
      return { ok: true, id }
    },
    content: async (id) => contents.get(id),
    pause: async (id) => change(id, { state: 'paused' }),
    goOn: async (id) => change(id, { state: 'waiting' }),
    drop: async (id) => uploads$.next(uploads$.value.filter((known) => known.id !== id)),
    rename: async () => undefined,
    remove: async () => async () => undefined,
  }
}
