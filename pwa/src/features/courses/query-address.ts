import type { CatalogueQuery } from '#app/services.ts'

const levels: readonly string[] = ['beginner', 'intermediate', 'advanced']

/** What is searched stands in the address: Back, a reload and a shared link lead to the same list. */
export const queryOf = (search: string): CatalogueQuery => {
  const parameters = new URLSearchParams(search)
  const value = (name: string): string | undefined => parameters.get(name) ?? undefined
  const [category, level, language] = [value('category'), value('level'), value('language')]
  return {
    text: value('q') ?? '',
    ...(category === undefined ? {} : { category }),
    ...(level !== undefined && levels.includes(level) ? { level: level as NonNullable<CatalogueQuery['level']> } : {}),
    ...(language === undefined ? {} : { language }),
    ...(value('here') === '1' ? { isOnThisDevice: true } : {}),
  }
}

/** Without the question mark; empty for no query at all. */
export const searchOf = (query: CatalogueQuery): string => {
  const parameters = new URLSearchParams()
  if (query.text !== '') parameters.set('q', query.text)
  if (query.category !== undefined) parameters.set('category', query.category)
  if (query.level !== undefined) parameters.set('level', query.level)
  if (query.language !== undefined) parameters.set('language', query.language)
  if (query.isOnThisDevice === true) parameters.set('here', '1')
  return parameters.toString()
}

/** The same query with one field set, or taken away. */
export const withField = <Field extends 'category' | 'level' | 'language' | 'isOnThisDevice'>(
  query: CatalogueQuery,
  field: Field,
  value: CatalogueQuery[Field] | undefined,
): CatalogueQuery => {
  const { [field]: _, ...rest } = query
  return (value === undefined ? rest : { ...rest, [field]: value }) as CatalogueQuery
}

export const isFiltered = ({ category, level, language, isOnThisDevice }: CatalogueQuery): boolean =>
  category !== undefined || level !== undefined || language !== undefined || isOnThisDevice === true
