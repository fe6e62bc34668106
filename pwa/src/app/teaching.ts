import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { Unit, UnitContent } from '@edutrack/shared-schema/collections/units'
import type { AttemptReview, EnrolmentDecision } from '@edutrack/shared-schema/protocol/review'
import type { Observable } from 'rxjs'
import type { QuizAnalysis } from '#workers/analyse-quiz.ts'
import type { Gradebook } from './gradebook.ts'
import type { Regrading } from './regrading.ts'
import type { Roster } from './roster.ts'
import type { MediaLibrary } from './media-library.ts'
import type { Outcome } from './services.ts'
import type { UnitHistory } from './unit-history.ts'

/** What a course may be told by who teaches it: the fields that a device may write. */
export type CourseChange = Partial<
  Pick<
    Course,
    | 'title'
    | 'description'
    | 'category'
    | 'level'
    | 'language'
    | 'status'
    | 'coverFileId'
    | 'modules'
    | 'enrolment'
    | 'certificate'
  >
>
export type UnitChange = Partial<
  Pick<Unit, 'title' | 'minutes' | 'status' | 'markdown' | 'video' | 'quiz' | 'assignment' | 'fileIds'>
>
export type QuestionChange = Partial<
  Pick<Question, 'kind' | 'title' | 'prompt' | 'content' | 'key' | 'explanation' | 'points' | 'tags'>
>

export type { QuizAnalysis }

/** A document as it is here. `theirs`: somebody else has changed it since; both are kept until the person chooses. */
export interface Edited<Document> {
  readonly document: Document
  readonly isUnsent: boolean
  readonly theirs?: Document
}

export interface EditedUnit extends Edited<Unit> {
  /** Beside what is unsent: what the school sent last. */
  readonly received?: UnitContent
}

/** What a package of another system holds, before anything of it is kept. */
export type PackageReport =
  | {
      readonly outcome: 'read'
      readonly report: {
        readonly format: string
        readonly items: readonly {
          readonly id: string
          readonly title: string
          readonly type: string
          readonly status: 'imported' | 'lossy' | 'skipped'
          /** Sentences for a teacher; empty for `imported`. */
          readonly reason: string
        }[]
        readonly units: number
      }
      /** Pictures, films and the like; `problem` is a key of the catalogue, for what a course doesn't take. */
      readonly files: readonly {
        readonly id: string
        readonly name: string
        readonly bytes: number
        readonly problem?: string
      }[]
      /** Makes a draft course of it, whose files go out by and by; resolves to its id, and which files could not be kept, with keys of the catalogue. */
      takeIn(): Promise<{ readonly courseId: string; readonly problems: ReadonlyMap<string, string> }>
    }
  /** `problem` is a sentence for a teacher. */
  | { readonly outcome: 'unreadable'; readonly problem: string }

/** All that an instructor's screens use beside `Learning`. Reads are live, writes durable when they resolve; all works without a network but what says so. */
export interface Teaching {
  /** Courses that this person teaches, the latest changed first. */
  courses(): Observable<readonly Course[]>
  course(id: string): Observable<Edited<Course> | null>
  unit(id: string): Observable<EditedUnit | null>
  question(id: string): Observable<Edited<Question> | null>
  /** All questions of a course. */
  bank(courseId: string): Observable<readonly Question[]>
  /** All grades of a course, live. It is kept for a while after it was last looked at, so that coming back to it costs nothing. */
  gradebook(courseId: string): Observable<Gradebook>
  /** Hand-ins that broke a rule or look odd: those to be decided that came first, and those that were decided last. */
  unusualAttempts(courseId: string): Observable<readonly Attempt[]>
  /** How many hand-ins answered an earlier version of a question; undefined where this device can’t count them. */
  earlierHandIns(courseId: string, question: Pick<Question, 'id' | 'version'>): Observable<number | undefined>
  enrolments(courseId: string): Observable<readonly Enrolment[]>

  readonly media: MediaLibrary

  /** An id for a part of a document, such as a choice: it tells nothing of its place. */
  newId(): string
  /** Resolves to the new document's id. */
  createCourse(input: {
    readonly title: string
    readonly language: string
    readonly moduleTitle: string
  }): Promise<string>
  /** At the end of a module. */
  createUnit(input: {
    readonly courseId: string
    readonly moduleId: string
    readonly kind: Unit['kind']
    readonly title: string
  }): Promise<string>
  createModule(courseId: string, title: string): Promise<void>
  createQuestion(
    courseId: string,
    question: Pick<Question, 'kind' | 'title' | 'prompt' | 'content'> & { readonly key: NonNullable<Question['key']> },
  ): Promise<string>
  changeCourse(id: string, change: (course: Course) => CourseChange): Promise<void>
  changeUnit(id: string, change: (unit: Unit) => UnitChange): Promise<void>
  changeQuestion(id: string, change: (question: Question) => QuestionChange): Promise<void>
  /**
   * Settles a clash: the person's own state goes out over the other one, or is given up for it. A unit's own state can be kept beside as a new unit, a draft
   * in the same module, a question's as a new one of the bank.
   */
  settleClash(
    collection: 'courses' | 'units' | 'questions',
    id: string,
    choice: 'mine' | 'theirs' | 'both',
  ): Promise<void>
  /** Reads a package: GIFT, Moodle XML, QTI, Common Cartridge. Never rejects. */
  readPackage(file: File): Promise<PackageReport>
  /** The course as a package for other systems, with what it can't hold; undefined where a file of the course can't be had. */
  writePackage(
    courseId: string,
    format: 'qti3' | 'gift' | 'common-cartridge',
  ): Promise<
    | {
        readonly file: File
        readonly report: {
          readonly items: readonly {
            readonly id: string
            readonly title: string
            readonly status: 'exported' | 'lossy' | 'skipped'
            readonly reason: string
          }[]
        }
      }
    | undefined
  >
  /** Grades a hand-in, or decides about what is unusual of it. Needs the network: it changes what is a learner's. */
  review(attemptId: string, review: AttemptReview): Promise<Outcome>
  readonly roster: Roster
  readonly regrading: Regrading
  readonly history: UnitHistory
  /** How each of these questions of a quiz has done, live, off the screen’s thread; undefined where this device can’t. */
  analysis(unitId: string, questions: readonly Question[]): Observable<QuizAnalysis | undefined>
  /** Lets somebody in or out, or gives them more time. Needs the network. */
  decideEnrolment(courseId: string, personId: string, decision: EnrolmentDecision): Promise<Outcome>
}
