import { useCallback, useDeferredValue, useMemo, useState, type ReactNode } from 'react'
import { shapes as download } from 'virtual:icon/download'
import { shapes as search } from 'virtual:icon/search'
import { addresses } from '#app/addresses.ts'
import { useClock } from '#app/app-context.ts'
import type { Gradebook } from '#app/gradebook.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { saveFile } from '#parts/save-file.ts'
import { sleep } from '#platform/clock.ts'
import { Button } from '#ui/button.tsx'
import { Chip, ChipRow } from '#ui/chip.tsx'
import { ProgressBar } from '#ui/progress.tsx'
import { TextField } from '#ui/text-field.tsx'
import { GradeTable, type ScrollPlace } from './grade-table.tsx'
import { gradebookCsv } from './gradebook-csv.ts'
import { rowsShown, type GradeFilter, type GradeOrder } from './rows-shown.ts'
import { useTablePlace } from './use-table-place.ts'

/** From so many on there is something to search. */
const WORTH_SEARCHING = 10

/** The whole gradebook as a table: searched, filtered, put in order, and saved as it is shown. */
export const AllGrades = ({ courseId, book }: { readonly courseId: string; readonly book: Gradebook }): ReactNode => {
  const { t, percent, number } = useMessages()
  const clock = useClock()
  const [place, keep] = useTablePlace(courseId)
  const [filter, showFilter] = useState<GradeFilter>(place.filter)
  const [order, showOrder] = useState<GradeOrder>(place.order)
  const setFilter = (next: GradeFilter): void => {
    showFilter(next)
    keep({ filter: next })
  }
  const setOrder = (next: GradeOrder): void => {
    showOrder(next)
    keep({ order: next })
  }
  /** The share of the table that is written; null: nothing is being written. */
  const [written, setWritten] = useState<number | null>(null)
  const { rows, columns, groups, progress } = book
  // What is typed shows at once; the table follows.
  const deferred = useDeferredValue(filter)
  const isKnown = deferred.group === null || deferred.group === '' || groups.includes(deferred.group)
  const wanted = useMemo(() => (isKnown ? deferred : { ...deferred, group: null }), [deferred, isKnown])
  const shown = useMemo(() => rowsShown(rows, wanted, order), [rows, wanted, order])
  const leave = useCallback((scroll: ScrollPlace) => keep({ scroll }), [keep])
  const href = useCallback((attemptId: string) => addresses.teachGrading(courseId, attemptId), [courseId])
  const needing = useMemo(
    () => rowsShown(rows, { name: '', group: null, needsYou: true }, { by: 'name', isDescending: false }).length,
    [rows],
  )
  const save = async (): Promise<void> => {
    if (written !== null) return
    setWritten(0)
    const file = await gradebookCsv({
      title: t('teach.grades'),
      columns,
      rows: shown,
      words: { learner: t('teach.learner'), group: t('grades.group') },
      pause: () => sleep(clock, 0),
      tell: setWritten,
    })
    setWritten(null)
    saveFile(file)
  }
  if (columns.length === 0) return <p>{t('teach.no-graded')}</p>
  return (
    <div className={forms['form']}>
      {progress < 1 && (
        <div>
          <p className={forms['soft']}>{t('grades.reading', { share: percent(progress) })}</p>
          <ProgressBar value={progress} label={t('grades.reading-label')} />
        </div>
      )}
      {(rows.length >= WORTH_SEARCHING || filter.name !== '') && (
        <TextField
          label={t('grades.search')}
          isLabelHidden
          type="search"
          icon={search}
          placeholder={t('grades.search')}
          value={filter.name}
          onChange={({ target }) => setFilter({ ...filter, name: target.value })}
        />
      )}
      {(groups.length > 0 || needing > 0 || filter.needsYou) && (
        <ChipRow label={t('grades.show')}>
          {(needing > 0 || filter.needsYou) && (
            <Chip
              isOn={filter.needsYou}
              count={number(needing)}
              onChange={(needsYou) => setFilter({ ...filter, needsYou })}
            >
              {t('state.needs-you')}
            </Chip>
          )}
          {groups.length > 0 &&
            [...groups, ''].map((group) => (
              <Chip
                key={group}
                isOn={filter.group === group}
                onChange={(isOn) => setFilter({ ...filter, group: isOn ? group : null })}
              >
                {group === '' ? t('roster.no-group') : group}
              </Chip>
            ))}
        </ChipRow>
      )}
      {shown.length === 0 ? (
        <p role="status">{t('grades.nobody-found')}</p>
      ) : (
        <GradeTable
          rows={shown}
          columns={columns}
          order={order}
          about={JSON.stringify([wanted, order])}
          onOrder={(by) =>
            // Grades begin with the weakest: those who need somebody.
            setOrder({ by, isDescending: order.by === by && !order.isDescending })
          }
          start={place.scroll}
          onLeave={leave}
          href={href}
        />
      )}
      <div className={forms['actions']}>
        <Button icon={download} isBusy={written !== null} onClick={() => void save()}>
          {written === null || rows.length < 1000
            ? t('teach.save-csv')
            : t('grades.writing', { share: percent(written) })}
        </Button>
        <p role="status" className={forms['soft']}>
          {t('grades.shown', { count: shown.length, total: rows.length })}
        </p>
      </div>
    </div>
  )
}
