import {
  BehaviorSubject,
  combineLatest,
  distinctUntilChanged,
  firstValueFrom,
  map,
  switchMap,
  type Observable,
} from 'rxjs'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import type { CourseDownload, Downloads, Outcome } from '#app/services.ts'
import type { Clock } from '#platform/clock.ts'
import type { Connectivity } from '#platform/connectivity.ts'
import { setIfOther, type DeviceStore } from '#platform/device-store.ts'
import type { Locks } from '#platform/locks.ts'
import type { StorageQuota } from '#platform/storage-quota.ts'
import { StorageFull } from './byte-store.ts'
import { fetchMedium } from './fetch-medium.ts'
import type { StoredMedia } from './stored-media.ts'

/** What the person wants of a course on this device; kept, so that a killed app goes on with it. */
interface Wanted {
  readonly withVideo: boolean
  readonly state: 'running' | 'paused' | 'no-space'
  /** It was complete, and nothing was begun since: what is missing now is an update. */
  readonly wasReady: boolean
  /** The last try ended before its time. */
  readonly isInterrupted?: boolean
}

/** A try that failed while the network seems good is repeated after this long, ms. */
const RETRY_MS = 10_000
/** Room left over for the person's own work, bytes. */
const SPARE_BYTES = 5 * 1024 * 1024

export interface CourseDownloads extends Downloads {
  isStored(file: CourseFile): Promise<boolean>
  /** Goes on with what was running; again when the network may be back. */
  resume(): void
  stop(): void
}

/** Courses for offline (L4): what is wanted is kept in the device store, what is here in the media store; the rest follows from both. */
export const createCourseDownloads = (deps: {
  readonly personId: string
  readonly store: DeviceStore
  /** Undefined where the browser gives pages no store (plain http): then nothing can be kept. */
  readonly media: StoredMedia | undefined
  readonly fetch: typeof fetch
  readonly locks: Locks
  readonly quota: StorageQuota
  readonly connectivity: Pick<Connectivity, 'isOnline$'>
  readonly clock: Clock
  /** Whether the app itself is stored, so that it opens without a network. */
  readonly isAppStored$: Observable<boolean>
  readonly course: (id: string) => Observable<Course | null>
  readonly units: (courseId: string) => Observable<readonly Unit[]>
  readonly courseQuestions: (courseId: string) => Observable<readonly Question[]>
  readonly files: (courseId: string) => Observable<readonly CourseFile[]>
}): CourseDownloads => {
  const { personId, store, media, locks, quota, connectivity, clock } = deps
  const prefix = `${personId}/download/`
  const keyOf = (courseId: string): string => `${prefix}${courseId}`
  /** Hashes of complete media: told to all tabs, and looked up again at each start. */
  const HERE = 'device/media-here'
  /** By person and course: the hashes that it needs, so that removing one frees only what no other on this device shares. */
  const CLAIMS = 'device/media-of/'
  const claimOf = (courseId: string): string => `${CLAIMS}${personId}/${courseId}`
  const inFlight$ = new BehaviorSubject<ReadonlyMap<string, number>>(new Map())
  const running = new Map<string, AbortController>()

  const here$ = store.watch<readonly string[]>(HERE).pipe(map((hashes) => new Set(hashes ?? [])))
  const noteHere = async (): Promise<ReadonlySet<string>> => {
    const complete = (await media?.complete()) ?? new Set<string>()
    await setIfOther(store, HERE, [...complete].toSorted())
    return complete
  }

  const wanted = (courseId: string) => store.get<Wanted>(keyOf(courseId))
  const want = (courseId: string, value: Wanted) => store.set(keyOf(courseId), value)
  const change = async (courseId: string, part: Partial<Wanted>): Promise<void> => {
    const known = await wanted(courseId)
    if (known !== undefined) await want(courseId, { ...known, ...part })
  }

  const stateOf = (courseId: string): Observable<CourseDownload> =>
    combineLatest([
      store.watch<Wanted>(keyOf(courseId)),
      deps.course(courseId),
      deps.units(courseId),
      deps.courseQuestions(courseId),
      deps.files(courseId),
      here$,
      inFlight$,
      connectivity.isOnline$,
      deps.isAppStored$,
    ]).pipe(
      map(([record, course, units, questions, files, here, inFlight, isOnline, isAppStored]): CourseDownload => {
        const withVideo = record?.withVideo ?? true
        const needed = neededFiles(files, withVideo)
        const bytesTotal = sumOf(needed)
        const bytesDone = needed.reduce(
          (sum, { hash, bytes }) => sum + (here.has(hash) ? bytes : Math.min(bytes, inFlight.get(hash) ?? 0)),
          0,
        )
        const isAllHere =
          isAppStored &&
          course !== null &&
          units.length >= course.contents.units &&
          questions.length >= course.contents.questions &&
          files.length >= course.contents.files &&
          needed.every(({ hash }) => here.has(hash))
        return { courseId, state: stateFrom(record, isAllHere, isOnline), bytesDone, bytesTotal, withVideo }
      }),
      distinctUntilChanged((a, b) => JSON.stringify(a) === JSON.stringify(b)),
    )

  const fetchCourse = async (courseId: string): Promise<void> => {
    if (media === undefined || running.has(courseId)) return
    const control = new AbortController()
    running.set(courseId, control)
    try {
      // One tab fetches at a time; the others see it happen.
      await locks.hold(`edutrack-download-${personId}`, () => fetchAll(media, courseId, control.signal), {
        signal: control.signal,
      })
    } finally {
      running.delete(courseId)
    }
  }

  const fetchAll = async (into: StoredMedia, courseId: string, signal: AbortSignal): Promise<void> => {
    const record = await wanted(courseId)
    if (record?.state !== 'running') return
    const needed = neededFiles(await firstValueFrom(deps.files(courseId)), record.withVideo)
    await store.set(
      claimOf(courseId),
      needed.map(({ hash }) => hash),
    )
    if (record.isInterrupted === true) await change(courseId, { isInterrupted: false })
    let here = await noteHere()
    const interrupt = async (): Promise<void> => {
      if (signal.aborted) return
      await change(courseId, { isInterrupted: true })
      clock.after(RETRY_MS, () => void fetchCourse(courseId))
    }
    let isAllThere = true
    for (const file of needed) {
      if (signal.aborted) return
      if (here.has(file.hash)) continue
      try {
        await noteInFlight(into, file)
        const outcome = await fetchMedium({ media: into, fetch: deps.fetch }, file, {
          signal,
          onBytes: (bytes) => addInFlight(file.hash, bytes),
        })
        if (outcome === 'interrupted') return await interrupt()
        if (outcome === 'missing') isAllThere = false
        here = await noteHere()
      } catch (error) {
        if (!(error instanceof StorageFull)) throw error
        await change(courseId, { state: 'no-space' })
        return
      } finally {
        forgetInFlight(file.hash)
      }
    }
    if (!isAllThere) return interrupt()
    if ((await firstValueFrom(stateOf(courseId))).state === 'ready') await change(courseId, { wasReady: true })
  }

  const noteInFlight = async (into: StoredMedia, file: CourseFile): Promise<void> => {
    let kept = 0
    for (const part of await into.parts(file.hash)) kept += (await into.part(file.hash, part))?.size ?? 0
    addInFlight(file.hash, kept)
  }
  const addInFlight = (hash: string, bytes: number): void =>
    inFlight$.next(new Map(inFlight$.value).set(hash, (inFlight$.value.get(hash) ?? 0) + bytes))
  const forgetInFlight = (hash: string): void => {
    const next = new Map(inFlight$.value)
    next.delete(hash)
    inFlight$.next(next)
  }

  const bytesToFetch = async (courseId: string, withVideo: boolean) => {
    const files = await firstValueFrom(deps.files(courseId))
    const here = await noteHere()
    const missing = neededFiles(files, withVideo).filter(({ hash }) => !here.has(hash))
    const videos = neededFiles(files, true).filter(({ role, hash }) => role === 'video' && !here.has(hash))
    return { missing, bytes: sumOf(missing), videoBytes: sumOf(videos) }
  }

  const roomForMedia = async (): Promise<number | null> => {
    const free = await quota.free()
    return free === null ? null : Math.max(0, free - SPARE_BYTES)
  }

  const resume = (): void => {
    void firstValueFrom(store.watchAll<Wanted>(prefix)).then((records) => {
      for (const [key, { state }] of records) if (state === 'running') void fetchCourse(key.slice(prefix.length))
    })
  }
  void noteHere()
  const back = connectivity.isOnline$.subscribe((isOnline) => {
    if (isOnline) resume()
  })

  return {
    all: () =>
      store.watchAll<Wanted>(prefix).pipe(
        map((records) => [...records.keys()].map((key) => key.slice(prefix.length)).sort()),
        distinctUntilChanged((a, b) => a.join() === b.join()),
        switchMap((ids) =>
          ids.length === 0 ? new BehaviorSubject<readonly CourseDownload[]>([]) : combineLatest(ids.map(stateOf)),
        ),
      ),
    of: stateOf,
    plan: async (courseId, { withVideo }) => {
      const { missing, bytes, videoBytes } = await bytesToFetch(courseId, withVideo)
      return { bytes, videoBytes, files: missing.length, freeBytes: await roomForMedia(), isMetered: quota.isMetered() }
    },
    start: async (courseId, { withVideo }): Promise<Outcome> => {
      if (media === undefined) return { ok: false, messageId: 'error.no-offline-here' }
      const { bytes } = await bytesToFetch(courseId, withVideo)
      const free = await roomForMedia()
      if (free !== null && bytes > free) {
        await want(courseId, { withVideo, state: 'no-space', wasReady: false })
        return { ok: false, messageId: 'error.no-space' }
      }
      await want(courseId, { withVideo, state: 'running', wasReady: false })
      void quota.persist()
      void fetchCourse(courseId)
      return { ok: true }
    },
    pause: async (courseId) => {
      await change(courseId, { state: 'paused' })
      running.get(courseId)?.abort()
    },
    remove: async (courseId) => {
      running.get(courseId)?.abort()
      await store.delete(keyOf(courseId))
      const mine = (await store.get<readonly string[]>(claimOf(courseId))) ?? []
      await store.delete(claimOf(courseId))
      const claims = await firstValueFrom(store.watchAll<readonly string[]>(CLAIMS))
      const others = new Set([...claims.values()].flat())
      for (const hash of mine) if (!others.has(hash)) await media?.remove(hash)
      await noteHere()
    },
    storage: async () => ({
      usedBytes: await quota.used(),
      freeBytes: await roomForMedia(),
      isKept: await quota.isPersisted(),
    }),
    isStored: async (file) => (await media?.describe(file.hash)) !== undefined,
    resume,
    stop: () => {
      back.unsubscribe()
      for (const control of running.values()) control.abort()
    },
  }
}

const stateFrom = (record: Wanted | undefined, isAllHere: boolean, isOnline: boolean): CourseDownload['state'] => {
  if (record === undefined) return 'none'
  if (isAllHere) return 'ready'
  if (record.state !== 'running') return record.state
  if (record.wasReady) return 'update-available'
  return isOnline && record.isInterrupted !== true ? 'running' : 'interrupted'
}

const neededFiles = (files: readonly CourseFile[], withVideo: boolean): readonly CourseFile[] => {
  const byHash = new Map(files.map((file) => [file.hash, file]))
  return [...byHash.values()].filter(({ role }) => withVideo || role !== 'video')
}

const sumOf = (files: readonly CourseFile[]): number => files.reduce((sum, { bytes }) => sum + bytes, 0)
