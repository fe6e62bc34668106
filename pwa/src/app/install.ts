import { BehaviorSubject, type Observable } from 'rxjs'

/** Putting the app on the home screen: the browser offers it once, early, and lets us ask later. */
export interface Install {
  /** `installed`: it runs from the home screen; `offered`: `ask` shows the browser's question; `by-hand`: only through the browser's own menu. */
  readonly state$: Observable<'installed' | 'offered' | 'by-hand'>
  ask(): Promise<void>
}

interface InstallPromptEvent extends Event {
  prompt(): Promise<unknown>
}

export const createInstall = (scope: Window): Install => {
  const isInstalled = scope.matchMedia('(display-mode: standalone)').matches
  const state$ = new BehaviorSubject<'installed' | 'offered' | 'by-hand'>(isInstalled ? 'installed' : 'by-hand')
  let offer: InstallPromptEvent | undefined
  scope.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault() // Asked when the person wants it, not in the middle of a lesson.
    offer = event as InstallPromptEvent
    state$.next('offered')
  })
  scope.addEventListener('appinstalled', () => state$.next('installed'))
  return {
    state$,
    ask: async () => {
      await offer?.prompt()
    },
  }
}
