import type { ReactNode } from 'react'
import styles from './door.module.css'

const hills = {
  far: 'M0 98Q70 56 150 86T300 74 400 90V150H0Z',
  near: 'M0 124Q90 84 190 108T400 104V150H0Z',
}

/** A path between fields that leads to an open book with a leaf in it, under a low sun. It says nothing that the words do not. */
export const DoorPicture = (): ReactNode => (
  <svg viewBox="0 0 400 150" preserveAspectRatio="xMidYMax slice" aria-hidden="true" className={styles['picture']}>
    <rect width="400" height="150" className={styles['sky']} />
    <circle cx="292" cy="66" r="30" className={styles['sun']} />
    {/* Each hill twice: what is behind it is hidden, and its colour is mixed with the sky's. */}
    {(['far', 'near'] as const).map((hill) => (
      <g key={hill}>
        <path d={hills[hill]} className={styles['sky']} />
        <path d={hills[hill]} className={styles[hill]} />
      </g>
    ))}
    <path
      d="M196 150C188 138 226 132 220 124 215 117 196 116 203 108.5 206 112.5 228 114 233 122 239 132 226 138 256 150Z"
      className={styles['path']}
    />
    <g transform="translate(72 34) scale(2.5)">
      <path
        className={styles['book']}
        d="M16 27.500c-2.6-2-6-2.9-10.2-2.9-.8 0-1.3-.6-1.3-1.300v-8.600c0-.8.6-1.3 1.3-1.3 4.2 0 7.6 1 10.2 3 2.6-2 6-3 10.2-3 .7 0 1.3.5 1.3 1.300v8.600c0 .7-.5 1.3-1.3 1.3-4.2 0-7.6.9-10.2 2.900Z"
      />
      <path
        className={styles['leaf']}
        d="M16 13.600C10.8 12.2 9 8.2 10.2 3.200c5 .4 7.7 3.6 6.6 8.4 1.2-2.2 3.1-3.5 5.6-3.8.3 3.6-1.8 6-5.5 6.300Z"
      />
      <path className={styles['stem']} d="M16 26.500v-13" />
    </g>
  </svg>
)
