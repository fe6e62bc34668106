import { distinctUntilChanged, fromEvent, map, startWith, type Observable } from 'rxjs'

/** Whether somebody looks at this page. */
export const createVisibility = (document: Document): Observable<boolean> =>
  fromEvent(document, 'visibilitychange').pipe(
    startWith(undefined),
    map(() => document.visibilityState === 'visible'),
    distinctUntilChanged(),
  )
