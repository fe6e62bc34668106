import { useEffect, useLayoutEffect, useRef, useState, type ComponentType, type ReactNode } from 'react'
import { Link } from 'wouter'
import { useMessages } from '#i18n/messages.tsx'
import { classes } from '#ui/classes.ts'
import { Logo } from '#ui/logo.tsx'
import { addresses } from './addresses.ts'
import { Navigation } from './navigation.tsx'
import type { ScreenRoute } from './routes.ts'
import styles from './shell.module.css'
import { StatusPill } from './status-pill.tsx'

/** The frame around every screen: top bar with the way up and the status, navigation, notices. */
export const Shell = ({
  frame,
  section,
  onBarStart,
  children,
}: Pick<ScreenRoute, 'frame'> & {
  readonly section?: ScreenRoute['section'] | undefined
  readonly onBarStart: (element: HTMLElement | null) => void
  readonly children?: ReactNode
}): ReactNode => {
  const { t } = useMessages()
  const bar = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const element = bar.current
    if (element === null) return undefined
    // What sticks below the bar has to know how high it is: large letters give it a second row.
    const observer = new ResizeObserver(() =>
      document.documentElement.style.setProperty('--bar-height', `${String(element.offsetHeight)}px`),
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return (
    <div className={classes(styles['shell'], styles[frame])}>
      <a href="#main" className={styles['skip']}>
        {t('app.skip')}
      </a>
      <header ref={bar} className={styles['bar']}>
        <div className={styles['barInner']}>
          {/* A screen with a way up puts it here; the logo is for the others. */}
          <div ref={onBarStart} className={styles['barStart']} />
          <Link href={addresses.home} className={styles['brand']}>
            <Logo />
            <span className={styles['brandName']}>{t('app.name')}</span>
          </Link>
          {frame !== 'door' && <StatusPill />}
        </div>
      </header>
      {frame !== 'door' && <Navigation section={section} isHiddenOnPhones={frame === 'focus'} />}
      <main id="main" tabIndex={-1} className={styles['main']}>
        {frame !== 'door' && <Notices />}
        {children}
      </main>
    </div>
  )
}

/** What has to be told seldom is fetched after the first screen. */
const Notices = (): ReactNode => {
  const [Loaded, setLoaded] = useState<ComponentType>()
  useEffect(() => {
    void import('./shell-notices.tsx').then(
      ({ ShellNotices }) => setLoaded(() => ShellNotices),
      () => undefined, // Out of reach and not stored here: the next start tries again.
    )
  }, [])
  return Loaded === undefined ? null : <Loaded />
}
