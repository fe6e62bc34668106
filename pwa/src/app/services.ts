import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import type { Person, Settings } from '@edutrack/shared-schema/collections/people'
import type { Progress } from '@edutrack/shared-schema/collections/progress'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import type { InvitationNotice } from '@edutrack/shared-schema/protocol/roster'
import type { Observable } from 'rxjs'
import type { AppStorage } from '#platform/stored-app.ts'
import type { Certificates } from './certificates.ts'
import type { Alerts } from './alerts.ts'
import type { Discussions } from './discussions.ts'
import type { Notebook } from './notebook.ts'
import type { Teaching } from './teaching.ts'

/** What screens may use. `main.tsx` composes it; features know nothing of RxDB, HTTP or the service worker. */
export interface Services {
  readonly session: Session
  /** Absent while nobody is signed in. Opened lazily: the shell shows before RxDB is loaded. */
  readonly learning: () => Promise<Learning>
  readonly connectivity: { readonly isOnline$: Observable<boolean> }
  /** What a link into a course says, to whoever is not signed in too. Needs the network. */
  readonly invitation: (code: string) => Promise<Answered<InvitationNotice>>
  /** Offers a waiting build. */
  readonly update: {
    readonly isWaiting$: Observable<boolean>
    /** Reloads into it, once all that was registered by `beforeReload` has resolved. */
    take(): Promise<void>
    /** Registers what stores text that is typed and not stored yet; the answer takes it back. */
    beforeReload(store: () => Promise<void>): () => void
  }
}

export interface SignedIn {
  readonly personId: string
  readonly name: string
  readonly email: string
  readonly role: Person['role']
  /** True when the server's session has ended: work goes on here, and goes out after signing in again (S17). */
  readonly isExpired: boolean
}
/** `ok: false` carries a key of the message catalogue. */
export type Outcome = { readonly ok: true } | { readonly ok: false; readonly messageId: string }
/** The same, with what was asked for. */
export type Answered<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly messageId: string }

export interface Session {
  /** Undefined until known (a moment after start), null when nobody is. Offline: who last signed in here. */
  readonly current$: Observable<SignedIn | null | undefined>
  signIn(input: { readonly email: string; readonly password: string }): Promise<Outcome>
  signUp(input: { readonly name: string; readonly email: string; readonly password: string }): Promise<Outcome>
  requestPasswordReset(email: string): Promise<Outcome>
  resetPassword(input: { readonly token: string; readonly password: string }): Promise<Outcome>
  /** `wipe` removes this person's local data; the screen has warned of unsent work first. */
  signOut(options: { readonly wipe: boolean }): Promise<void>
  /** Where the person is signed in, what was used last first; undefined while the school is out of reach. */
  places(): Promise<readonly SignedInPlace[] | undefined>
  /** Signs out there. What is unsent there stays there, and goes out after signing in again. */
  signOutOf(place: SignedInPlace): Promise<Outcome>
}

export interface SignedInPlace {
  readonly id: string
  /** What the browser there says of itself. */
  readonly userAgent: string
  /** Server's clock, ms. */
  readonly signedInAt: number
  /** Server's clock, ms, to the day. */
  readonly lastUsedAt: number
  /** It is this one. */
  readonly isCurrent: boolean
}

/** All reads are live; all writes are durable in IndexedDB when they resolve. */
export interface Learning {
  readonly personId: string
  readonly device: string
  // reads
  person(): Observable<Person | null>
  readonly catalogue: Catalogue
  /** Courses that this person is in, wishes to be in, or was refused. */
  myCourses(): Observable<readonly Course[]>
  course(id: string): Observable<Course | null>
  units(courseId: string): Observable<readonly Unit[]>
  unit(id: string): Observable<Unit | null>
  questions(ids: readonly string[]): Observable<readonly Question[]>
  files(courseId: string): Observable<readonly CourseFile[]>
  enrolments(): Observable<readonly Enrolment[]>
  enrolment(courseId: string): Observable<Enrolment | null>
  progress(courseId: string): Observable<readonly Progress[]>
  allProgress(): Observable<readonly Progress[]>
  attempts(unitId: string): Observable<readonly Attempt[]>
  allAttempts(): Observable<readonly Attempt[]>
  attempt(id: string): Observable<Attempt | null>
  notices(): Observable<readonly Notice[]>
  // writes
  enrol(courseId: string, invitation?: string): Promise<void>
  leaveCourse(courseId: string): Promise<void>
  /** Starts or resumes: an open attempt of this device on this unit is returned rather than a second one made. */
  startAttempt(unit: Unit): Promise<Attempt>
  answerQuestion(input: {
    readonly attemptId: string
    readonly questionId: string
    readonly value: unknown
    readonly secondsUsed: number
  }): Promise<void>
  /** `kind: assignment`. */
  writeText(input: { readonly attemptId: string; readonly text: string; readonly secondsUsed: number }): Promise<void>
  flagQuestion(input: {
    readonly attemptId: string
    readonly questionId: string
    readonly isFlagged: boolean
  }): Promise<void>
  /** The only way to `handed-in`; sends at once when it can, else registers Background Sync. */
  handIn(input: { readonly attemptId: string; readonly secondsUsed: number }): Promise<void>
  noteProgress(input: {
    readonly unit: Unit
    readonly position: number
    readonly furthest: number
    readonly secondsMore: number
    readonly isDone: boolean
  }): Promise<void>
  saveSettings(change: Partial<Settings>): Promise<void>
  rename(name: string): Promise<void>
  readNotice(id: string): Promise<void>
  // where the work is
  readonly sync: SyncState
  readonly downloads: Downloads
  /** How much of the app itself is on this device, so that it opens without a network. */
  appStorage(): Observable<AppStorage>
  /** The address of a file's bytes; they come from Cache Storage when downloaded. Null when neither there nor online. */
  mediaUrl(file: CourseFile): string
  isStored(file: CourseFile): Promise<boolean>
  /** Checks a receipt's signature and hash against the attempt, with the school's kept public keys: works offline. */
  verifyReceipt(attempt: Attempt): Promise<'valid' | 'invalid' | 'unknown-key'>
  /** Certificates; loaded when they are first asked for. */
  certificates(): Promise<Certificates>
  /** For instructors; loaded when it is first asked for. */
  teaching(): Promise<Teaching>
  /** Notes and bookmarks; loaded when they are first asked for. */
  notebook(): Promise<Notebook>
  /** Announcements and discussions; loaded when they are first asked for. */
  discussions(): Promise<Discussions>
  /** How the person is told of notices beside the app; loaded when it is first asked for. */
  alerts(): Promise<Alerts>
  close(): Promise<void>
}

/** All courses that the person may see, searched off the main thread: the list may hold tens of thousands. */
export interface Catalogue {
  /** Tells anew when the catalogue on this device changes. */
  search(query: CatalogueQuery): Observable<CatalogueResult>
}
export interface CatalogueQuery {
  /** Words of title, description, instructor; prefixes count, and small misspellings. Empty: all. */
  readonly text: string
  readonly category?: string
  readonly level?: Course['level']
  readonly language?: string
  /** Only courses whose download is complete. */
  readonly isOnThisDevice?: boolean
}
export interface CatalogueResult {
  readonly total: number
  /** How many results each choice would give, the other filters as they are. */
  readonly facets: {
    readonly category: Readonly<Record<string, number>>
    readonly level: Readonly<Record<string, number>>
    readonly language: Readonly<Record<string, number>>
  }
  /** Cards `offset` … `offset + limit`, best first; without text in order of title. */
  cards(offset: number, limit: number): Promise<readonly CourseCard[]>
}
export type CourseCard = Pick<
  Course,
  'id' | 'title' | 'description' | 'category' | 'level' | 'language' | 'instructorName' | 'minutes' | 'contents'
> & { readonly coverFileId?: string }

export type WorkState = 'on-this-phone' | 'sending' | 'received' | 'graded' | 'needs-you'

export interface OutboxItem {
  readonly id: string
  readonly collection:
    | 'attempts'
    | 'progress'
    | 'enrolments'
    | 'posts'
    | 'notes'
    | 'people'
    | 'notices'
    | 'courses'
    | 'units'
    | 'questions'
    | 'files'
  /** For people: unit or course title. */
  readonly title: string
  readonly courseId?: string
  readonly state: WorkState
  /** Device's clock: when it came into this state. */
  readonly since: number
  /** `needs-you`: a code of protocol/errors.ts, said by `error.<code>`. */
  readonly code?: string
  readonly attempt?: Attempt
  /** `needs-you`: the notice that tells it, with what was refused. */
  readonly notice?: Notice
}

export interface SyncState {
  /** For the status on every screen. */
  readonly status$: Observable<{
    readonly kind: 'all-sent' | 'waiting' | 'sending' | 'needs-you'
    readonly count: number
  }>
  /** Unsent, in need, and handed-in work, newest first. */
  readonly outbox$: Observable<readonly OutboxItem[]>
  /** Device's clock; null before the first time. */
  readonly lastSyncedAt$: Observable<number | null>
  readonly problem$: Observable<null | 'offline' | 'not-signed-in' | 'protocol-mismatch' | 'no-room' | 'unavailable'>
  /** True once a first complete pull of this person's data has been made on this device. */
  readonly isFirstSyncDone$: Observable<boolean>
  syncNow(): Promise<void>
}

export interface CourseDownload {
  readonly courseId: string
  readonly state: 'none' | 'running' | 'paused' | 'interrupted' | 'ready' | 'update-available' | 'no-space'
  readonly bytesDone: number
  readonly bytesTotal: number
  readonly withVideo: boolean
}

export interface Downloads {
  all(): Observable<readonly CourseDownload[]>
  of(courseId: string): Observable<CourseDownload>
  /** Before the tap: what it would fetch now, and the free space (null where the browser doesn't say). */
  plan(
    courseId: string,
    options: { readonly withVideo: boolean },
  ): Promise<{
    readonly bytes: number
    readonly videoBytes: number
    readonly files: number
    /** Room for media, some left over for the person's own work. */
    readonly freeBytes: number | null
    readonly isMetered: boolean
  }>
  /** Starts or goes on; files that are here are not fetched again. */
  start(courseId: string, options: { readonly withVideo: boolean }): Promise<Outcome>
  pause(courseId: string): Promise<void>
  /** Frees what no other downloaded course shares. */
  remove(courseId: string): Promise<void>
  /** Bytes of this app on this device; `freeBytes` and `isKept` null where the browser doesn't say. `isKept`: the browser won't evict it by itself. */
  storage(): Promise<{
    readonly usedBytes: number
    readonly freeBytes: number | null
    readonly isKept: boolean | null
  }>
}
