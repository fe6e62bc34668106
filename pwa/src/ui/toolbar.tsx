import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { IconButton } from './button.tsx'
import type { IconShapes } from './icon.tsx'

export interface Tool {
  readonly icon: IconShapes
  /** Said, and shown on hovering; no two of a bar are the same. */
  readonly label: string
  readonly onUse: () => void
}

/** Buttons that are one stop on the way by Tab: within, the arrows go from one to the next, Home and End to the outermost. */
export const Toolbar = ({
  label,
  tools,
  className,
}: {
  readonly label: string
  readonly tools: readonly Tool[]
  readonly className?: string | undefined
}): ReactNode => {
  const bar = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState(0)
  const press = (event: KeyboardEvent): void => {
    const next = toolAfter(event.key, current, tools.length, document.documentElement.dir === 'rtl')
    if (next === undefined) return
    event.preventDefault()
    bar.current?.querySelectorAll('button')[next]?.focus()
  }
  return (
    // The keys come from the buttons within, one of which always has a stop.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div ref={bar} role="toolbar" aria-label={label} className={className} onKeyDown={press}>
      {tools.map((tool, index) => (
        <IconButton
          key={tool.label}
          icon={tool.icon}
          label={tool.label}
          tabIndex={index === current ? 0 : -1}
          onFocus={() => setCurrent(index)}
          onClick={tool.onUse}
        />
      ))}
    </div>
  )
}

/** Which of `count` tools a key leads to; past the last comes the first. Undefined: the key is not for the bar. */
const toolAfter = (key: string, current: number, count: number, isRtl: boolean): number | undefined => {
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  if (key !== 'ArrowRight' && key !== 'ArrowLeft') return undefined
  const step = (key === 'ArrowRight') === isRtl ? -1 : 1
  return (current + step + count) % count
}
