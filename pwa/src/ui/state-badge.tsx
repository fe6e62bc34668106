import type { ReactNode } from 'react'
import { shapes as arrowUp } from 'virtual:icon/arrow-up'
import { shapes as award } from 'virtual:icon/award'
import { shapes as check } from 'virtual:icon/check'
import { shapes as hand } from 'virtual:icon/hand'
import { shapes as smartphone } from 'virtual:icon/smartphone'
import { useMessages } from '#i18n/messages.tsx'
import { classes } from './classes.ts'
import { Icon, type IconShapes } from './icon.tsx'
import styles from './state-badge.module.css'

export type BadgeState = 'on-this-phone' | 'sending' | 'received' | 'graded' | 'needs-you'

const icons: Readonly<Record<BadgeState, IconShapes>> = {
  'on-this-phone': smartphone,
  sending: arrowUp,
  received: check,
  graded: award,
  'needs-you': hand,
}

/** The grammar of states, the same everywhere: an icon, a word, a colour. `children` is a word of more detail: "Received 14:02", "8 of 10". */
export const StateBadge = ({
  state,
  children,
}: {
  readonly state: BadgeState
  readonly children?: ReactNode
}): ReactNode => {
  const { t } = useMessages()
  return (
    <span className={classes(styles['badge'], styles[state])}>
      <StateIcon state={state} />
      <span>{children ?? t(`state.${state}`)}</span>
    </span>
  )
}

export const StateIcon = ({ state }: { readonly state: BadgeState }): ReactNode => (
  <span className={styles[`${state}-icon`]}>
    <Icon shapes={icons[state]} size="s" />
  </span>
)
