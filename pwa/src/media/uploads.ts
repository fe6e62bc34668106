import {
  BehaviorSubject,
  combineLatest,
  distinctUntilChanged,
  firstValueFrom,
  map,
  switchMap,
  type Observable,
} from 'rxjs'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import type { MediaLibrary, MediaUpload } from '#app/media-library.ts'
import type { Clock } from '#platform/clock.ts'
import type { Connectivity } from '#platform/connectivity.ts'
import type { DeviceStore } from '#platform/device-store.ts'
import type { Ids } from '#platform/ids.ts'
import type { Locks } from '#platform/locks.ts'
import type { StorageQuota } from '#platform/storage-quota.ts'
import { problemOfFile, roleOfFile } from './role-of-file.ts'
import type { Sending, Sent } from './send-by-tus.ts'
import { uploadBytesKey, uploadsPrefix } from './upload-record.ts'

/** After a try that did not get through while the network seems good. */
const RETRY_MS = 5000
/** The file of an upload that the school has had for this long comes no more: it was removed before it was told here. */
const RECEIVED_KEPT_MS = 86_400_000
/** Room left over for the person's own work, bytes. */
const SPARE_BYTES = 5 * 1024 * 1024

export interface Uploads extends Omit<MediaLibrary, 'rename' | 'remove'> {
  stop(): void
}

/**
 * Files on their way to a course. What a person adds lies in the device store, with its bytes, until the school has made a file of it or says why not: it survives whatever happens to the
 * app. One tab sends, one file after the other; each goes on from where the school has got to.
 */
export const createUploads = (deps: {
  readonly personId: string
  readonly store: DeviceStore
  readonly locks: Locks
  readonly connectivity: Connectivity
  readonly clock: Clock
  readonly ids: Pick<Ids, 'create'>
  readonly quota: Pick<StorageQuota, 'free' | 'persist'>
  readonly fetch: typeof fetch
  readonly send: (sending: Sending) => Promise<Sent>
  /** Which of these files are in their courses here. */
  readonly filesHere: (ids: readonly string[]) => Observable<readonly { readonly id: string }[]>
  readonly notices$: Observable<readonly Notice[]>
  /** A course that is new on this device has to be told to the school first. */
  readonly isCourseAtSchool: (courseId: string) => Promise<boolean>
}): Uploads => {
  const { personId, store, locks, connectivity, clock, ids, quota, send } = deps
  const prefix = uploadsPrefix(personId)
  const records$ = store
    .watchAll<MediaUpload>(prefix)
    .pipe(map((records) => [...records.values()].toSorted((a, b) => a.since - b.since)))
  const progress$ = new BehaviorSubject<{ readonly id: string; readonly bytes: number } | null>(null)
  const end = new AbortController()

  const read = (id: string) => store.get<MediaUpload>(prefix + id)
  const change = async (
    id: string,
    from: readonly MediaUpload['state'][],
    part: Partial<MediaUpload>,
  ): Promise<void> => {
    const record = await read(id)
    if (record === undefined || !from.includes(record.state)) return
    const isNew = part.state !== undefined && part.state !== record.state
    await store.set(prefix + id, { ...record, ...part, ...(isNew ? { since: clock.now() } : {}) })
  }
  const forget = async (id: string): Promise<void> => {
    await store.delete(prefix + id)
    await store.delete(uploadBytesKey(personId, id))
  }

  /** Sends one file as far as it goes; resolves to whether the next is worth trying. */
  const sendOne = async (record: MediaUpload, control: AbortController): Promise<boolean> => {
    const { id, courseId, name } = record
    const content = await store.get<Blob>(uploadBytesKey(personId, id))
    if (content === undefined) {
      await change(id, ['waiting', 'sending'], { state: 'refused', code: 'file-gone' })
      return true
    }
    await change(id, ['waiting'], { state: 'sending' })
    const sent = await send({
      id,
      courseId,
      name,
      content,
      signal: control.signal,
      onProgress: (bytes) => progress$.next({ id, bytes }),
      onKept: (sentBytes) => void change(id, ['sending'], { sentBytes }),
    })
    progress$.next(null)
    if (sent.outcome === 'received')
      await change(id, ['sending', 'paused'], { state: 'received', sentBytes: record.bytes })
    if (sent.outcome === 'refused') await change(id, ['sending'], { state: 'refused', code: sent.code })
    if (sent.outcome === 'unreached') await change(id, ['sending'], { state: 'waiting' })
    return sent.outcome !== 'unreached'
  }

  /** What this tab does while it is the one that sends. */
  const lead = async (): Promise<void> => {
    let running: { readonly id: string; readonly control: AbortController } | undefined
    let isPumping = false
    /** After what did not get through: until some time has passed, or the network may be back. */
    let isResting = false
    let cancelRest: (() => void) | undefined
    let waiting: readonly string[] = []
    const rest = (): void => {
      isResting = true
      cancelRest?.()
      cancelRest = clock.after(RETRY_MS, wake)
    }
    const wake = (): void => {
      isResting = false
      pump()
    }
    const nextToSend = async (): Promise<MediaUpload | undefined> => {
      for (const id of waiting) {
        const record = await read(id)
        if (record?.state !== 'waiting') continue
        if (await deps.isCourseAtSchool(record.courseId)) return record
        rest()
      }
      return undefined
    }
    const sendAll = async (): Promise<void> => {
      for (let next = await nextToSend(); next !== undefined; next = await nextToSend()) {
        const control = new AbortController()
        running = { id: next.id, control }
        const isWorthMore = await sendOne(next, control)
        running = undefined
        if (end.signal.aborted) return
        if (!isWorthMore) {
          rest()
          return
        }
      }
    }
    const pump = (): void => {
      if (isPumping || isResting || waiting.length === 0 || end.signal.aborted || !connectivity.isOnline()) return
      isPumping = true
      void sendAll().finally(() => {
        isPumping = false
      })
    }
    // Left by a tab that was closed while it sent.
    for (const { id } of (await firstValueFrom(records$)).filter(({ state }) => state === 'sending'))
      await change(id, ['sending'], { state: 'waiting' })
    const watching = records$.subscribe((records) => {
      waiting = records.filter(({ state }) => state === 'waiting').map(({ id }) => id)
      // Paused or given up, here or in another tab.
      const sent = running === undefined ? undefined : records.find(({ id }) => id === running?.id)
      if (sent === undefined || sent.state === 'paused') running?.control.abort()
      pump()
    })
    const settling = watchSettled()
    const forgetBack = connectivity.onMaybeBack(wake)
    const online = connectivity.isOnline$.subscribe(wake)
    await new Promise<void>((resolve) => {
      if (end.signal.aborted) resolve()
      end.signal.addEventListener('abort', () => resolve())
    })
    running?.control.abort()
    cancelRest?.()
    for (const subscription of [watching, settling, online]) subscription.unsubscribe()
    forgetBack()
  }

  /** The school has made a file of what it received, or says why it can't. */
  const watchSettled = () =>
    combineLatest([
      records$,
      deps.notices$,
      records$.pipe(
        map((records) => records.map(({ id }) => id)),
        distinctUntilChanged((a, b) => a.join() === b.join()),
        switchMap(deps.filesHere),
      ),
    ]).subscribe(([records, notices, files]) => {
      const here = new Set(files.map(({ id }) => id))
      const noticesById = new Map(notices.map((notice) => [notice.id, notice]))
      for (const { id, state, since } of records) {
        const notice = noticesById.get(`refused-upload-${id}`)
        const code = notice?.refusal?.code
        // Dealt with in the outbox, it is dealt with here.
        if (here.has(id) || notice?.readAt !== undefined) void forget(id)
        else if (code !== undefined && state !== 'refused')
          void change(id, ['waiting', 'paused', 'sending', 'received'], { state: 'refused', code, isTold: true })
        else if (state === 'received' && clock.now() - since > RECEIVED_KEPT_MS) void forget(id)
      }
    })

  void locks.hold(`edutrack-upload-${personId}`, lead, { signal: end.signal })

  return {
    uploads: (courseId) =>
      combineLatest([records$, progress$]).pipe(
        map(([records, progress]) =>
          records
            .filter((record) => record.courseId === courseId)
            .map((record) =>
              record.id === progress?.id
                ? { ...record, sentBytes: Math.max(record.sentBytes, progress.bytes) }
                : record,
            )
            .toReversed(),
        ),
      ),
    add: async (courseId, file, { id } = { id: ids.create() }) => {
      const problem = problemOfFile(file)
      if (problem !== undefined) return { ok: false, messageId: problem }
      const free = await quota.free()
      if (free !== null && free < file.size + SPARE_BYTES) return { ok: false, messageId: 'error.no-space-for-file' }
      void quota.persist()
      const record: MediaUpload = {
        id,
        courseId,
        name: file.name.trim().slice(0, 200) || id,
        role: roleOfFile(file) ?? 'document',
        mime: file.type,
        bytes: file.size,
        state: 'waiting',
        since: clock.now(),
        sentBytes: 0,
      }
      try {
        // The bytes first: what is listed is here.
        await store.set(uploadBytesKey(personId, id), new Blob([file], { type: file.type }))
        await store.set(prefix + id, record)
      } catch {
        await forget(id).catch(() => undefined)
        // The browser gives no more room, or the file can't be read any more where it was chosen.
        return { ok: false, messageId: 'error.no-space-for-file' }
      }
      return { ok: true, id }
    },
    content: (id) => store.get<Blob>(uploadBytesKey(personId, id)),
    pause: (id) => change(id, ['waiting', 'sending'], { state: 'paused' }),
    goOn: (id) => change(id, ['paused', 'refused'], { state: 'waiting' }),
    drop: async (id) => {
      await forget(id)
      // In vain without a network: then the school forgets it by itself.
      void deps
        .fetch(`/api/uploads/${id}`, { method: 'DELETE', headers: { 'tus-resumable': '1.0.0' } })
        .catch(() => undefined)
    },
    stop: () => end.abort(),
  }
}
