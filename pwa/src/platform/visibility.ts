import { distinctUntilChanged, Observable } from 'rxjs'

/** Whether somebody looks at this page. */
export const createVisibility = (document: Document): Observable<boolean> =>
  new Observable<boolean>((subscriber) => {
    const tell = (): void => subscriber.next(document.visibilityState === 'visible')
    tell()
    document.addEventListener('visibilitychange', tell)
    return () => document.removeEventListener('visibilitychange', tell)
  }).pipe(distinctUntilChanged())
