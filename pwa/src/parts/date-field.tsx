import type { ReactNode } from 'react'
import { TextField } from '#ui/text-field.tsx'
import { fromLocalText, toLocalText } from './local-text.ts'

/** A moment, in the time of this device's place; the platform's own field. */
export const DateField = ({
  label,
  hint,
  value,
  onChange,
}: {
  readonly label: string
  readonly hint?: string
  readonly value: number | undefined
  readonly onChange: (value: number | undefined) => void
}): ReactNode => (
  <TextField
    label={label}
    hint={hint}
    type="datetime-local"
    value={value === undefined ? '' : toLocalText(value)}
    onChange={({ target }) => onChange(fromLocalText(target.value))}
  />
)
