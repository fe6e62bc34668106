import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { QuizSettings, Unit } from '@edutrack/shared-schema/collections/units'

/**
 * A course apart from any school: what a package brings, and what is exported. Ids hold within the package alone. In Markdown, `file:<id>` is a file of the package
 * and `unit:<id>` another unit.
 */
export interface CoursePackage {
  readonly title: string
  /** Plain text. */
  readonly description: string
  /** BCP 47 */
  readonly language?: string
  readonly category?: string
  readonly level?: 'beginner' | 'intermediate' | 'advanced'
  readonly modules: readonly PackageModule[]
  /** All of the bank; quizzes name those that they ask. */
  readonly questions: readonly PackageQuestion[]
  readonly files: readonly PackageFile[]
}

export interface PackageModule {
  readonly title: string
  readonly units: readonly PackageUnit[]
}

export interface PackageUnit {
  readonly id: string
  readonly kind: Unit['kind']
  readonly title: string
  readonly minutes: number
  readonly markdown: string
  /** `kind: video` */
  readonly video?: { readonly fileId: string; readonly captionsFileId?: string }
  /** `kind: quiz` */
  readonly quiz?: QuizSettings
  /** `kind: assignment` */
  readonly assignment?: { readonly points: number; readonly dueAt?: number }
}

export interface PackageQuestion {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly prompt: string
  readonly content: Question['content']
  readonly key: NonNullable<Question['key']>
  readonly explanation?: string
  readonly points: number
  readonly tags: readonly string[]
}

export interface PackageFile {
  readonly id: string
  readonly name: string
  readonly mime: string
  readonly role: CourseFile['role']
  readonly bytes: Uint8Array
}

/** What a quiz has where its source doesn't say. */
export const defaultQuizSettings: Omit<QuizSettings, 'questionIds'> = {
  mode: 'graded',
  counts: 'best',
  shuffleQuestions: false,
  shuffleChoices: false,
  feedback: 'after-hand-in',
  passPercent: 60,
}
