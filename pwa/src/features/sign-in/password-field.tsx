import { useState, type ReactNode } from 'react'
import { shapes as eye } from 'virtual:icon/eye'
import { shapes as eyeOff } from 'virtual:icon/eye-off'
import { useMessages } from '#i18n/messages.tsx'
import { IconButton } from '#ui/button.tsx'
import { TextField } from '#ui/text-field.tsx'

/** Letters of a new password, as the school asks. */
export const MIN_PASSWORD = 8

/** A password that can be looked at while it is typed: on a phone that is what prevents most wrong ones. */
export const PasswordField = ({
  label,
  hint,
  autoComplete,
  minLength,
  value,
  onChange,
}: {
  readonly label: string
  readonly hint?: string
  readonly autoComplete: 'current-password' | 'new-password'
  readonly minLength?: number
  readonly value: string
  readonly onChange: (value: string) => void
}): ReactNode => {
  const { t } = useMessages()
  const [isShown, setShown] = useState(false)
  return (
    <TextField
      label={label}
      hint={hint}
      type={isShown ? 'text' : 'password'}
      name="password"
      autoComplete={autoComplete}
      autoCapitalize="none"
      spellCheck={false}
      required
      minLength={minLength}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      end={
        <IconButton
          icon={isShown ? eyeOff : eye}
          label={t(isShown ? 'sign-in.hide-password' : 'sign-in.show-password')}
          onClick={() => setShown(!isShown)}
        />
      }
    />
  )
}
