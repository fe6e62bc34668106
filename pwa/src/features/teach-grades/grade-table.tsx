import {
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type CSSProperties,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react'
import { shapes as down } from 'virtual:icon/arrow-down'
import { shapes as up } from 'virtual:icon/arrow-up'
import { useLocation } from 'wouter'
import type { Gradebook, GradeRow } from '#app/gradebook.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Icon } from '#ui/icon.tsx'
import { GradeRowView } from './grade-row-view.tsx'
import { indexesIn, rangeInView } from './range-in-view.ts'
import type { GradeOrder } from './rows-shown.ts'
import { stepInGrid, type GridPlace } from './step-in-grid.ts'
import { useScrolled } from './use-scrolled.ts'
import styles from './grade-table.module.css'

export interface ScrollPlace {
  readonly top: number
  /** Negative where text runs from right to left. */
  readonly left: number
}

/** Sizes in rem: they follow the size of the text. */
const ROW = 3.25
const COLUMN = 8
const NAME = 10
/** What is scrolled to by a step or two is there already; what is pulled to is drawn in time. */
const ROWS_AROUND = 2
const COLUMNS_AROUND = 1

/**
 * People by parts. Only what is in view is there, in both directions; those who listen are told how large the whole is. Rows and cells that leave at one
 * side are used again for what comes in at the other. The whole is one stop of the Tab key; arrows go about in it.
 */
export const GradeTable = ({
  rows,
  columns,
  order,
  onOrder,
  about,
  start,
  onLeave,
  href,
}: {
  readonly rows: readonly GradeRow[]
  readonly columns: Gradebook['columns']
  readonly order: GradeOrder
  readonly onOrder: (by: GradeOrder['by']) => void
  /** What decides which rows these are, and in which order: another one is looked at from its start. */
  readonly about: string
  /** Where it begins, px; `onLeave` tells where it was left. */
  readonly start: ScrollPlace
  readonly onLeave: (place: ScrollPlace) => void
  /** The same function as long as it leads to the same places: rows are made anew with it. */
  readonly href: (attemptId: string) => string
}): ReactNode => {
  const { t } = useMessages()
  const [, navigate] = useLocation()
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [rem] = useState(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize))
  const [active, setActive] = useState<GridPlace>({ row: -1, column: -1 })
  const rowSize = ROW * rem
  const columnSize = COLUMN * rem
  const view = useScrolled(scroller, { across: columnSize, down: rowSize })
  // Names stay in view, and leave room for grades however large the text is.
  const nameSize = view.width === 0 ? NAME * rem : Math.min(NAME * rem, view.width * 0.45)
  const shown = rangeInView({
    offset: view.top,
    length: view.height,
    size: rowSize,
    count: rows.length,
    around: ROWS_AROUND,
  })
  const across = rangeInView({
    offset: view.start,
    length: view.width,
    size: columnSize,
    count: columns.length,
    around: COLUMNS_AROUND,
  })
  // One more than can ever be there: whoever stays keeps its place.
  const rowSlots = Math.ceil(view.height / rowSize) + 2 * ROWS_AROUND + 2
  const columnSlots = Math.ceil(view.width / columnSize) + 2 * COLUMNS_AROUND + 2
  const place: GridPlace = {
    row: Math.min(active.row, rows.length - 1),
    column: Math.min(active.column, columns.length - 1),
  }
  const isThere =
    (place.row === -1 || (place.row >= shown.first && place.row < shown.end)) &&
    (place.column === -1 || (place.column >= across.first && place.column < across.end))

  const [first] = useState({ start, onLeave })
  useLayoutEffect(() => {
    const { current } = scroller
    if (current === null) return undefined
    current.scrollTop = first.start.top
    current.scrollLeft = first.start.left
    return () => first.onLeave({ top: current.scrollTop, left: current.scrollLeft })
  }, [first])
  const looked = useRef(about)
  useLayoutEffect(() => {
    if (looked.current !== about && scroller.current !== null) scroller.current.scrollTop = 0
    looked.current = about
  }, [about])

  const bringIntoView = ({ row, column }: GridPlace): void => {
    const { current } = scroller
    if (current === null) return
    if (row >= 0) {
      const top = row * rowSize
      const room = current.clientHeight - 2 * rowSize
      if (current.scrollTop > top) current.scrollTop = top
      else if (current.scrollTop < top - room) current.scrollTop = top - room
    }
    if (column >= 0) {
      const isRtl = getComputedStyle(current).direction === 'rtl'
      const start = column * columnSize
      const room = Math.max(0, current.clientWidth - nameSize - columnSize)
      const now = Math.abs(current.scrollLeft)
      const next = now > start ? start : now < start - room ? start - room : now
      current.scrollLeft = isRtl ? -next : next
    }
  }
  const go = (next: GridPlace): void => {
    setActive(next)
    bringIntoView(next)
  }
  const press = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.altKey || event.metaKey) return
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      if (place.row === -1) return onOrder(place.column === -1 ? 'name' : place.column)
      const cell = rows[place.row]?.cells[place.column]
      if (cell !== undefined) navigate(href(cell.attemptId))
      return
    }
    const next = stepInGrid(
      place,
      { key: event.key, ctrlKey: event.ctrlKey, isRtl: getComputedStyle(event.currentTarget).direction === 'rtl' },
      { rows: rows.length, columns: columns.length, page: Math.max(1, Math.floor(view.height / rowSize) - 2) },
    )
    if (next === undefined) return
    event.preventDefault()
    go(next)
  }
  const goTo = (target: Element): void => {
    const cell = target.closest<HTMLElement>('[data-column]')
    const row = target.closest<HTMLElement>('[data-row]')
    if (cell !== null && row !== null)
      setActive({ row: Number(row.dataset['row']), column: Number(cell.dataset['column']) })
  }
  /** The focus is the whole grid's, at the cell where it was given: also when one comes back to the link in it. */
  const takeFocus = ({ target, currentTarget }: FocusEvent<HTMLDivElement>): void => {
    if (target === currentTarget) return
    goTo(target)
    currentTarget.focus({ preventScroll: true })
  }
  /** Links are the browser's own; a plain click on one stays in the app. */
  const click = (event: MouseEvent<HTMLDivElement>): void => {
    const target = event.target as Element
    goTo(target)
    const link = target.closest('a')
    if (link === null || event.defaultPrevented || event.button !== 0) return
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    navigate(link.pathname)
  }
  const activeId = `${id}-active`
  const head = (by: GradeOrder['by'], title: string): ReactNode => (
    <button type="button" tabIndex={-1} className={styles['sort']} onClick={() => onOrder(by)}>
      <bdi className={styles['clamp']}>{title}</bdi>
      {order.by === by && <Icon shapes={order.isDescending ? down : up} size="s" />}
    </button>
  )
  const sorted = (by: GradeOrder['by']): 'ascending' | 'descending' | undefined =>
    order.by !== by ? undefined : order.isDescending ? 'descending' : 'ascending'
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={t('teach.all-grades')}
      aria-describedby={`${id}-keys`}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      aria-readonly="true"
      aria-activedescendant={isThere ? activeId : undefined}
      className={styles['frame']}
      onFocus={takeFocus}
      onKeyDown={press}
      onClick={click}
    >
      <div
        role="rowgroup"
        className={styles['table']}
        style={{ blockSize: (rows.length + 1) * rowSize, inlineSize: columns.length * columnSize + nameSize }}
      >
        <div role="row" aria-rowindex={1} data-row={-1} className={styles['head']} style={{ blockSize: rowSize }}>
          <div
            id={isAt(place, -1, -1) && activeId}
            role="columnheader"
            aria-colindex={1}
            aria-sort={sorted('name')}
            data-column={-1}
            data-active={isAt(place, -1, -1)}
            className={styles['name']}
            style={{ inlineSize: nameSize }}
          >
            {head('name', t('teach.learner'))}
          </div>
          {indexesIn(across).map((column) => (
            <div
              key={column % columnSlots}
              id={isAt(place, -1, column) && activeId}
              role="columnheader"
              aria-colindex={column + 2}
              aria-sort={sorted(column)}
              data-column={column}
              data-active={isAt(place, -1, column)}
              className={styles['cell']}
              style={placeOf(column, columnSize, nameSize)}
              title={columns[column]?.title}
            >
              {head(column, columns[column]?.title ?? '')}
            </div>
          ))}
        </div>
        {indexesIn(shown).map((index) => {
          const row = rows[index]
          return (
            row !== undefined && (
              <GradeRowView
                key={index % rowSlots}
                row={row}
                index={index}
                firstColumn={across.first}
                endColumn={across.end}
                columnSlots={columnSlots}
                activeColumn={place.row === index ? place.column : null}
                rowSize={rowSize}
                columnSize={columnSize}
                nameSize={nameSize}
                href={href}
                activeId={activeId}
              />
            )
          )
        })}
      </div>
      <p id={`${id}-keys`} hidden>
        {t('grades.keys')}
      </p>
    </div>
  )
}

const isAt = (place: GridPlace, row: number, column: number): true | undefined =>
  (place.row === row && place.column === column) || undefined

const placeOf = (column: number, columnSize: number, nameSize: number): CSSProperties => ({
  insetInlineStart: column * columnSize + nameSize,
  inlineSize: columnSize,
})
