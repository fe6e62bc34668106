import type { ReactNode } from 'react'
import styles from './empty-state.module.css'
import { Icon, type IconShapes } from './icon.tsx'

/** What a screen says when there is nothing on it, and what one can do. */
export const EmptyState = ({
  icon,
  title,
  action,
  isScreen = false,
  children,
}: {
  readonly icon: IconShapes
  readonly title: string
  readonly action?: ReactNode
  /** It is all that there is on the screen, so its title is the screen's. */
  readonly isScreen?: boolean
  readonly children?: ReactNode
}): ReactNode => (
  <div className={styles['empty']}>
    <span className={styles['mark']}>
      <Icon shapes={icon} size="l" />
    </span>
    {isScreen ? <h1 className={styles['title']}>{title}</h1> : <h2 className={styles['title']}>{title}</h2>}
    {children !== undefined && <div className={styles['text']}>{children}</div>}
    {action !== undefined && <div className={styles['action']}>{action}</div>}
  </div>
)
