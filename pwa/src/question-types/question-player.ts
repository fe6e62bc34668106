import type { ComponentType } from 'react'
import type { QuestionType } from '@edutrack/shared-schema/questions/question-type'

/**
 * How a question is shown: `answer` to be answered; `answered` as it was, without a judgement; `feedback` with what was right.
 */
export type PlayerMode = 'answer' | 'answered' | 'feedback'

/** What the component of a question's type gets. The shapes are those of the type in shared-schema/src/questions. */
export interface PlayerProps<Content, Key, Answer> {
  /** Of the question: for names and ids of the inputs. */
  readonly id: string
  /** Id of the element that asks. */
  readonly labelledBy: string
  readonly content: Content
  readonly answer: Answer | undefined
  /** Present in `feedback`. */
  readonly answerKey: Key | undefined
  readonly mode: PlayerMode
  /** Decides the order of choices; undefined: as written. */
  readonly shuffleSeed: number | undefined
  /** `typed`: more may follow at once. `picked`: taken with a finger or a pointer, as opposed to moving through the choices by key. */
  readonly onAnswer: (answer: Answer, how: 'typed' | 'chosen' | 'picked') => void
}
/** The same, by the type itself: `PlayerPropsOf<typeof numeric>`. */
export type PlayerPropsOf<Type> =
  Type extends QuestionType<infer Content, infer Key, infer Answer> ? PlayerProps<Content, Key, Answer> : never

export type AnyPlayer = ComponentType<PlayerProps<unknown, unknown, unknown>>

/** For the registry, which holds players of all shapes: whoever renders one has checked the shapes by the type's own schemas. */
export const definePlayer = <Content, Key, Answer>(player: {
  readonly Player: ComponentType<PlayerProps<Content, Key, Answer>>
  /** One tap answers it, so practice can judge it at once; the others are judged when the person says so. */
  readonly isPicked: boolean
}): { readonly Player: AnyPlayer; readonly isPicked: boolean } => player as never
