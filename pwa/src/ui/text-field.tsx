import { useId, type ComponentProps, type ReactNode } from 'react'
import { shapes as alert } from 'virtual:icon/circle-alert'
import { classes } from './classes.ts'
import styles from './field.module.css'
import { Icon, type IconShapes } from './icon.tsx'
import { VisuallyHidden } from './visually-hidden.tsx'

/** A line of text with its label. `error` and `hint` are read with it. `rows`: several lines. */
export const TextField = ({
  label,
  isLabelHidden = false,
  hint,
  error,
  icon,
  end,
  rows,
  ...rest
}: {
  readonly label: string
  readonly isLabelHidden?: boolean
  readonly hint?: string | undefined
  readonly error?: string | undefined
  readonly icon?: IconShapes
  /** A button at the end of the field. */
  readonly end?: ReactNode
  readonly rows?: number
} & ComponentProps<'input'>): ReactNode => {
  const id = useId()
  const shared = {
    id,
    'aria-invalid': error === undefined ? undefined : true,
    'aria-describedby': error === undefined && hint === undefined ? undefined : `${id}-note`,
    className: classes(
      styles['input'],
      icon !== undefined && styles['withStart'],
      end !== undefined && styles['withEnd'],
    ),
  }
  return (
    <div className={styles['field']}>
      {isLabelHidden ? (
        <VisuallyHidden>
          <label htmlFor={id}>{label}</label>
        </VisuallyHidden>
      ) : (
        <label htmlFor={id} className={styles['label']}>
          {label}
        </label>
      )}
      <div className={styles['frame']}>
        {icon !== undefined && (
          <span className={styles['start']}>
            <Icon shapes={icon} />
          </span>
        )}
        {rows === undefined ? (
          <input {...shared} {...rest} />
        ) : (
          <textarea {...shared} {...(rest as ComponentProps<'textarea'>)} rows={rows} />
        )}
        {end !== undefined && <span className={styles['end']}>{end}</span>}
      </div>
      {(error ?? hint) !== undefined && (
        <p id={`${id}-note`} className={styles[error === undefined ? 'hint' : 'error']}>
          {error !== undefined && <Icon shapes={alert} size="s" />}
          {error ?? hint}
        </p>
      )}
    </div>
  )
}
