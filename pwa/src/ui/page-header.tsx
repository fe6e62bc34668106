import { use, useEffect, useRef, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { shapes as arrowLeft } from 'virtual:icon/arrow-left'
import { Link } from 'wouter'
import { Icon } from './icon.tsx'
import styles from './page-header.module.css'
import { PageContext } from './page-context.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

/**
 * The head of a screen: its title (also of the browser's tab), and the way up, shown in the app's top bar. After a change of screen it takes
 * the focus, so that those who listen hear where they are; the link that one comes back to takes it from there.
 */
export const PageHeader = ({
  title,
  windowTitle,
  back,
  children,
}: {
  /** Empty while it is not known: then `windowTitle` is said, and nothing shown. */
  readonly title: ReactNode
  /** Where `title` is no plain text. */
  readonly windowTitle?: string
  readonly back?: { readonly href: string; readonly label: string }
  /** Beside the title: at most one action. */
  readonly children?: ReactNode
}): ReactNode => {
  const { barStart, appName, isChanged, goUp, returnToOpened } = use(PageContext)
  const heading = useRef<HTMLHeadingElement>(null)
  const focusOnce = useRef(isChanged)
  useEffect(() => {
    if (!focusOnce.current) return
    focusOnce.current = false
    heading.current?.focus({ preventScroll: true })
    returnToOpened()
  }, [returnToOpened])
  const name = windowTitle ?? (typeof title === 'string' ? title : appName)
  return (
    <header className={styles['header']}>
      <title>{name === appName ? name : `${name} · ${appName}`}</title>
      {back !== undefined &&
        barStart !== null &&
        createPortal(
          <Link href={back.href} className={styles['back']} onClick={(event) => goUp(back.href, event)}>
            <Icon shapes={arrowLeft} isDirectional />
            <span dir="auto" className={styles['backLabel']}>
              {back.label}
            </span>
          </Link>,
          barStart,
        )}
      <h1 ref={heading} tabIndex={-1} className={styles['title']}>
        {title === '' ? <VisuallyHidden>{name}</VisuallyHidden> : <bdi>{title}</bdi>}
      </h1>
      {children}
    </header>
  )
}
