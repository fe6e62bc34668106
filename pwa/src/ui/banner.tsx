import type { ReactNode } from 'react'
import styles from './banner.module.css'
import { classes } from './classes.ts'
import { Icon, type IconShapes } from './icon.tsx'

/** Something worth knowing on this screen. `tone: needs-you` only where a person has to decide, `problem` only where something can't go on. */
export const Banner = ({
  tone = 'quiet',
  icon,
  title,
  action,
  children,
}: {
  readonly tone?: 'quiet' | 'needs-you' | 'problem'
  readonly icon: IconShapes
  readonly title?: string
  readonly action?: ReactNode
  readonly children?: ReactNode
}): ReactNode => (
  <div role="status" className={classes(styles['banner'], styles[tone])}>
    <Icon shapes={icon} className={styles['icon']} />
    <div className={styles['text']}>
      {title !== undefined && <p className={styles['title']}>{title}</p>}
      {children !== undefined && <div>{children}</div>}
    </div>
    {action !== undefined && <div className={styles['action']}>{action}</div>}
  </div>
)
