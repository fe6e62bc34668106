import type { QuestionKind } from '@edutrack/shared-schema/questions/registry'
import { EssayEditor } from './essay/essay-editor.tsx'
import { GapsEditor } from './gaps/gaps-editor.tsx'
import { MatchingEditor } from './matching/matching-editor.tsx'
import { MultipleChoiceEditor } from './multiple-choice/multiple-choice-editor.tsx'
import { NumericEditor } from './numeric/numeric-editor.tsx'
import { OrderingEditor } from './ordering/ordering-editor.tsx'
import { defineEditor, type AnyEditor } from './question-editor.ts'
import { ShortTextEditor } from './short-text/short-text-editor.tsx'
import { SingleChoiceEditor } from './single-choice/single-choice-editor.tsx'
import { TrueFalseEditor } from './true-false/true-false-editor.tsx'

const blanks = (newId: () => string, count: number): { id: string; markdown: string }[] =>
  Array.from({ length: count }, () => ({ id: newId(), markdown: '' }))

/** What edits each type of question; apart from the players, which learners load. */
export const editors = {
  'single-choice': defineEditor({
    Editor: SingleChoiceEditor,
    start: (newId) => ({ content: { choices: blanks(newId, 4) }, key: { choiceId: '' } }),
  }),
  'multiple-choice': defineEditor({
    Editor: MultipleChoiceEditor,
    start: (newId) => ({ content: { choices: blanks(newId, 4) }, key: { choiceIds: [] } }),
  }),
  'true-false': defineEditor({ Editor: TrueFalseEditor, start: () => ({ content: {}, key: { isTrue: true } }) }),
  'short-text': defineEditor({ Editor: ShortTextEditor, start: () => ({ content: {}, key: { accepted: [] } }) }),
  numeric: defineEditor({ Editor: NumericEditor, start: () => ({ content: {}, key: { value: 0, tolerance: 0 } }) }),
  matching: defineEditor({
    Editor: MatchingEditor,
    start: (newId) => ({ content: { items: blanks(newId, 3), matches: [] }, key: { pairs: {} } }),
  }),
  ordering: defineEditor({
    Editor: OrderingEditor,
    start: (newId) => {
      const items = blanks(newId, 3)
      return { content: { items }, key: { order: items.map(({ id }) => id) } }
    },
  }),
  gaps: defineEditor({ Editor: GapsEditor, start: () => ({ content: { text: '', gaps: [] }, key: { gaps: {} } }) }),
  essay: defineEditor({ Editor: EssayEditor, start: () => ({ content: {}, key: {} }) }),
} satisfies Record<QuestionKind, AnyEditor>
