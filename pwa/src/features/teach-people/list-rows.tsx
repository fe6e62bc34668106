import { useState, type ReactNode } from 'react'
import { shapes as known } from 'virtual:icon/circle-dot-dashed'
import { shapes as check } from 'virtual:icon/circle-check'
import { shapes as faulty } from 'virtual:icon/circle-x'
import { shapes as plus } from 'virtual:icon/circle-plus'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { Section } from '#parts/section.tsx'
import { Button } from '#ui/button.tsx'
import { Chip, ChipRow } from '#ui/chip.tsx'
import { Icon } from '#ui/icon.tsx'
import { countOf, type JudgedRow, type RowOutcome } from './list-import.ts'
import styles from './teach-people.module.css'

const outcomes = ['faulty', 'account-made', 'enrolled', 'already-in'] as const satisfies readonly RowOutcome[]
const icons = { 'account-made': plus, enrolled: check, 'already-in': known, faulty } as const
const STEP = 100

/** Every line of a list with what becomes of it, and why; what is faulty first. */
export const ListRows = ({
  rows,
  isDone,
}: {
  readonly rows: readonly JudgedRow[]
  readonly isDone: boolean
}): ReactNode => {
  const { t, number } = useMessages()
  const [only, setOnly] = useState<RowOutcome | null>(null)
  const [shown, setShown] = useState(STEP)
  const found = rows
    .filter(({ result }) => only === null || result?.outcome === only)
    .toSorted((a, b) => Number(b.result?.outcome === 'faulty') - Number(a.result?.outcome === 'faulty'))
  return (
    <Section title={t('list.lines', { count: rows.length })}>
      <div className={forms['form']}>
        <ChipRow label={t('list.filter')}>
          {outcomes.map((outcome) => (
            <Chip
              key={outcome}
              isOn={only === outcome}
              icon={icons[outcome]}
              count={number(countOf(rows, outcome))}
              onChange={(isOn) => setOnly(isOn ? outcome : null)}
            >
              {t(isDone ? `list.was-${outcome}` : `list.${outcome}`)}
            </Chip>
          ))}
        </ChipRow>
        <ol className={styles['lines']}>
          {found.slice(0, shown).map(({ row, result }, index) => (
            <li key={`${row.file} ${String(row.line)} ${String(index)}`} data-outcome={result?.outcome}>
              {result !== undefined && <Icon shapes={icons[result.outcome]} />}
              <div>
                <p className={styles['who']}>
                  <bdi>{row.name === '' ? row.email : row.name}</bdi>
                </p>
                <p className={forms['soft']}>
                  {t('list.line-of', { line: number(row.line), file: row.file })} · <bdi>{row.email}</bdi>
                  {row.group !== undefined && (
                    <>
                      {' '}
                      · <bdi>{row.group}</bdi>
                    </>
                  )}
                </p>
                {result !== undefined && (
                  <p>
                    {result.outcome === 'faulty'
                      ? result.reason === 'twice'
                        ? t('list.twice-of', { line: row.before ?? 0 })
                        : t(`list.fault-${result.reason}`)
                      : t(isDone ? `list.was-${result.outcome}` : `list.${result.outcome}`)}
                    {result.outcome === 'already-in' && result.groupBefore !== undefined && ` ${t('list.moves')}`}
                  </p>
                )}
              </div>
            </li>
          ))}
        </ol>
        {found.length > shown && (
          <Button onClick={() => setShown(shown + STEP)}>
            {t('teach.show-more', { count: number(found.length - shown) })}
          </Button>
        )}
      </div>
    </Section>
  )
}
