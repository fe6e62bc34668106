import { defer, from, map, of, startWith, type Observable } from 'rxjs'

/** Whether a service worker has all files of the app, so that it opens without a network; false for ever where there is none. */
export const createStoredApp = (container: ServiceWorkerContainer | undefined): Observable<boolean> =>
  container === undefined
    ? of(false)
    : defer(() => from(container.ready)).pipe(
        map(() => true),
        startWith(false),
      )
