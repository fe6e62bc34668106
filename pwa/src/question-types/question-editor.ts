import type { ComponentType } from 'react'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { QuestionType } from '@edutrack/shared-schema/questions/question-type'

/** What the component that edits a question's type gets. The shapes are those of the type in shared-schema/src/questions. */
export interface EditorProps<Content, Key> {
  readonly content: Content
  readonly answerKey: Key
  /** Of the course. */
  readonly speech: { readonly lang: string; readonly dir: 'ltr' | 'rtl' }
  /** For new parts. */
  readonly newId: () => string
  readonly onChange: (content: Content, key: Key, how: 'typed' | 'now') => void
}
export type EditorPropsOf<Type> =
  Type extends QuestionType<infer Content, infer Key, infer _Answer> ? EditorProps<Content, Key> : never

/** For the registry, which holds editors of all shapes. */
export interface AnyEditor {
  readonly Editor: ComponentType<EditorProps<unknown, unknown>>
  /** What a new question starts with. */
  readonly start: (newId: () => string) => {
    readonly content: Question['content']
    readonly key: NonNullable<Question['key']>
  }
}

export const defineEditor = <Content extends object, Key extends object>(editor: {
  readonly Editor: ComponentType<EditorProps<Content, Key>>
  readonly start: (newId: () => string) => { readonly content: NoInfer<Content>; readonly key: NoInfer<Key> }
}): AnyEditor => editor as never
