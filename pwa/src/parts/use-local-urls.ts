import { Observable, of } from 'rxjs'
import { useObservable } from '#app/use-observable.ts'
import { useTeaching } from '#app/use-teaching.ts'

/** The address of some bytes for as long as somebody listens. */
const urlOf = (content: Blob): Observable<string> =>
  new Observable((subscriber) => {
    const url = URL.createObjectURL(content)
    subscriber.next(url)
    return () => URL.revokeObjectURL(url)
  })

/** Addresses of the bytes of uploads, while they are on this device; each holds for as long as the screen asks for it. */
export const useLocalUrls = (uploadIds: readonly string[]): ReadonlyMap<string, string> => {
  const { media } = useTeaching()
  const wanted = uploadIds.join()
  const urls = useObservable(
    () =>
      new Observable<ReadonlyMap<string, string>>((subscriber) => {
        const made = new Map<string, string>()
        void (async () => {
          for (const id of wanted === '' ? [] : wanted.split(',')) {
            const content = await media.content(id)
            if (content !== undefined && !subscriber.closed) made.set(id, URL.createObjectURL(content))
          }
          subscriber.next(made)
        })()
        return () => {
          for (const url of made.values()) URL.revokeObjectURL(url)
        }
      }),
    [media, wanted],
  )
  return urls ?? NONE
}
const NONE: ReadonlyMap<string, string> = new Map()

/** The address of a file that has just been chosen. */
export const useFileUrl = (file: File | undefined): string | undefined =>
  useObservable<string | undefined>(() => (file === undefined ? of(undefined) : urlOf(file)), [file])
