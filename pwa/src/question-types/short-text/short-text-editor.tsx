import type { ReactNode } from 'react'
import type { shortText } from '@edutrack/shared-schema/questions/short-text/short-text'
import { useMessages } from '#i18n/messages.tsx'
import { LinesField } from '#parts/lines-field.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import type { EditorPropsOf } from '../question-editor.ts'
import styles from '../question-editors.module.css'

export const ShortTextEditor = ({ content, answerKey, onChange }: EditorPropsOf<typeof shortText>): ReactNode => {
  const { t } = useMessages()
  return (
    <div className={styles['list']}>
      <LinesField
        label={t('editor.accepted')}
        hint={t('editor.accepted-hint')}
        lines={answerKey.accepted}
        onChange={(accepted) => onChange(content, { ...answerKey, accepted }, 'typed')}
      />
      <Checkbox
        label={t('editor.case-sensitive')}
        isChecked={answerKey.isCaseSensitive === true}
        onChange={(isCaseSensitive) => onChange(content, { ...answerKey, isCaseSensitive }, 'now')}
      />
    </div>
  )
}
