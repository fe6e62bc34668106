import { useLayoutEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { shapes as down } from 'virtual:icon/arrow-down'
import { shapes as up } from 'virtual:icon/arrow-up'
import { shapes as grip } from 'virtual:icon/grip-vertical'
import { useMessages } from '#i18n/messages.tsx'
import { IconButton } from '#ui/button.tsx'
import { classes } from '#ui/classes.ts'
import { Icon } from '#ui/icon.tsx'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import { moveItem } from './move-item.ts'
import styles from './sortable-list.module.css'

export interface SortableItem {
  readonly id: string
  /** What the buttons call it. */
  readonly name: string
  readonly content: ReactNode
  /** Buttons of its own, beside those that move it. */
  readonly actions?: ReactNode
}

/**
 * Items that are put in order: by two buttons each (and Alt with an arrow key on them), or dragged by their grip. The buttons alone do all, so
 * dragging needs no words of its own; where an item has gone is said aloud.
 */
export const SortableList = ({
  items,
  label,
  labelledBy,
  onOrder,
}: {
  readonly items: readonly SortableItem[]
  readonly label?: string
  readonly labelledBy?: string
  readonly onOrder: (ids: readonly string[]) => void
}): ReactNode => {
  const { t } = useMessages()
  const list = useRef<HTMLOListElement>(null)
  const [said, setSaid] = useState('')
  /** While an item is dragged: the order as it would be. */
  const [dragged, setDragged] = useState<{ readonly id: string; readonly order: readonly string[] } | null>(null)
  const given = items.map(({ id }) => id)
  const order = dragged?.order ?? given
  const byId = new Map(items.map((item) => [item.id, item]))

  // A moved element loses its focus where the browser takes it out and puts it in again.
  const focusAfter = useRef<{ readonly id: string; readonly way: 'up' | 'down' } | null>(null)
  useLayoutEffect(() => {
    const wanted = focusAfter.current
    if (wanted === null) return
    focusAfter.current = null
    const row = [...(list.current?.children ?? [])].find(
      (element) => (element as HTMLElement).dataset['id'] === wanted.id,
    )
    row?.querySelector<HTMLElement>(`[data-way="${wanted.way}"]`)?.focus()
  })

  const moveBy = (id: string, way: 'up' | 'down'): void => {
    const from = given.indexOf(id)
    const to = from + (way === 'up' ? -1 : 1)
    if (to < 0 || to >= given.length) return
    focusAfter.current = { id, way }
    setSaid(t('sortable.moved', { name: byId.get(id)?.name ?? '', place: to + 1, count: given.length }))
    onOrder(moveItem(given, from, to))
  }
  const press = (event: KeyboardEvent, id: string): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    moveBy(id, event.key === 'ArrowUp' ? 'up' : 'down')
  }
  const drag = (event: PointerEvent, id: string): void => {
    if (dragged === null || dragged.id !== id) return
    const rows = [...(list.current?.children ?? [])] as HTMLElement[]
    const from = dragged.order.indexOf(id)
    const to = rows.findIndex((row) => {
      const { top, bottom } = row.getBoundingClientRect()
      return event.clientY >= top && event.clientY <= bottom
    })
    if (to >= 0 && to !== from) setDragged({ id, order: moveItem(dragged.order, from, to) })
  }
  const drop = (): void => {
    if (dragged === null) return
    setDragged(null)
    if (dragged.order.join() === given.join()) return
    const place = dragged.order.indexOf(dragged.id) + 1
    setSaid(t('sortable.moved', { name: byId.get(dragged.id)?.name ?? '', place, count: given.length }))
    onOrder(dragged.order)
  }

  return (
    <>
      <ol ref={list} aria-label={label} aria-labelledby={labelledBy} className={styles['list']}>
        {order.map((id, index) => {
          const item = byId.get(id)
          if (item === undefined) return null
          return (
            <li
              key={id}
              data-id={id}
              data-row
              className={classes(styles['row'], dragged?.id === id && styles['dragged'])}
            >
              <span
                className={styles['grip']}
                aria-hidden="true"
                onPointerDown={(event) => {
                  event.currentTarget.setPointerCapture(event.pointerId)
                  setDragged({ id, order: given })
                }}
                onPointerMove={(event) => drag(event, id)}
                onPointerUp={drop}
                onPointerCancel={() => setDragged(null)}
              >
                <Icon shapes={grip} />
              </span>
              <div className={styles['content']}>{item.content}</div>
              <span className={styles['moves']}>
                {item.actions}
                {(['up', 'down'] as const).map((way) => (
                  <IconButton
                    key={way}
                    icon={way === 'up' ? up : down}
                    data-way={way}
                    label={t(`sortable.${way}`, { name: item.name })}
                    aria-disabled={index === (way === 'up' ? 0 : order.length - 1)}
                    onClick={() => moveBy(id, way)}
                    onKeyDown={(event) => press(event, id)}
                  />
                ))}
              </span>
            </li>
          )
        })}
      </ol>
      <VisuallyHidden>
        <span role="status">{said}</span>
      </VisuallyHidden>
    </>
  )
}
