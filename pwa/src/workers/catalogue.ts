import { releaseProxy, wrap, type Remote } from 'comlink'
import {
  BehaviorSubject,
  bufferTime,
  combineLatest,
  filter,
  map,
  of,
  shareReplay,
  switchMap,
  type Observable,
} from 'rxjs'
import type { Catalogue } from '#app/services.ts'
import type { LocalDatabase } from '#local-db/open-database.ts'
import type { CatalogueWorker } from './catalogue-worker.ts'

/** Changes of the catalogue within this time are taken over together, ms. */
const GATHER_MS = 300

export interface OpenCatalogue extends Catalogue {
  close(): void
}

/** The catalogue's search, in a worker that is started when it is first asked. */
export const createCatalogue = (deps: {
  readonly personId: string
  readonly database: LocalDatabase
  /** Courses whose download is complete. */
  readonly readyIds$: Observable<readonly string[]>
  readonly createWorker: () => Worker
}): OpenCatalogue => {
  const { personId, database, readyIds$, createWorker } = deps
  let started: { readonly worker: Worker; readonly remote: Remote<CatalogueWorker> } | undefined
  /** Counts what the index has taken over; each count is a reason to search anew. */
  const version$ = new BehaviorSubject(0)
  const searchAnewAfter = async (work: Promise<void>): Promise<void> => {
    await work
    version$.next(version$.value + 1)
  }

  const start = (): Remote<CatalogueWorker> => {
    if (started !== undefined) return started.remote
    const worker = createWorker()
    const remote = wrap<CatalogueWorker>(worker)
    started = { worker, remote }
    void searchAnewAfter(remote.open(personId))
    return remote
  }
  const changes = database.courses.$.pipe(
    map(({ documentId }) => documentId),
    bufferTime(GATHER_MS),
    filter((ids) => ids.length > 0),
  ).subscribe((ids) => {
    if (started !== undefined) void searchAnewAfter(started.remote.refresh(personId, [...new Set(ids)]))
  })
  const ready$ = readyIds$.pipe(shareReplay({ bufferSize: 1, refCount: true }))

  return {
    search: (query) => {
      const remote = start()
      return combineLatest([version$, query.isOnThisDevice === true ? ready$ : of([])]).pipe(
        switchMap(async ([, hereIds]) => {
          const input = query.isOnThisDevice === true ? { ...query, hereIds } : query
          const { total, facets } = await remote.search(input)
          return { total, facets, cards: (offset: number, limit: number) => remote.cards(input, offset, limit) }
        }),
      )
    },
    close: () => {
      changes.unsubscribe()
      started?.remote[releaseProxy]()
      started?.worker.terminate()
    },
  }
}
