import { memo, useRef, useState, type CSSProperties, type ReactNode } from 'react'
import { shapes as hand } from 'virtual:icon/hand'
import { shapes as hourglass } from 'virtual:icon/hourglass'
import { Link } from 'wouter'
import { useMessages } from '#i18n/messages.tsx'
import { Icon } from '#ui/icon.tsx'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import type { GradeCell, Gradebook } from './gradebook-of.ts'
import { rangeInView } from './range-in-view.ts'
import { useScrolled } from './use-scrolled.ts'
import styles from './grade-table.module.css'

/** Sizes in rem: they follow the size of the text. */
const ROW = 3.25
const COLUMN = 8
const NAME = 10

/** People by parts. Only what is in view is there, in both directions; those who listen are told how large the whole is. */
export const GradeTable = ({
  book,
  href,
}: {
  readonly book: Gradebook
  /** The same function as long as it leads to the same places: rows are made anew with it. */
  readonly href: (attemptId: string) => string
}): ReactNode => {
  const { t } = useMessages()
  const scroller = useRef<HTMLDivElement>(null)
  const [rem] = useState(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize))
  const view = useScrolled(scroller, { across: COLUMN * rem, down: ROW * rem })
  // Names stay in view, and leave room for grades however large the text is.
  const nameWidth = view.width === 0 ? NAME * rem : Math.min(NAME * rem, view.width * 0.45)
  const rows = rangeInView({ offset: view.top, length: view.height, size: ROW * rem, count: book.rows.length })
  const columns = rangeInView({
    offset: view.start,
    length: view.width,
    size: COLUMN * rem,
    count: book.columns.length,
  })
  const size: CSSProperties = {
    blockSize: (book.rows.length + 1) * ROW * rem,
    inlineSize: book.columns.length * COLUMN * rem + nameWidth,
  }
  return (
    // It is larger than its frame: then the keyboard scrolls it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={scroller} className={styles['frame']} tabIndex={0}>
      <div
        role="table"
        aria-label={t('teach.all-grades')}
        aria-rowcount={book.rows.length + 1}
        aria-colcount={book.columns.length + 1}
        className={styles['table']}
        style={size}
      >
        <div role="row" aria-rowindex={1} className={styles['head']} style={{ blockSize: ROW * rem }}>
          <div role="columnheader" aria-colindex={1} className={styles['name']} style={{ inlineSize: nameWidth }}>
            {t('teach.learner')}
          </div>
          {columns.map((index) => (
            <div
              key={book.columns[index]?.id ?? index}
              role="columnheader"
              aria-colindex={index + 2}
              className={styles['cell']}
              style={placeOf(index, rem, nameWidth)}
              title={book.columns[index]?.title}
            >
              <bdi className={styles['clamp']}>{book.columns[index]?.title}</bdi>
            </div>
          ))}
        </div>
        {rows.map((row) => (
          <GradeRow
            key={book.rows[row]?.personId ?? row}
            book={book}
            row={row}
            firstColumn={columns[0] ?? 0}
            endColumn={(columns.at(-1) ?? -1) + 1}
            rem={rem}
            nameWidth={nameWidth}
            href={href}
          />
        ))}
      </div>
    </div>
  )
}

const placeOf = (index: number, rem: number, nameWidth: number): CSSProperties => ({
  insetInlineStart: index * COLUMN * rem + nameWidth,
  inlineSize: COLUMN * rem,
})

/** One person's. While the table is scrolled down, those rows that stay in view are left as they are. */
const GradeRow = memo(
  ({
    book,
    row,
    firstColumn,
    endColumn,
    rem,
    nameWidth,
    href,
  }: {
    readonly book: Gradebook
    readonly row: number
    readonly firstColumn: number
    readonly endColumn: number
    readonly rem: number
    readonly nameWidth: number
    readonly href: (attemptId: string) => string
  }): ReactNode => {
    const { t } = useMessages()
    const person = book.rows[row]
    if (person === undefined) return null
    return (
      <div
        role="row"
        aria-rowindex={row + 2}
        className={styles['row']}
        style={{ insetBlockStart: (row + 1) * ROW * rem, blockSize: ROW * rem }}
      >
        <div role="rowheader" aria-colindex={1} className={styles['name']} style={{ inlineSize: nameWidth }}>
          <bdi className={styles['clamp']}>{person.name}</bdi>
          {!person.isIn && <span className={styles['out']}>{t('teach.not-in')}</span>}
        </div>
        {book.columns.slice(firstColumn, endColumn).map((unit, at) => {
          return (
            <GradeCellView
              key={unit.id}
              cell={book.cell(person.personId, unit.id)}
              index={firstColumn + at}
              rem={rem}
              nameWidth={nameWidth}
              href={href}
            />
          )
        })}
      </div>
    )
  },
)

/** While the table is scrolled across, those cells that stay in view are left as they are. */
const GradeCellView = memo(
  ({
    cell: { earned, points = 0, isPending, needsDecision, attemptId },
    index,
    rem,
    nameWidth,
    href,
  }: {
    /** The same as long as nothing of it has changed. */
    readonly cell: GradeCell
    readonly index: number
    readonly rem: number
    readonly nameWidth: number
    readonly href: (attemptId: string) => string
  }): ReactNode => {
    const { t } = useMessages()
    const content = (
      <>
        {earned === undefined ? '–' : t('state.grade', { earned: Math.round(earned * 100) / 100, points })}
        {isPending && (
          <>
            <Icon shapes={hourglass} size="s" />
            <VisuallyHidden>{t('teach.to-grade')}</VisuallyHidden>
          </>
        )}
        {needsDecision && (
          <>
            <Icon shapes={hand} size="s" />
            <VisuallyHidden>{t('state.needs-you')}</VisuallyHidden>
          </>
        )}
      </>
    )
    return (
      <div
        role="cell"
        aria-colindex={index + 2}
        className={styles['cell']}
        style={placeOf(index, rem, nameWidth)}
        data-needs={needsDecision || isPending || undefined}
      >
        {attemptId === undefined ? (
          <span>{content}</span>
        ) : (
          <Link href={href(attemptId)} className={styles['link']}>
            {content}
          </Link>
        )}
      </div>
    )
  },
)
