import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import { enrolmentIdOf, progressIdOf } from '@edutrack/shared-schema/id'
import { BehaviorSubject, map, NEVER, of, throwError, type Observable } from 'rxjs'
import type {
  Catalogue,
  CourseCard,
  CourseDownload,
  Learning,
  OutboxItem,
  Outcome,
  Services,
  SignedIn,
} from '#app/services.ts'
import type { Clock } from '#platform/clock.ts'
import { manyCourses } from './fixtures/courses.ts'
import { emptyFixtures, usualFixtures, type Fixtures } from './fixtures/fixtures.ts'
import { ME } from './fixtures/learner.ts'
import { troubleItems } from './fixtures/outbox.ts'
import { createMemoryCertificates } from './memory-certificates.ts'
import { createMemoryAlerts, createMemoryDiscussions, createMemoryNotebook } from './memory-messaging.ts'
import { teachingFixtures } from './fixtures/teaching.ts'
import { createMemoryTeaching } from './memory-teaching.ts'
import { receiveHandIn } from './memory-school.ts'
import { samplePlaces } from './sample-places.ts'
import type { Scenario } from './scenarios.ts'

/** The services in memory: for working on screens, and for looking at each in every state. Writes change what is read; nothing is kept. */
export const createMemoryServices = (deps: {
  readonly scenario: Scenario
  readonly now: () => number
  readonly after: Clock['after']
  /** Ids of what is written. */
  readonly createId: () => string
}): Services => {
  const { scenario, now, after, createId } = deps
  const isOnline = scenario !== 'offline' && scenario !== 'signed-out-offline'
  const isTeaching = scenario === 'teaching' || scenario === 'clash'
  const isEmpty = scenario === 'first-time' || scenario === 'first-sync'
  const fixtures = isEmpty ? emptyFixtures(now()) : isTeaching ? teachingFixtures(now()) : usualFixtures(now())
  const state$ = new BehaviorSubject<Fixtures>(
    scenario === 'many'
      ? {
          ...fixtures,
          courses: [...fixtures.courses, ...manyCourses(10_000, now())],
          notices: Array.from({ length: 40 }).flatMap((_, turn) =>
            fixtures.notices.map((notice) => ({
              ...notice,
              id: `${notice.id}-${String(turn)}`,
              at: notice.at - turn * 86_400_000,
            })),
          ),
          outbox: Array.from({ length: 20 }).flatMap((_, turn) =>
            fixtures.outbox.map((item) => ({
              ...item,
              id: `${item.id}-${String(turn)}`,
              since: item.since - turn * 3_600_000,
            })),
          ),
        }
      : scenario === 'trouble'
        ? {
            ...fixtures,
            outbox: [...troubleItems(now()), ...fixtures.outbox],
            downloads: fixtures.downloads.map((download, index) => ({
              ...download,
              state: (['interrupted', 'no-space', 'paused'] as const)[index] ?? download.state,
              bytesDone: download.bytesTotal * 0.4,
            })),
          }
        : scenario === 'all-done'
          ? { ...fixtures, outbox: fixtures.outbox.filter(({ state }) => state === 'received' || state === 'graded') }
          : scenario === 'first-sync'
            ? { ...fixtures, courses: [] }
            : fixtures,
  )
  const person: SignedIn = {
    personId: ME,
    name: fixtures.person.name,
    email: fixtures.email,
    role: isTeaching ? 'instructor' : 'learner',
    isExpired: scenario === 'expired',
  }
  const session$ = new BehaviorSubject<SignedIn | null | undefined>(
    scenario.startsWith('signed-out') || scenario === 'refusing' ? null : person,
  )
  const enter = (): Outcome => {
    if (scenario === 'refusing') return { ok: false, messageId: 'error.wrong-credentials' }
    session$.next({ ...person, isExpired: false })
    return { ok: true }
  }
  const outcome: Outcome = scenario === 'refusing' ? { ok: false, messageId: 'error.link-expired' } : { ok: true }
  let places = scenario === 'first-time' ? samplePlaces(now()).slice(0, 1) : samplePlaces(now())
  const learning = createMemoryLearning({ state$, scenario, now, after, createId })
  return {
    session: {
      current$: session$,
      signIn: async () => enter(),
      signUp: async () => enter(),
      requestPasswordReset: async () => outcome,
      resetPassword: async () => outcome,
      signOut: async () => session$.next(null),
      places: () =>
        scenario === 'slow' ? new Promise(() => undefined) : Promise.resolve(isOnline ? places : undefined),
      signOutOf: async ({ id }) => {
        places = places.filter((place) => place.id !== id)
        return { ok: true }
      },
    },
    learning: async () => learning,
    invitation: async () =>
      isOnline
        ? {
            ok: true,
            value: { courseId: 'algebra', title: 'Algebra from the ground up', instructorName: 'Tomás Rivera' },
          }
        : { ok: false, messageId: 'error.offline' },
    connectivity: { isOnline$: new BehaviorSubject(isOnline) },
    update: {
      isWaiting$: new BehaviorSubject(scenario === 'update'),
      take: async () => location.reload(),
      beforeReload: () => () => undefined,
    },
  }
}

/** For media of any length and name. */
const samples = {
  video: new URL('./gallery/sample-video.webm', import.meta.url).href,
  audio: new URL('./gallery/sample-audio.ogg', import.meta.url).href,
  captions: new URL('./gallery/sample-captions.vtt', import.meta.url).href,
  document: 'data:text/plain,Emergency%20card',
}

const createMemoryLearning = (deps: {
  readonly state$: BehaviorSubject<Fixtures>
  readonly scenario: Scenario
  readonly now: () => number
  readonly after: Clock['after']
  readonly createId: () => string
}): Learning => {
  const { state$, scenario, now, after, createId } = deps
  const isOnline = scenario !== 'offline'
  const notebook = createMemoryNotebook(deps)
  const certificates = createMemoryCertificates(deps)
  const discussions = createMemoryDiscussions(deps)
  const read = <T>(select: (state: Fixtures) => T): Observable<T> =>
    scenario === 'slow'
      ? NEVER
      : scenario === 'broken'
        ? throwError(() => new Error('The database is closed.'))
        : state$.pipe(map(select))
  const change = (edit: (state: Fixtures) => Partial<Fixtures>): Promise<void> => {
    state$.next({ ...state$.value, ...edit(state$.value) })
    return Promise.resolve()
  }
  const changeAttempt = (id: string, edit: (attempt: Attempt) => Partial<Attempt>): Promise<void> =>
    change(({ attempts }) => ({
      attempts: attempts.map((attempt) => (attempt.id === id ? { ...attempt, ...edit(attempt) } : attempt)),
    }))
  const setItem = (attemptId: string, itemState: OutboxItem['state']): Promise<void> =>
    change(({ outbox, attempts, units }) => {
      const attempt = attempts.find(({ id }) => id === attemptId)
      return attempt === undefined
        ? {}
        : {
            outbox: [
              {
                id: attemptId,
                collection: 'attempts',
                title: units.find(({ id }) => id === attempt.unitId)?.title ?? '',
                courseId: attempt.courseId,
                state: itemState,
                since: now(),
                attempt,
              },
              ...outbox.filter(({ id }) => id !== attemptId),
            ],
          }
    })
  const setDownload = (courseId: string, edit: Partial<CourseDownload>): Promise<void> =>
    change(({ downloads, courses }) => {
      const before: CourseDownload = downloads.find((download) => download.courseId === courseId) ?? {
        courseId,
        state: 'none',
        bytesDone: 0,
        bytesTotal: courses.find(({ id }) => id === courseId)?.contents.bytes ?? 0,
        withVideo: true,
      }
      return { downloads: [...downloads.filter((download) => download.courseId !== courseId), { ...before, ...edit }] }
    })
  const isSending = scenario !== 'offline' && scenario !== 'all-done'

  return {
    personId: ME,
    device: 'device-phone',
    person: () =>
      scenario === 'broken' || scenario === 'slow' ? of(state$.value.person) : read(({ person }) => person),
    catalogue: createMemoryCatalogue(state$, scenario),
    myCourses: () =>
      read(({ courses, enrolments }) =>
        courses.filter(({ id }) => enrolments.some(({ courseId, status }) => courseId === id && status !== 'left')),
      ),
    course: (id) => read(({ courses }) => courses.find((course) => course.id === id) ?? null),
    units: (courseId) => read(({ units }) => units.filter((unit) => unit.courseId === courseId)),
    unit: (id) => read(({ units }) => units.find((unit) => unit.id === id) ?? null),
    questions: (ids) => read(({ questions }) => questions.filter(({ id }) => ids.includes(id))),
    files: (courseId) => read(({ files }) => files.filter((file) => file.courseId === courseId)),
    enrolments: () => read(({ enrolments }) => enrolments),
    enrolment: (courseId) =>
      read(({ enrolments }) => enrolments.find((enrolment) => enrolment.courseId === courseId) ?? null),
    progress: (courseId) => read(({ progress }) => progress.filter((entry) => entry.courseId === courseId)),
    allProgress: () => read(({ progress }) => progress),
    attempts: (unitId) => read(({ attempts }) => attempts.filter((attempt) => attempt.unitId === unitId)),
    allAttempts: () => read(({ attempts }) => attempts),
    attempt: (id) => read(({ attempts }) => attempts.find((attempt) => attempt.id === id) ?? null),
    notices: () => (scenario === 'broken' ? of([]) : read(({ notices }) => notices)),

    enrol: (courseId) =>
      change(({ enrolments, outbox, courses }) => ({
        enrolments: [
          ...enrolments.filter((enrolment) => enrolment.courseId !== courseId),
          {
            id: enrolmentIdOf(ME, courseId),
            personId: ME,
            courseId,
            wish: 'enrolled',
            wishedAt: now(),
            status: isOnline ? 'active' : 'requested',
          },
        ],
        outbox: isOnline
          ? outbox
          : [
              {
                id: createId(),
                collection: 'enrolments',
                title: courses.find(({ id }) => id === courseId)?.title ?? '',
                courseId,
                state: 'on-this-phone',
                since: now(),
              },
              ...outbox,
            ],
      })),
    leaveCourse: (courseId) =>
      change(({ enrolments }) => ({
        enrolments: enrolments.map((enrolment) =>
          enrolment.courseId === courseId ? { ...enrolment, wish: 'left', status: 'left' } : enrolment,
        ),
      })),
    startAttempt: async (unit) => {
      const open = state$.value.attempts.find(({ unitId, status }) => unitId === unit.id && status === 'open')
      if (open !== undefined) return open
      const attempt: Attempt = {
        id: createId(),
        personId: ME,
        courseId: unit.courseId,
        unitId: unit.id,
        device: 'device-phone',
        startedAt: now(),
        asked: (unit.quiz?.questionIds ?? []).map((questionId) => ({ questionId, version: 1 })),
        seed: 11,
        answers: {},
        flagged: [],
        secondsUsed: 0,
        status: 'open',
      }
      await change(({ attempts }) => ({ attempts: [...attempts, attempt] }))
      return attempt
    },
    answerQuestion: ({ attemptId, questionId, value, secondsUsed }) =>
      changeAttempt(attemptId, ({ answers }) => ({
        answers: { ...answers, [questionId]: { value: value as Attempt['answers'][string]['value'], at: now() } },
        secondsUsed,
      })),
    writeText: ({ attemptId, text, secondsUsed }) => changeAttempt(attemptId, () => ({ text, secondsUsed })),
    flagQuestion: ({ attemptId, questionId, isFlagged }) =>
      changeAttempt(attemptId, ({ flagged }) => ({
        flagged: isFlagged ? [...flagged, questionId] : flagged.filter((id) => id !== questionId),
      })),
    handIn: async ({ attemptId, secondsUsed }) => {
      await changeAttempt(attemptId, () => ({ status: 'handed-in', handedInAt: now(), secondsUsed }))
      if (!isOnline) return
      // As over a slow network.
      after(1200, () => void setItem(attemptId, 'sending'))
      after(3000, () => void changeAttempt(attemptId, (attempt) => receiveHandIn(attempt, now())))
    },
    noteProgress: ({ unit, position, furthest, isDone }) =>
      change(({ progress }) => {
        const id = progressIdOf(ME, unit.id)
        const before = progress.find((entry) => entry.id === id)
        return {
          progress: [
            ...progress.filter((entry) => entry.id !== id),
            {
              id,
              personId: ME,
              courseId: unit.courseId,
              unitId: unit.id,
              openedAt: before?.openedAt ?? now(),
              furthest: Math.max(furthest, before?.furthest ?? 0),
              place: { position, at: now(), device: 'device-phone' },
              secondsByDevice: {},
              ...(isDone ? { doneAt: before?.doneAt ?? now() } : {}),
            },
          ],
        }
      }),
    saveSettings: (settings) =>
      change(({ person }) => ({ person: { ...person, settings: { ...person.settings, ...settings } } })),
    rename: (name) => change(({ person }) => ({ person: { ...person, name } })),
    readNotice: (id) =>
      change(({ notices }) => ({
        notices: notices.map((notice) => (notice.id === id ? { ...notice, readAt: now() } : notice)),
      })),

    sync: {
      status$: state$.pipe(
        map(({ outbox }) => {
          const count = (state: string): number => outbox.filter((item) => item.state === state).length
          if (count('needs-you') > 0) return { kind: 'needs-you', count: count('needs-you') } as const
          const waiting = count('on-this-phone')
          if (waiting === 0) return { kind: 'all-sent', count: 0 } as const
          return scenario === 'many'
            ? ({ kind: 'sending', count: waiting } as const)
            : ({ kind: 'waiting', count: waiting } as const)
        }),
      ),
      outbox$: read(({ outbox }) =>
        scenario === 'many'
          ? outbox.map((item) => (item.state === 'on-this-phone' ? { ...item, state: 'sending' } : item))
          : outbox,
      ),
      lastSyncedAt$: of(scenario === 'first-sync' ? null : now() - (isSending ? 4 : 130) * 60_000),
      problem$: of(
        scenario === 'offline'
          ? 'offline'
          : scenario === 'expired'
            ? 'not-signed-in'
            : scenario === 'protocol'
              ? 'protocol-mismatch'
              : scenario === 'trouble'
                ? 'unavailable'
                : null,
      ),
      isFirstSyncDone$: of(scenario !== 'first-sync'),
      syncNow: () => Promise.resolve(),
    },
    downloads: {
      all: () => read(({ downloads }) => downloads),
      of: (courseId) =>
        read(
          ({ downloads, courses }) =>
            downloads.find((download) => download.courseId === courseId) ?? {
              courseId,
              state: 'none',
              bytesDone: 0,
              bytesTotal: courses.find(({ id }) => id === courseId)?.contents.bytes ?? 0,
              withVideo: true,
            },
        ),
      plan: async (courseId, { withVideo }) => {
        const bytes = state$.value.courses.find(({ id }) => id === courseId)?.contents.bytes ?? 0
        const videoBytes = Math.round(bytes * 0.8)
        return {
          bytes: withVideo ? bytes : bytes - videoBytes,
          videoBytes,
          files: 12,
          freeBytes: scenario === 'trouble' ? 3_000_000 : 1_400_000_000,
          isMetered: scenario === 'trouble' || scenario === 'many',
        }
      },
      start: async (courseId, { withVideo }) => {
        if (!isOnline) return { ok: false, messageId: 'error.offline' }
        await setDownload(courseId, { state: 'running', withVideo })
        return { ok: true }
      },
      pause: (courseId) => setDownload(courseId, { state: 'paused' }),
      remove: (courseId) => setDownload(courseId, { state: 'none', bytesDone: 0 }),
      storage: async () => ({
        usedBytes: 68_900_000,
        freeBytes: scenario === 'trouble' ? 3_000_000 : 1_400_000_000,
        isKept: scenario === 'trouble' ? false : null,
      }),
    },
    appStorage: () => of({ isStored: true, teaching: scenario === 'trouble' ? 'no-space' : 'stored' }),
    mediaUrl: ({ role, name }) =>
      role === 'image'
        ? `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"><rect width="640" height="360" fill="#dcebe6"/><circle cx="170" cy="190" r="40" fill="#0e5a5a"/><rect x="215" y="180" width="260" height="56" rx="28" fill="#0e5a5a"/><path d="M400 200l80 80h70" stroke="#0e5a5a" stroke-width="40" fill="none" stroke-linecap="round"/><text x="320" y="330" text-anchor="middle" font-size="22" font-family="sans-serif">${name}</text></svg>`)}`
        : samples[role],
    isStored: async ({ courseId, role }) => courseId === 'first-aid' || (role !== 'video' && courseId === 'garden'),
    verifyReceipt: async ({ id }) => (id === 'attempt-4' ? 'unknown-key' : 'valid'),
    notebook: async () => notebook,
    alerts: async () => createMemoryAlerts(scenario),
    certificates: async () => certificates,
    discussions: async () => discussions,
    teaching: async () => createMemoryTeaching({ state$, read, now, createId, isClashing: scenario === 'clash' }),
    close: () => Promise.resolve(),
  }
}

const createMemoryCatalogue = (state$: BehaviorSubject<Fixtures>, scenario: Scenario): Catalogue => ({
  search: (query) => {
    if (scenario === 'slow') return NEVER
    if (scenario === 'broken') return throwError(() => new Error('The database is closed.'))
    return state$.pipe(
      map(({ courses, downloads }) => {
        const words = query.text.toLowerCase().split(/\s+/).filter(Boolean)
        const isReady = (id: string): boolean =>
          downloads.some(
            (download) =>
              download.courseId === id && (download.state === 'ready' || download.state === 'update-available'),
          )
        const fits = (card: Course, without?: 'category' | 'level' | 'language'): boolean =>
          words.every((word) =>
            `${card.title} ${card.description} ${card.instructorName}`.toLowerCase().includes(word),
          ) &&
          (without === 'category' || query.category === undefined || card.category === query.category) &&
          (without === 'level' || query.level === undefined || card.level === query.level) &&
          (without === 'language' || query.language === undefined || card.language === query.language) &&
          (query.isOnThisDevice !== true || isReady(card.id))
        const count = (field: 'category' | 'level' | 'language'): Record<string, number> => {
          const counts: Record<string, number> = {}
          for (const course of courses)
            if (fits(course, field)) counts[course[field]] = (counts[course[field]] ?? 0) + 1
          return counts
        }
        const found = courses.filter((course) => fits(course)).toSorted((a, b) => a.title.localeCompare(b.title))
        return {
          total: found.length,
          facets: { category: count('category'), level: count('level'), language: count('language') },
          cards: async (offset: number, limit: number) => found.slice(offset, offset + limit).map(cardOf),
        }
      }),
    )
  },
})

const cardOf = ({ coverFileId, ...course }: Course): CourseCard => ({
  ...course,
  ...(coverFileId === undefined ? {} : { coverFileId }),
})
