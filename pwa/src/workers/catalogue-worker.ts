import { expose } from 'comlink'
import { createCatalogueIndex, type CatalogueIndex } from './catalogue-index.ts'
import { createCourseReader } from './read-courses.ts'

/** Search over the catalogue of the person whose database is open, off the screen's thread. */
export interface CatalogueWorker extends Omit<CatalogueIndex, 'put'> {
  /** Reads the whole catalogue from IndexedDB; resolves when it can be searched. */
  open(personId: string): Promise<void>
  /** These courses have changed in IndexedDB. */
  refresh(personId: string, ids: readonly string[]): Promise<void>
}

const index = createCatalogueIndex()

const worker: CatalogueWorker = {
  search: index.search,
  cards: index.cards,
  open: (personId) => createCourseReader(indexedDB, personId).readAll((courses) => index.put(courses)),
  refresh: async (personId, ids) => index.put(await createCourseReader(indexedDB, personId).read(ids)),
}

expose(worker)
