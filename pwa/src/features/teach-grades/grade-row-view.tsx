import { memo, type ReactNode } from 'react'
import { shapes as hand } from 'virtual:icon/hand'
import { shapes as hourglass } from 'virtual:icon/hourglass'
import type { GradeCell, GradeRow } from '#app/gradebook.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Icon } from '#ui/icon.tsx'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import styles from './grade-table.module.css'

/** One person's grades. Drawn anew only where it shows something else: its cells are plain elements, since hundreds of them change with one pull at the scroll bar. */
export const GradeRowView = memo(
  ({
    row,
    index,
    firstColumn,
    endColumn,
    columnSlots,
    activeColumn,
    rowSize,
    columnSize,
    nameSize,
    href,
    activeId,
  }: {
    readonly row: GradeRow
    readonly index: number
    readonly firstColumn: number
    readonly endColumn: number
    readonly columnSlots: number
    /** −1: the name; null: it is in another row. */
    readonly activeColumn: number | null
    readonly rowSize: number
    readonly columnSize: number
    readonly nameSize: number
    readonly href: (attemptId: string) => string
    /** Of the one cell that the keys are at. */
    readonly activeId: string
  }): ReactNode => {
    const { t } = useMessages()
    const words = ({ earned, points = 0 }: GradeCell): string =>
      earned === undefined ? '–' : t('state.grade', { earned: Math.round(earned * 100) / 100, points })
    const cells: ReactNode[] = []
    for (let column = firstColumn; column < endColumn; column += 1) {
      const cell = row.cells[column]
      cells.push(
        <div
          key={column % columnSlots}
          id={activeColumn === column ? activeId : undefined}
          role="gridcell"
          aria-colindex={column + 2}
          data-column={column}
          data-active={activeColumn === column || undefined}
          data-needs={cell !== undefined && (cell.needsDecision || cell.isPending) ? true : undefined}
          className={styles['cell']}
          style={{ insetInlineStart: column * columnSize + nameSize, inlineSize: columnSize }}
        >
          {cell === undefined ? (
            '–'
          ) : (
            <a href={href(cell.attemptId)} tabIndex={-1} className={styles['link']}>
              {words(cell)}
              {cell.isPending && (
                <>
                  <Icon shapes={hourglass} size="s" />
                  <VisuallyHidden>{t('teach.to-grade')}</VisuallyHidden>
                </>
              )}
              {cell.needsDecision && (
                <>
                  <Icon shapes={hand} size="s" />
                  <VisuallyHidden>{t('state.needs-you')}</VisuallyHidden>
                </>
              )}
            </a>
          )}
        </div>,
      )
    }
    return (
      <div
        role="row"
        aria-rowindex={index + 2}
        data-row={index}
        className={styles['row']}
        style={{ insetBlockStart: (index + 1) * rowSize, blockSize: rowSize }}
      >
        <div
          id={activeColumn === -1 ? activeId : undefined}
          role="rowheader"
          aria-colindex={1}
          data-column={-1}
          data-active={activeColumn === -1 || undefined}
          title={row.name}
          className={styles['name']}
          style={{ inlineSize: nameSize }}
        >
          <bdi className={styles['clamp']}>{row.name}</bdi>
          {!row.isIn && <span className={styles['out']}>{t('teach.not-in')}</span>}
        </div>
        {cells}
      </div>
    )
  },
)
