import type { z } from 'zod'

type JsonRecord = Readonly<Record<string, z.core.util.JSONType>>

/**
 * A question with answers and what each must earn. One list of them proves grading, players, editors, imports and exports, so that all agree about what a
 * type is.
 */
export interface QuestionFixture {
  readonly title: string
  /** Markdown */
  readonly prompt: string
  readonly content: JsonRecord
  readonly key: JsonRecord
  /** Markdown */
  readonly explanation?: string
  readonly answers: readonly FixtureAnswer[]
}

export interface FixtureAnswer {
  readonly answer: JsonRecord
  /** 0–1 */
  readonly fraction: number
  readonly pending?: true
}
