import type { ReactNode } from 'react'
import type { multipleChoice } from '@edutrack/shared-schema/questions/multiple-choice/multiple-choice'
import { ChoicesEditor } from '../choices-editor.tsx'
import type { EditorPropsOf } from '../question-editor.ts'

export const MultipleChoiceEditor = ({
  content,
  answerKey,
  speech,
  newId,
  onChange,
}: EditorPropsOf<typeof multipleChoice>): ReactNode => (
  <ChoicesEditor
    choices={content.choices}
    right={answerKey.choiceIds}
    isMany
    speech={speech}
    newId={newId}
    onChange={(choices, choiceIds, how) => onChange({ ...content, choices }, { ...answerKey, choiceIds }, how)}
  />
)
