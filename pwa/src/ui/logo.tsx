import type { ReactNode } from 'react'
import styles from './logo.module.css'

/** A leaf that grows out of an open book; the same drawing as public/logo.svg. The name stands beside it. */
export const Logo = (): ReactNode => (
  <svg viewBox="0 0 32 32" aria-hidden="true" className={styles['logo']}>
    <path
      className={styles['book']}
      d="M16 27.5c-2.6-2-6-2.9-10.2-2.9-.8 0-1.3-.6-1.3-1.3v-8.6c0-.8.6-1.3 1.3-1.3 4.2 0 7.6 1 10.2 3 2.6-2 6-3 10.2-3 .7 0 1.3.5 1.3 1.3v8.6c0 .7-.5 1.3-1.3 1.3-4.2 0-7.6.9-10.2 2.9Z"
    />
    <path
      className={styles['leaf']}
      d="M16 13.600C10.8 12.2 9 8.2 10.2 3.200c5 .4 7.7 3.6 6.6 8.4 1.2-2.2 3.1-3.5 5.6-3.8.3 3.6-1.8 6-5.5 6.300Z"
    />
    <path className={styles['stem']} d="M16 26.5v-13" />
  </svg>
)
