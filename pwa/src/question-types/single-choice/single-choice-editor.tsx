import type { ReactNode } from 'react'
import type { singleChoice } from '@edutrack/shared-schema/questions/single-choice/single-choice'
import { ChoicesEditor } from '../choices-editor.tsx'
import type { EditorPropsOf } from '../question-editor.ts'

export const SingleChoiceEditor = ({
  content,
  answerKey,
  speech,
  newId,
  onChange,
}: EditorPropsOf<typeof singleChoice>): ReactNode => (
  <ChoicesEditor
    choices={content.choices}
    right={[answerKey.choiceId]}
    isMany={false}
    speech={speech}
    newId={newId}
    onChange={(choices, [choiceId = ''], how) => onChange({ ...content, choices }, { ...answerKey, choiceId }, how)}
  />
)
