import type { ReactNode } from 'react'
import { shapes as check } from 'virtual:icon/check'
import { classes } from './classes.ts'
import styles from './chip.module.css'
import { Icon, type IconShapes } from './icon.tsx'

/** A filter that is on or off. */
export const Chip = ({
  isOn,
  onChange,
  icon,
  count,
  children,
}: {
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
  readonly icon?: IconShapes
  readonly count?: string | undefined
  readonly children: ReactNode
}): ReactNode => (
  <button
    type="button"
    aria-pressed={isOn}
    className={classes(styles['chip'], isOn && styles['on'])}
    onClick={() => onChange(!isOn)}
  >
    {isOn ? <Icon shapes={check} size="s" /> : icon !== undefined && <Icon shapes={icon} size="s" />}
    <span>{children}</span>
    {count !== undefined && <span className={styles['count']}>{count}</span>}
  </button>
)

/** A row of chips; it wraps on wide screens and is swiped on narrow ones. */
export const ChipRow = ({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode => (
  <div role="group" aria-label={label} className={styles['row']}>
    {children}
  </div>
)
