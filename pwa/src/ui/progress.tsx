import type { CSSProperties, ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './progress.module.css'

interface ProgressProps {
  /** 0–1 */
  readonly value: number
  /** What is progressing; said with the value. */
  readonly label: string
}
const spoken = ({ value, label }: ProgressProps) => ({
  role: 'progressbar',
  'aria-label': label,
  'aria-valuemin': 0,
  'aria-valuemax': 100,
  'aria-valuenow': Math.round(value * 100),
})

export const ProgressBar = ({
  isPaused = false,
  ...props
}: ProgressProps & { readonly isPaused?: boolean }): ReactNode => (
  <div {...spoken(props)} className={classes(styles['bar'], isPaused && styles['paused'])}>
    {props.value > 0 && <span style={{ '--value': props.value } as CSSProperties} className={styles['fill']} />}
  </div>
)

const RADIUS = 10

/** A small circle, beside a title. A whole one carries a tick. */
export const ProgressRing = (props: ProgressProps): ReactNode => (
  <svg {...spoken(props)} viewBox="0 0 24 24" className={styles['ring']}>
    <circle cx="12" cy="12" r={RADIUS} className={styles['track']} />
    {props.value >= 1 ? (
      <>
        <circle cx="12" cy="12" r="11.5" className={styles['whole']} />
        <path d="M7.5 12.5l3 3 6-6.5" className={styles['tick']} />
      </>
    ) : (
      props.value > 0 && (
        <circle
          cx="12"
          cy="12"
          r={RADIUS}
          pathLength={1}
          strokeDasharray={`${String(props.value)} 1`}
          className={styles['arc']}
        />
      )
    )}
  </svg>
)
