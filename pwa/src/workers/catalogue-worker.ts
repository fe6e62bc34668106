import { expose } from 'comlink'
import { createCatalogueIndex, type CatalogueIndex, type IndexedCourse } from './catalogue-index.ts'
import { createCollectionReader, readChunks } from './read-collection.ts'

/** Search over the catalogue of the person whose database is open, off the screen's thread. */
export interface CatalogueWorker extends Omit<CatalogueIndex, 'put'> {
  /** Reads the whole catalogue from IndexedDB; resolves when it can be searched. */
  open(personId: string): Promise<void>
  /** These courses have changed in IndexedDB. */
  refresh(personId: string, ids: readonly string[]): Promise<void>
}

const index = createCatalogueIndex()
const readerOf = (personId: string) => createCollectionReader<IndexedCourse>(indexedDB, personId, 'courses')

const worker: CatalogueWorker = {
  search: index.search,
  cards: index.cards,
  open: (personId) => readChunks(readerOf(personId).next, index.put),
  refresh: async (personId, ids) => index.put(await readerOf(personId).read(ids)),
}

expose(worker)
