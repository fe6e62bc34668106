import { firstValueFrom } from 'rxjs'
import type { MediaUpload } from '#app/media-library.ts'
import type { Sending, Sent } from '#media/send-in-pieces.ts'
import { createUploadRecords, sendUpload, uploadLockOf, type UploadRecords } from '#media/upload-records.ts'
import { sleep, type Clock } from '#platform/clock.ts'
import type { DeviceStore } from '#platform/device-store.ts'
import type { Locks } from '#platform/locks.ts'

export interface DeliverUploadsDeps {
  readonly store: DeviceStore
  readonly locks: Locks
  readonly clock: Clock
  readonly send: (sending: Sending) => Promise<Sent>
  readonly isCourseAtSchool: (personId: string, courseId: string) => Promise<boolean>
  /** Whether it is still this person who is signed in (S17). */
  readonly isSignedIn: (personId: string) => Promise<boolean>
}

/** A page that sends by itself may be closed before it has sent all, ms: browsers give an event of theirs some three minutes. */
const PATIENCE_MS = 120_000
const LOOK_AGAIN_MS = 2000

/**
 * Files that wait on this device go out with no page open, too. The lock that pages hold while they send keeps the two apart; where one is open, this waits until it is closed. Whenever the browser
 * or `signal` ends it, what has come across stays, and the next who sends goes on from there. Resolves to whether work is left that another try may deliver.
 */
export const deliverUploads = async (
  deps: DeliverUploadsDeps,
  personId: string,
  signal: AbortSignal,
): Promise<boolean> => {
  const records = createUploadRecords({ ...deps, personId })
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_AGAIN_MS) {
    if (!(await firstValueFrom(records.all$)).some(isUnsent)) return false
    if (signal.aborted) return true
    let isLeft = false
    const isMine = await deps.locks.hold(
      uploadLockOf(personId),
      async () => {
        isLeft = await sendAll(deps, personId, records, signal)
      },
      { ifAvailable: true },
    )
    if (isMine) return isLeft
    await sleep(deps.clock, LOOK_AGAIN_MS)
  }
  return true
}

const isUnsent = ({ state }: MediaUpload): boolean => state === 'waiting' || state === 'sending'

const missingBytes = ({ bytes, sentBytes }: MediaUpload): number => bytes - sentBytes

const sendAll = async (
  deps: DeliverUploadsDeps,
  personId: string,
  records: UploadRecords,
  signal: AbortSignal,
): Promise<boolean> => {
  let isLeft = false
  const unsent = async () => (await firstValueFrom(records.all$)).filter(isUnsent)
  // A picture does not wait for a film that may take more than one event.
  for (const upload of (await unsent()).toSorted((a, b) => missingBytes(a) - missingBytes(b))) {
    // Left so by a page that was closed while it sent.
    await records.change(upload.id, ['sending'], { state: 'waiting' })
    if (signal.aborted) return true
    if (!(await deps.isSignedIn(personId))) return isLeft
    if (!(await deps.isCourseAtSchool(personId, upload.courseId))) {
      isLeft = true
      continue
    }
    const control = new AbortController()
    const end = (): void => control.abort()
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
    // Paused or given up, in a page that was opened meanwhile.
    const watching = records.all$.subscribe((known) => {
      const state = known.find(({ id }) => id === upload.id)?.state
      if (state === undefined || state === 'paused') end()
    })
    const isWorthMore = await sendUpload({ records, send: deps.send }, upload, control.signal).finally(() => {
      watching.unsubscribe()
      signal.removeEventListener('abort', end)
    })
    if (signal.aborted) {
      await records.change(upload.id, ['sending'], { state: 'waiting' })
      return (await unsent()).length > 0
    }
    if (!isWorthMore) return true
  }
  return isLeft
}
