import type { ReactNode } from 'react'
import type { numeric } from '@edutrack/shared-schema/questions/numeric/numeric'
import { useMessages } from '#i18n/messages.tsx'
import { NumberField } from '#parts/number-field.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { EditorPropsOf } from '../question-editor.ts'
import styles from '../question-editors.module.css'

export const NumericEditor = ({ content, answerKey, onChange }: EditorPropsOf<typeof numeric>): ReactNode => {
  const { t } = useMessages()
  return (
    <div className={styles['fields']}>
      <NumberField
        label={t('editor.value')}
        value={answerKey.value}
        onChange={(value) => {
          if (value !== undefined) onChange(content, { ...answerKey, value }, 'typed')
        }}
      />
      <NumberField
        label={t('editor.tolerance')}
        hint={t('editor.tolerance-hint')}
        value={answerKey.tolerance}
        min={0}
        onChange={(tolerance) => onChange(content, { ...answerKey, tolerance: tolerance ?? 0 }, 'typed')}
      />
      <TextField
        label={t('editor.unit')}
        value={content.unit ?? ''}
        maxLength={40}
        autoComplete="off"
        onChange={({ target }) => onChange({ ...content, unit: target.value }, answerKey, 'typed')}
      />
    </div>
  )
}
