import type { essay } from '@edutrack/shared-schema/questions/essay/essay'
import type { gaps } from '@edutrack/shared-schema/questions/gaps/gaps'
import type { matching } from '@edutrack/shared-schema/questions/matching/matching'
import type { multipleChoice } from '@edutrack/shared-schema/questions/multiple-choice/multiple-choice'
import type { numeric } from '@edutrack/shared-schema/questions/numeric/numeric'
import type { ordering } from '@edutrack/shared-schema/questions/ordering/ordering'
import type { QuestionType } from '@edutrack/shared-schema/questions/question-type'
import type { shortText } from '@edutrack/shared-schema/questions/short-text/short-text'
import type { singleChoice } from '@edutrack/shared-schema/questions/single-choice/single-choice'
import type { trueFalse } from '@edutrack/shared-schema/questions/true-false/true-false'
import { questionTypes } from '@edutrack/shared-schema/questions/registry'
import type { PackageQuestion } from './course-package.ts'

type Typed<Kind extends string, Type> =
  Type extends QuestionType<infer Content, infer Key>
    ? { readonly kind: Kind; readonly content: Content; readonly key: Key }
    : never

/** Content and key of a question in the shapes of its type. */
export type TypedQuestion =
  | Typed<'single-choice', typeof singleChoice>
  | Typed<'multiple-choice', typeof multipleChoice>
  | Typed<'true-false', typeof trueFalse>
  | Typed<'short-text', typeof shortText>
  | Typed<'numeric', typeof numeric>
  | Typed<'matching', typeof matching>
  | Typed<'ordering', typeof ordering>
  | Typed<'gaps', typeof gaps>
  | Typed<'essay', typeof essay>

/** Undefined for a question of a kind that is not known, or not in its shape. */
export const typedQuestion = ({
  kind,
  content,
  key,
}: Pick<PackageQuestion, 'kind' | 'content' | 'key'>): TypedQuestion | undefined => {
  if (!Object.hasOwn(questionTypes, kind)) return undefined
  const type: QuestionType = questionTypes[kind as keyof typeof questionTypes]
  const parsed = { content: type.content.safeParse(content), key: type.key.safeParse(key) }
  return parsed.content.success && parsed.key.success
    ? ({ kind, content: parsed.content.data, key: parsed.key.data } as TypedQuestion)
    : undefined
}
