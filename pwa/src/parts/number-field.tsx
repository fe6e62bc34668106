import { useState, type ReactNode } from 'react'
import { parseNumber } from '@edutrack/shared-schema/questions/numeric/numeric'
import { useMessages } from '#i18n/messages.tsx'
import { TextField } from '#ui/text-field.tsx'

/** A number as people write it, within its bounds; `undefined` where the field is empty. */
export const NumberField = ({
  label,
  hint,
  value,
  min = -Infinity,
  max = Infinity,
  isWhole = false,
  onChange,
}: {
  readonly label: string
  readonly hint?: string
  readonly value: number | undefined
  readonly min?: number
  readonly max?: number
  readonly isWhole?: boolean
  readonly onChange: (value: number | undefined) => void
}): ReactNode => {
  const { t } = useMessages()
  /** While it is typed. */
  const [text, setText] = useState<string | null>(null)
  const read = (typed: string): number | undefined => {
    const number = parseNumber(typed)
    return number === undefined || number < min || number > max || (isWhole && !Number.isInteger(number))
      ? undefined
      : number
  }
  const isWrong = text !== null && text.trim() !== '' && read(text) === undefined
  return (
    <TextField
      label={label}
      hint={hint}
      error={isWrong ? t('teach.number-wrong') : undefined}
      inputMode={isWhole ? 'numeric' : 'decimal'}
      autoComplete="off"
      dir="ltr"
      value={text ?? (value === undefined ? '' : String(value))}
      onChange={({ target }) => {
        setText(target.value)
        const number = read(target.value)
        if (number !== undefined || target.value.trim() === '') onChange(number)
      }}
      onBlur={() => setText(null)}
    />
  )
}
