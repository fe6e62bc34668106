import { Observable } from 'rxjs'

/** Whether a service worker has all files of the app, so that it opens without a network; false for ever where there is none. */
export const createStoredApp = (container: ServiceWorkerContainer | undefined): Observable<boolean> =>
  new Observable((subscriber) => {
    subscriber.next(false)
    void container?.ready.then(() => subscriber.next(true))
  })
