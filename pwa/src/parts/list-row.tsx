import type { ReactNode } from 'react'
import { shapes as chevronRight } from 'virtual:icon/chevron-right'
import { Link } from 'wouter'
import { Icon, type IconShapes } from '#ui/icon.tsx'
import styles from './rows.module.css'

/** A row of a list that leads somewhere: an icon or a cover, a title, a line below, a state at the end. */
export const ListRow = ({
  href,
  icon,
  start,
  title,
  sub,
  end,
}: {
  readonly href?: string
  readonly icon?: IconShapes
  readonly start?: ReactNode
  readonly title: ReactNode
  readonly sub?: ReactNode
  readonly end?: ReactNode
}): ReactNode => {
  const content = (
    <>
      {icon !== undefined && (
        <span className={styles['start']}>
          <Icon shapes={icon} />
        </span>
      )}
      {start !== undefined && <span className={styles['cover']}>{start}</span>}
      <span className={styles['body']}>
        <span className={styles['text']}>
          <span className={styles['title']}>
            <bdi>{title}</bdi>
          </span>
          {sub !== undefined && <span className={styles['sub']}>{sub}</span>}
        </span>
        {end !== undefined && <span className={styles['end']}>{end}</span>}
      </span>
      {href !== undefined && (
        <span className={styles['arrow']}>
          <Icon shapes={chevronRight} size="s" isDirectional />
        </span>
      )}
    </>
  )
  return (
    <li>
      {href === undefined ? (
        <div className={styles['row']}>{content}</div>
      ) : (
        <Link href={href} className={styles['row']}>
          {content}
        </Link>
      )}
    </li>
  )
}
