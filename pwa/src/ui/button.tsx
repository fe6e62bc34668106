import type { ComponentProps, ReactNode } from 'react'
import { Link } from 'wouter'
import styles from './button.module.css'
import { classes } from './classes.ts'
import { Icon, type IconShapes } from './icon.tsx'

/** `primary` is the one main action of a screen. */
type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger'

interface Look {
  readonly kind?: ButtonKind
  readonly icon?: IconShapes | undefined
  readonly isIconDirectional?: boolean
  /** The icon follows the word, as an arrow does that leads on. */
  readonly isIconLast?: boolean
  /** As wide as its container. */
  readonly isWide?: boolean
  readonly children: ReactNode
}

/** `isBusy`: what it started still runs; it keeps its focus and does nothing. */
export const Button = ({
  kind = 'secondary',
  icon,
  isIconDirectional = false,
  isIconLast = false,
  isWide = false,
  isBusy = false,
  type = 'button',
  className,
  onClick,
  children,
  ...rest
}: Look & { readonly isBusy?: boolean } & ComponentProps<'button'>): ReactNode => (
  <button
    type={type}
    className={classes(
      styles['button'],
      styles[kind],
      isWide && styles['wide'],
      isIconLast && styles['iconLast'],
      className,
    )}
    aria-disabled={isBusy ? true : undefined}
    onClick={isBusy ? (event) => event.preventDefault() : onClick}
    {...rest}
  >
    {isBusy ? (
      <span className={styles['spinner']} aria-hidden="true" />
    ) : (
      icon !== undefined && <Icon shapes={icon} isDirectional={isIconDirectional} />
    )}
    <span className={styles['label']}>{children}</span>
  </button>
)

/** A link that looks like a button: it goes somewhere, it does nothing. */
export const LinkButton = ({
  kind = 'secondary',
  icon,
  isIconDirectional = false,
  isIconLast = false,
  isWide = false,
  href,
  replace = false,
  children,
}: Look & { readonly href: string; readonly replace?: boolean }): ReactNode => (
  <Link
    href={href}
    replace={replace}
    className={classes(styles['button'], styles[kind], isWide && styles['wide'], isIconLast && styles['iconLast'])}
  >
    {icon !== undefined && <Icon shapes={icon} isDirectional={isIconDirectional} />}
    <span className={styles['label']}>{children}</span>
  </Link>
)

/** A button with an icon alone; `label` is said, and shown on hovering. */
export const IconButton = ({
  icon,
  label,
  isDirectional = false,
  className,
  ...rest
}: {
  readonly icon: IconShapes
  readonly label: string
  readonly isDirectional?: boolean
} & Omit<ComponentProps<'button'>, 'children'>): ReactNode => (
  <button type="button" aria-label={label} title={label} className={classes(styles['iconButton'], className)} {...rest}>
    <Icon shapes={icon} isDirectional={isDirectional} />
  </button>
)
