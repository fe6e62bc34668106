import type { ComponentProps, ReactNode } from 'react'
import styles from './card.module.css'
import { classes } from './classes.ts'

/** A surface on the paper. `tone: needs-you` only where a person has to decide. */
export const Card = ({
  tone = 'plain',
  as: Tag = 'div',
  className,
  ...rest
}: {
  readonly tone?: 'plain' | 'needs-you' | 'accent'
  readonly as?: 'div' | 'article' | 'section' | 'li'
} & ComponentProps<'div'>): ReactNode => (
  <Tag className={classes(styles['card'], styles[tone], className)} {...(rest as object)} />
)

/** Rows within one card, parted by hairlines. */
export const CardList = ({ className, ...rest }: ComponentProps<'ul'>): ReactNode => (
  // Without bullets Safari no longer says that it is a list; the role brings that back.
  // oxlint-disable-next-line jsx-a11y/no-redundant-roles
  <ul role="list" className={classes(styles['card'], styles['list'], className)} {...rest} />
)
