import { useId, type ComponentProps, type ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './field.module.css'

interface CheckProps {
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly isChecked: boolean
  readonly onChange: (isChecked: boolean) => void
}
type Rest = Omit<ComponentProps<'input'>, 'onChange' | 'checked' | 'type'>

/** A choice that is taken with others, by a button below. */
export const Checkbox = ({ label, hint, isChecked, onChange, ...rest }: CheckProps & Rest): ReactNode => {
  const id = useId()
  return (
    <label className={styles['check']} htmlFor={id}>
      <input
        {...rest}
        id={id}
        type="checkbox"
        className={styles['box']}
        checked={isChecked}
        onChange={({ target }) => onChange(target.checked)}
      />
      <span>{label}</span>
      {hint !== undefined && <span className={styles['hint']}>{hint}</span>}
    </label>
  )
}

/** A setting that takes effect at once. */
export const Switch = ({ label, hint, isChecked, onChange, ...rest }: CheckProps & Rest): ReactNode => {
  const id = useId()
  return (
    <label className={classes(styles['check'], styles['switch'])} htmlFor={id}>
      <span>{label}</span>
      <input
        {...rest}
        id={id}
        type="checkbox"
        // A native checkbox says by itself whether it is on.
        // oxlint-disable-next-line jsx-a11y/role-has-required-aria-props
        role="switch"
        className={styles['toggle']}
        checked={isChecked}
        onChange={({ target }) => onChange(target.checked)}
      />
      {hint !== undefined && <span className={styles['hint']}>{hint}</span>}
    </label>
  )
}
