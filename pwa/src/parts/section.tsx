import { useId, type ReactNode } from 'react'
import { Link } from 'wouter'
import styles from './section.module.css'

/** A part of a screen under its own heading, with a way to more of it. */
export const Section = ({
  title,
  more,
  children,
}: {
  readonly title: string
  readonly more?: { readonly href: string; readonly label: string }
  readonly children: ReactNode
}): ReactNode => {
  const id = useId()
  return (
    <section aria-labelledby={id} className={styles['section']}>
      <header className={styles['head']}>
        <h2 id={id} className={styles['title']}>
          {title}
        </h2>
        {more !== undefined && (
          <Link href={more.href} className={styles['more']}>
            {more.label}
          </Link>
        )}
      </header>
      {children}
    </section>
  )
}
