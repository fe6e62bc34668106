import { createElement, type ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './icon.module.css'

/** From `virtual:icon/<Lucide's name>`. */
export type IconShapes = readonly (readonly [string, Readonly<Record<string, string>>])[]

/** An outline icon. It says nothing to those who listen: the word beside it, or its button's label, does. `isDirectional`: turned round where text runs from right to left. */
export const Icon = ({
  shapes,
  size = 'm',
  isDirectional = false,
  className,
}: {
  readonly shapes: IconShapes
  readonly size?: 's' | 'm' | 'l'
  readonly isDirectional?: boolean
  readonly className?: string | undefined
}): ReactNode => (
  <svg
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth={size === 'l' ? 1.5 : 2}
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    className={classes(styles['icon'], styles[size], isDirectional && styles['directional'], className)}
  >
    {shapes.map(([tag, attributes]) => createElement(tag, { ...attributes, key: JSON.stringify(attributes) }))}
  </svg>
)
