import type { ReactNode } from 'react'
import { map, NEVER } from 'rxjs'
import { shapes as house } from 'virtual:icon/house'
import { shapes as inbox } from 'virtual:icon/inbox'
import { shapes as library } from 'virtual:icon/library-big'
import { shapes as teach } from 'virtual:icon/presentation'
import { shapes as person } from 'virtual:icon/circle-user'
import { Link } from 'wouter'
import { useMessages } from '#i18n/messages.tsx'
import { classes } from '#ui/classes.ts'
import { Icon, type IconShapes } from '#ui/icon.tsx'
import { Logo } from '#ui/logo.tsx'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import { addresses } from './addresses.ts'
import { useServices } from './app-context.ts'
import styles from './navigation.module.css'
import type { Section } from './routes.ts'
import { useOpenLearning } from './use-learning.tsx'
import { useCurrent, useObservable } from './use-observable.ts'

const entries: readonly { readonly section: Section; readonly href: string; readonly icon: IconShapes }[] = [
  { section: 'home', href: addresses.home, icon: house },
  { section: 'courses', href: addresses.courses, icon: library },
  { section: 'inbox', href: addresses.inbox, icon: inbox },
  { section: 'me', href: addresses.me, icon: person },
]
const forTeachers: typeof entries = [
  ...entries.slice(0, 2),
  { section: 'teach', href: addresses.teach, icon: teach },
  ...entries.slice(2),
]

/** A bar at the bottom of phones, a rail at the side of wide screens. */
export const Navigation = ({
  section,
  isHiddenOnPhones,
}: {
  readonly section: Section | undefined
  /** Reading and answering take the whole of a small screen. */
  readonly isHiddenOnPhones: boolean
}): ReactNode => {
  const { t, number } = useMessages()
  const learning = useOpenLearning()
  const role = useCurrent(useServices().session.current$)?.role
  const unread =
    useObservable(
      () =>
        learning?.notices().pipe(map((notices) => notices.filter(({ readAt }) => readAt === undefined).length)) ??
        NEVER,
      [learning],
    ) ?? 0
  return (
    <nav aria-label={t('nav.label')} className={classes(styles['nav'], isHiddenOnPhones && styles['wideOnly'])}>
      <span className={styles['brand']} aria-hidden="true">
        <Logo />
        <span className={styles['brandName']}>{t('app.name')}</span>
      </span>
      {(role === undefined || role === 'learner' ? entries : forTeachers).map(({ section: name, href, icon }) => (
        <Link
          key={name}
          href={href}
          aria-current={name === section ? 'page' : undefined}
          className={classes(styles['entry'], name === section && styles['current'])}
        >
          <span className={styles['icon']}>
            <Icon shapes={icon} />
            {name === 'inbox' && unread > 0 && (
              <span className={styles['count']} aria-hidden="true">
                {unread > 99 ? `${number(99)}+` : number(unread)}
              </span>
            )}
          </span>
          <span className={styles['word']}>{t(`nav.${name}`)}</span>
          {name === 'inbox' && unread > 0 && <VisuallyHidden>{t('nav.unread', { count: unread })}</VisuallyHidden>}
        </Link>
      ))}
    </nav>
  )
}
