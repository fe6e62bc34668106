import type { ReactNode } from 'react'
import type { trueFalse } from '@edutrack/shared-schema/questions/true-false/true-false'
import { useMessages } from '#i18n/messages.tsx'
import { Select } from '#ui/select.tsx'
import type { EditorPropsOf } from '../question-editor.ts'

export const TrueFalseEditor = ({ content, answerKey, onChange }: EditorPropsOf<typeof trueFalse>): ReactNode => {
  const { t } = useMessages()
  return (
    <Select
      label={t('editor.it-is')}
      value={String(answerKey.isTrue)}
      options={[
        { value: 'true', label: t('question.true') },
        { value: 'false', label: t('question.false') },
      ]}
      onChange={(value) => onChange(content, { isTrue: value === 'true' }, 'now')}
    />
  )
}
