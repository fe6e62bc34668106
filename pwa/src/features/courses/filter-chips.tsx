import { useState, type ReactNode } from 'react'
import { shapes as here } from 'virtual:icon/circle-arrow-down'
import { shapes as sliders } from 'virtual:icon/sliders-horizontal'
import type { CatalogueQuery, CatalogueResult } from '#app/services.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Button } from '#ui/button.tsx'
import { Chip, ChipRow } from '#ui/chip.tsx'
import { Sheet } from '#ui/sheet.tsx'
import styles from './courses.module.css'
import { isFiltered, withField } from './query-address.ts'

type Field = 'category' | 'level' | 'language'
const fields: readonly Field[] = ['category', 'level', 'language']
const levelOrder = ['beginner', 'intermediate', 'advanced']
/** Categories in the row; all of them are in the sheet. */
const MAX_IN_ROW = 8

/** What is on this phone, the categories, and the rest in a sheet. */
export const FilterChips = ({
  query,
  facets,
  onChange,
}: {
  readonly query: CatalogueQuery
  readonly facets: CatalogueResult['facets'] | undefined
  readonly onChange: (query: CatalogueQuery) => void
}): ReactNode => {
  const { t, number, languageName } = useMessages()
  const [isOpen, setOpen] = useState(false)
  const wordOf = (field: Field, value: string): string =>
    field === 'level' ? t(`level.${value as 'beginner'}`) : field === 'language' ? languageName(value) : value
  const choices = (field: Field): readonly (readonly [value: string, count: number])[] => {
    const counts = Object.entries(facets?.[field] ?? {})
    const chosen = query[field]
    const all =
      chosen === undefined || counts.some(([value]) => value === chosen) ? counts : [...counts, [chosen, 0] as const]
    return field === 'level'
      ? all.toSorted(([a], [b]) => levelOrder.indexOf(a) - levelOrder.indexOf(b))
      : all.toSorted(([a, countA], [b, countB]) => countB - countA || a.localeCompare(b))
  }
  const chipOf = (field: Field, value: string, count: number): ReactNode => (
    <Chip
      key={`${field}/${value}`}
      isOn={query[field] === value}
      count={number(count)}
      onChange={(isOn) => onChange(withField(query, field, isOn ? (value as 'beginner') : undefined))}
    >
      {wordOf(field, value)}
    </Chip>
  )
  return (
    <>
      <ChipRow label={t('courses.filters')}>
        <Chip isOn={isOpen} icon={sliders} onChange={() => setOpen(true)}>
          {t('courses.filter')}
        </Chip>
        {/* What is chosen comes first: it is what one may want to take away. */}
        {fields.map((field) =>
          query[field] === undefined ? null : chipOf(field, query[field], facets?.[field][query[field]] ?? 0),
        )}
        <Chip
          isOn={query.isOnThisDevice === true}
          icon={here}
          onChange={(isOn) => onChange(withField(query, 'isOnThisDevice', isOn ? true : undefined))}
        >
          {t('courses.on-this-phone')}
        </Chip>
        {choices('category')
          .filter(([value]) => value !== query.category)
          .slice(0, MAX_IN_ROW)
          .map(([value, count]) => chipOf('category', value, count))}
      </ChipRow>
      <Sheet
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t('courses.filters')}
        closeLabel={t('action.close')}
        footer={
          <>
            <Button isWide={false} onClick={() => onChange({ text: query.text })} disabled={!isFiltered(query)}>
              {t('courses.clear-filters')}
            </Button>
            <Button kind="primary" onClick={() => setOpen(false)}>
              {t('courses.show-results')}
            </Button>
          </>
        }
      >
        {fields.map((field) => (
          <div key={field} role="group" aria-label={t(`courses.by-${field}`)} className={styles['group']}>
            <h3 className={styles['groupTitle']}>{t(`courses.by-${field}`)}</h3>
            <div className={styles['groupChips']}>
              {choices(field).map(([value, count]) => chipOf(field, value, count))}
            </div>
          </div>
        ))}
      </Sheet>
    </>
  )
}
