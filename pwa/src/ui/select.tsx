import { useId, type ReactNode } from 'react'
import { shapes as chevronDown } from 'virtual:icon/chevron-down'
import { classes } from './classes.ts'
import styles from './field.module.css'
import { Icon } from './icon.tsx'

/** One of some choices: the platform's own list, which every phone knows how to show. */
export const Select = ({
  label,
  hint,
  value,
  options,
  onChange,
}: {
  readonly label: string
  readonly hint?: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly onChange: (value: string) => void
}): ReactNode => {
  const id = useId()
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={styles['label']}>
        {label}
      </label>
      <div className={styles['frame']}>
        <select
          id={id}
          value={value}
          aria-describedby={hint === undefined ? undefined : `${id}-note`}
          className={classes(styles['input'], styles['select'])}
          onChange={({ target }) => onChange(target.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <span className={styles['caret']}>
          <Icon shapes={chevronDown} />
        </span>
      </div>
      {hint !== undefined && (
        <p id={`${id}-note`} className={styles['hint']}>
          {hint}
        </p>
      )}
    </div>
  )
}
