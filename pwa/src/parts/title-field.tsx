import { useState, type ReactNode } from 'react'
import { useMessages } from '#i18n/messages.tsx'
import { TextField } from '#ui/text-field.tsx'

/** A title that is never empty where it is stored: while its field is, the one before stays. */
export const TitleField = ({
  label,
  value,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly onChange: (title: string) => void
}): ReactNode => {
  const { t } = useMessages()
  const [isEmpty, setEmpty] = useState(false)
  return (
    <TextField
      label={label}
      value={isEmpty ? '' : value}
      error={isEmpty ? t('teach.title-needed') : undefined}
      maxLength={200}
      autoComplete="off"
      onChange={({ target }) => {
        const isBlank = target.value.trim() === ''
        setEmpty(isBlank)
        if (!isBlank) onChange(target.value)
      }}
      onBlur={() => setEmpty(false)}
    />
  )
}
