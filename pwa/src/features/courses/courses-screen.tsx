import { useDeferredValue, useState, type ReactNode } from 'react'
import { shapes as search } from 'virtual:icon/search'
import { shapes as searchX } from 'virtual:icon/search-x'
import { shapes as close } from 'virtual:icon/x'
import { useSearch } from 'wouter'
import { useServices } from '#app/app-context.ts'
import type { CatalogueQuery } from '#app/services.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useCurrent, useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { FirstSync } from '#parts/first-sync.tsx'
import { Button, IconButton } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { TextField } from '#ui/text-field.tsx'
import { CourseList } from './course-list.tsx'
import styles from './courses.module.css'
import { FilterChips } from './filter-chips.tsx'
import { isFiltered, queryOf, searchOf } from './query-address.ts'
import { useLatestResult } from './use-latest-result.ts'

/** All courses of the school: searched as one types, on this device, with or without a network. */
export const CoursesScreen = (): ReactNode => {
  const { t } = useMessages()
  const learning = useLearning()
  const isOnline = useCurrent(useServices().connectivity.isOnline$) ?? true
  const isFirstSyncDone = useObservable(() => learning.sync.isFirstSyncDone$, [learning])
  const [query, setQuery] = useState(() => queryOf(globalThis.location.search))
  const found = useLatestResult(learning.catalogue, useDeferredValue(query))
  const change = (next: CatalogueQuery): void => {
    setQuery(next)
    const parameters = searchOf(next)
    // In place: a letter typed is no step that Back should undo.
    history.replaceState(history.state, '', location.pathname + (parameters === '' ? '' : `?${parameters}`))
  }
  // A link within the app to another search of this same screen.
  const address = useSearch()
  const [seen, setSeen] = useState(address)
  if (address !== seen) {
    setSeen(address)
    if (searchOf(query) !== searchOf(queryOf(address))) setQuery(queryOf(address))
  }

  return (
    <>
      <PageHeader title={t('courses.title')} />
      <search className={styles['search']}>
        <TextField
          label={t('courses.search')}
          isLabelHidden
          placeholder={t('courses.search')}
          icon={search}
          type="search"
          enterKeyHint="search"
          autoComplete="off"
          value={query.text}
          onChange={({ target }) => change({ ...query, text: target.value })}
          end={
            query.text === '' ? undefined : (
              <IconButton icon={close} label={t('courses.clear')} onClick={() => change({ ...query, text: '' })} />
            )
          }
        />
        <FilterChips query={query} facets={found?.result.facets} onChange={change} />
      </search>
      {found === undefined ? (
        <Skeleton lines={4} shape="card" />
      ) : found.result.total > 0 ? (
        <CourseList result={found.result} search={searchOf(found.query)} />
      ) : query.text === '' && !isFiltered(query) ? (
        isFirstSyncDone === false ? (
          <FirstSync isOnline={isOnline} />
        ) : (
          <EmptyState icon={searchX} title={t('courses.none-title')}>
            {t('courses.none-text')}
          </EmptyState>
        )
      ) : (
        <EmptyState
          icon={searchX}
          title={t('courses.nothing-title')}
          action={<Button onClick={() => change({ text: '' })}>{t('courses.show-all')}</Button>}
        >
          {t(query.isOnThisDevice === true ? 'courses.nothing-here-text' : 'courses.nothing-text')}
        </EmptyState>
      )}
    </>
  )
}
