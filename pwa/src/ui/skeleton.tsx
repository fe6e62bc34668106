import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './skeleton.module.css'
import { VisuallyHidden } from './visually-hidden.tsx'

/** The place that something will take. Not seen before 200 ms have gone by: what comes sooner should not flicker. */
export const Skeleton = ({
  lines = 3,
  shape = 'text',
}: {
  readonly lines?: number
  readonly shape?: 'text' | 'card'
}): ReactNode => (
  <div aria-hidden="true" className={styles['skeleton']}>
    {Array.from({ length: lines }, (_, line) => (
      <span key={line} className={classes(styles['line'], styles[shape])} />
    ))}
  </div>
)

/** A screen whose parts are still being read. `label` is said to those who listen. */
export const ScreenSkeleton = ({ label }: { readonly label: string }): ReactNode => (
  <div role="status" className={styles['screen']}>
    <VisuallyHidden>{label}</VisuallyHidden>
    <Skeleton lines={1} />
    <Skeleton lines={3} shape="card" />
  </div>
)
