import type { AttemptMark } from '@edutrack/shared-schema/collections/attempts'

/** All grades of a course as far as they are on this device: a state of it never changes, and rows that are the same are the same object. */
export interface Gradebook {
  /** Graded quizzes and assignments, in the order of the course. */
  readonly columns: readonly { readonly unitId: string; readonly title: string }[]
  /** Who is in the course, and who has handed in without being in it; by name. */
  readonly rows: readonly GradeRow[]
  /** By name; without the group of those who are in none. */
  readonly groups: readonly string[]
  /** Hand-ins in which something waits for a person's grade. */
  readonly waiting: WorkList
  /** Hand-ins that are unusual, and not decided. */
  readonly unusual: WorkList
  /** Those that were decided, and can be looked at again. */
  readonly decided: WorkList
  /** How far it has been read, 0–1: of a large course grades come by and by. */
  readonly progress: number
}

export interface GradeRow {
  readonly personId: string
  readonly name: string
  readonly isIn: boolean
  /** Empty: in no group. */
  readonly group: string
  /** By column; undefined where nothing is handed in. */
  readonly cells: readonly (GradeCell | undefined)[]
}

export interface GradeCell {
  /** Undefined: nothing of it counts. */
  readonly earned?: number
  readonly points?: number
  readonly isPending: boolean
  /** It is unusual, and not decided yet. */
  readonly needsDecision: boolean
  /** What waits for a person; else the one that counts, or the latest. */
  readonly attemptId: string
}

export interface WorkList {
  readonly count: number
  /** Those that came first, as far as a person looks ahead. */
  readonly first: readonly ListedWork[]
}

export interface ListedWork {
  readonly attemptId: string
  readonly personName: string
  readonly unitId: string
  /** School's clock. */
  readonly receivedAt?: number
  readonly marks: readonly AttemptMark[]
}
