import MiniSearch from 'minisearch'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import { searchTerms } from '@edutrack/shared-schema/search-terms'
import type { CatalogueQuery, CatalogueResult, CourseCard } from '#app/services.ts'

/** Characters of a description that a card shows at most; the index holds all of it. */
const CARD_DESCRIPTION = 240
/** Documents indexed in one go: the worker answers in between. */
const INDEX_CHUNK = 400

export type IndexedCourse = Pick<Course, keyof CourseCard | 'status'> & { readonly _deleted?: boolean | string }
export interface SearchInput extends CatalogueQuery {
  /** With `isOnThisDevice`: the courses that are. */
  readonly hereIds?: readonly string[]
}
export type SearchOutput = Pick<CatalogueResult, 'total' | 'facets'>

/** The catalogue in memory, for search as one types. Lives in a worker; plain enough to be tested without one. */
export interface CatalogueIndex {
  /** Takes courses over; deleted and unpublished ones leave it. */
  put(courses: readonly IndexedCourse[]): Promise<void>
  search(input: SearchInput): Promise<SearchOutput>
  cards(input: SearchInput, offset: number, limit: number): Promise<readonly CourseCard[]>
}

export const createCatalogueIndex = (): CatalogueIndex => {
  const cardsById = new Map<string, CourseCard>()
  const index = new MiniSearch<IndexedCourse>({
    fields: ['title', 'description', 'instructorName'],
    tokenize: (text) => [...searchTerms(text)],
    processTerm: (term) => term,
    searchOptions: {
      boost: { title: 4, instructorName: 2 },
      prefix: true,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      combineWith: 'AND',
    },
  })
  let indexing: Promise<unknown> = Promise.resolve()
  let lastKey: string | undefined
  let lastIds: readonly string[] = []

  const put = async (courses: readonly IndexedCourse[]): Promise<void> => {
    const shown = courses.filter(isShown)
    for (const { id } of courses) cardsById.delete(id)
    for (const course of shown) cardsById.set(course.id, cardOf(course))
    lastKey = undefined
    indexing = indexing.then(async () => {
      for (const { id } of courses) if (index.has(id)) index.discard(id)
      await index.addAllAsync(shown, { chunkSize: INDEX_CHUNK })
    })
    await indexing
  }

  const inTextOrder = async (text: string): Promise<readonly string[]> => {
    if (searchTerms(text).length === 0)
      return [...cardsById.values()]
        .sort((a, b) => a.title.localeCompare(b.title) || (a.id < b.id ? -1 : 1))
        .map(({ id }) => id)
    await indexing
    return index.search(text).map(({ id }) => String(id))
  }

  const find = async (input: SearchInput): Promise<readonly string[]> => {
    const key = JSON.stringify(input)
    if (key === lastKey) return lastIds
    const meetsAll = meets(input)
    const ids = (await inTextOrder(input.text)).filter((id) => {
      const card = cardsById.get(id)
      return card !== undefined && meetsAll(card)
    })
    lastKey = key
    lastIds = ids
    return ids
  }

  return {
    put,
    search: async (input) => {
      const inText = await inTextOrder(input.text)
      const counts = (field: 'category' | 'level' | 'language') => {
        const { [field]: _own, ...others } = input
        const meetsOthers = meets(others)
        const found: Record<string, number> = {}
        for (const id of inText) {
          const card = cardsById.get(id)
          if (card !== undefined && meetsOthers(card)) found[card[field]] = (found[card[field]] ?? 0) + 1
        }
        return found
      }
      const facets = { category: counts('category'), level: counts('level'), language: counts('language') }
      return { total: (await find(input)).length, facets }
    },
    cards: async (input, offset, limit) =>
      (await find(input)).slice(offset, offset + limit).flatMap((id) => cardsById.get(id) ?? []),
  }
}

const isShown = ({ status, _deleted }: IndexedCourse): boolean =>
  status === 'published' && _deleted !== true && _deleted !== '1'

const meets = ({ category, level, language, isOnThisDevice, hereIds }: Omit<SearchInput, 'text'>) => {
  const here = isOnThisDevice === true ? new Set(hereIds) : undefined
  return (card: CourseCard): boolean =>
    (category === undefined || card.category === category) &&
    (level === undefined || card.level === level) &&
    (language === undefined || card.language === language) &&
    (here === undefined || here.has(card.id))
}

const cardOf = ({
  id,
  title,
  description,
  category,
  level,
  language,
  instructorName,
  minutes,
  contents,
  coverFileId,
}: IndexedCourse): CourseCard => ({
  id,
  title,
  description: description.length > CARD_DESCRIPTION ? `${description.slice(0, CARD_DESCRIPTION)}…` : description,
  category,
  level,
  language,
  instructorName,
  minutes,
  contents,
  ...(coverFileId === undefined ? {} : { coverFileId }),
})
