import { combineLatest, distinctUntilChanged, firstValueFrom, map, switchMap, type Observable } from 'rxjs'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import type { MediaLibrary, MediaUpload } from '#app/media-library.ts'
import type { Clock } from '#platform/clock.ts'
import type { Connectivity } from '#platform/connectivity.ts'
import type { DeviceStore } from '#platform/device-store.ts'
import type { Ids } from '#platform/ids.ts'
import type { Locks } from '#platform/locks.ts'
import type { StorageQuota } from '#platform/storage-quota.ts'
import { problemOfFile, roleOfFile } from './role-of-file.ts'
import type { Sending, Sent } from './send-in-pieces.ts'
import { createUploadRecords, sendUpload, uploadLockOf } from './upload-records.ts'

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
 * app. One tab sends, one file after the other, or the service worker while there is none (`#service-worker/deliver-uploads.ts`); each goes on from where the school has got to.
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
  /** Nothing of this person leaves under another's session (S17). */
  readonly isSignedIn: () => boolean
  /** Asks the browser to have this upload sent also when the app is closed. */
  readonly requestDelivery: (id: string) => void
  /** Whether the browser does so. */
  readonly sendsWithAppClosed: boolean
  /** A course that is new on this device has to be told to the school first. */
  readonly isCourseAtSchool: (courseId: string) => Promise<boolean>
}): Uploads => {
  const { personId, locks, connectivity, clock, ids, quota } = deps
  const records = createUploadRecords(deps)
  const records$ = records.all$
  const { read, change, forget } = records
  const end = new AbortController()

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
      if (!deps.isSignedIn()) {
        rest()
        return undefined
      }
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
        const isWorthMore = await sendUpload({ records, send: deps.send }, next, control.signal)
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
    const watching = records$.subscribe((known) => {
      const before = waiting
      waiting = known.filter(({ state }) => state === 'waiting').map(({ id }) => id)
      for (const id of waiting) if (!before.includes(id)) deps.requestDelivery(id)
      // Paused or given up, here or in another tab.
      const sent = running === undefined ? undefined : known.find(({ id }) => id === running?.id)
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
        map((known) => known.map(({ id }) => id)),
        distinctUntilChanged((a, b) => a.join() === b.join()),
        switchMap(deps.filesHere),
      ),
    ]).subscribe(([known, notices, files]) => {
      const here = new Set(files.map(({ id }) => id))
      const noticesById = new Map(notices.map((notice) => [notice.id, notice]))
      for (const { id, state, since } of known) {
        const notice = noticesById.get(`refused-upload-${id}`)
        const code = notice?.refusal?.code
        // Dealt with in the outbox, it is dealt with here.
        if (here.has(id) || notice?.readAt !== undefined) void forget(id)
        else if (code !== undefined && state !== 'refused')
          void change(id, ['waiting', 'paused', 'sending', 'received'], { state: 'refused', code, isTold: true })
        else if (state === 'received' && clock.now() - since > RECEIVED_KEPT_MS) void forget(id)
      }
    })

  void locks.hold(uploadLockOf(personId), lead, { signal: end.signal })

  return {
    sendsWithAppClosed: deps.sendsWithAppClosed,
    uploads: (courseId) =>
      records$.pipe(map((known) => known.filter((record) => record.courseId === courseId).toReversed())),
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
        await records.add(record, new Blob([file], { type: file.type }))
      } catch {
        await forget(id).catch(() => undefined)
        // The browser gives no more room, or the file can't be read any more where it was chosen.
        return { ok: false, messageId: 'error.no-space-for-file' }
      }
      return { ok: true, id }
    },
    content: records.content,
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
