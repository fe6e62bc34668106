import { useState, type ReactNode } from 'react'
import { TextField } from '#ui/text-field.tsx'

/** Some short texts, one a line. */
export const LinesField = ({
  label,
  hint,
  lines,
  onChange,
}: {
  readonly label: string
  readonly hint?: string
  readonly lines: readonly string[]
  readonly onChange: (lines: string[]) => void
}): ReactNode => {
  /** While it is typed: empty lines and spaces at the end stay under the cursor. */
  const [text, setText] = useState<string | null>(null)
  return (
    <TextField
      label={label}
      hint={hint}
      rows={Math.min(8, Math.max(2, lines.length + 1))}
      dir="auto"
      value={text ?? lines.join('\n')}
      onChange={({ target }) => {
        setText(target.value)
        onChange([...new Set(target.value.split('\n').map((line) => line.trim()))].filter((line) => line !== ''))
      }}
      onBlur={() => setText(null)}
    />
  )
}
