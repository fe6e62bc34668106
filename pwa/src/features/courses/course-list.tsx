import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import type { CatalogueResult } from '#app/services.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { useMedia } from '#ui/use-media.ts'
import { CourseCardRow } from './course-card-row.tsx'
import styles from './courses.module.css'
import { useCards } from './use-cards.ts'
import { useRowHeights } from './use-row-heights.ts'

const ROW_HEIGHT = 124
const GAP = 12
const wide = '(min-width: 64em)'

/** However many there are, only those in view are in the page. */
export const CourseList = ({
  result,
  search,
}: {
  readonly result: CatalogueResult
  /** What it is the result of, as it stands in the address. */
  readonly search: string
}): ReactNode => {
  const { t } = useMessages()
  const learning = useLearning()
  const lanes = useMedia(wide) ? 2 : 1
  const list = useRef<HTMLUListElement>(null)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => setTop(list.current?.offsetTop ?? 0), [result.total])
  const downloads = useObservable(() => learning.downloads.all(), [learning])
  const enrolments = useObservable(() => learning.enrolments(), [learning])
  const { cardAt, want } = useCards(result)
  const heightOf = useRowHeights(search, ROW_HEIGHT, () => virtualizer.itemSizeCache)
  // It warns that a compiler could not memoise what this gives; there is none.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useWindowVirtualizer({
    count: result.total,
    estimateSize: heightOf,
    overscan: 6,
    gap: GAP,
    lanes,
    scrollMargin: top,
  })
  const items = virtualizer.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => want(first, last), [want, first, last])
  return (
    <>
      <p role="status" className={styles['total']}>
        {t('courses.total', { count: result.total })}
      </p>
      {/* Without bullets Safari no longer says that it is a list; the role brings that back. */}
      {/* oxlint-disable-next-line jsx-a11y/no-redundant-roles */}
      <ul ref={list} role="list" className={styles['list']} style={{ blockSize: virtualizer.getTotalSize() }}>
        {items.map(({ index, key, start, lane }) => {
          const card = cardAt(index)
          return (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              aria-setsize={result.total}
              aria-posinset={index + 1}
              className={styles['item']}
              style={{
                transform: `translateY(${String(start - top)}px)`,
                inlineSize: `calc((100% - ${String(GAP * (lanes - 1))}px) / ${String(lanes)})`,
                insetInlineStart: lane === 0 ? 0 : `calc((100% + ${String(GAP)}px) / 2)`,
              }}
            >
              {/* A card grows by its marks: it waits for them, so that those below stay where they are. */}
              {card === undefined || downloads === undefined || enrolments === undefined ? (
                <div aria-hidden="true" className={styles['placeholder']} />
              ) : (
                <CourseCardRow
                  card={card}
                  download={downloads.find(({ courseId }) => courseId === card.id)}
                  enrolment={enrolments.find(({ courseId }) => courseId === card.id)}
                />
              )}
            </li>
          )
        })}
      </ul>
    </>
  )
}
