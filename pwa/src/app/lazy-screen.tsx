import { createElement, use, type ComponentType, type ReactNode } from 'react'
import { trackedPromise } from './tracked-promise.ts'

/** A screen's code could not be fetched: it is not on this device and the school is out of reach, or a newer build has replaced it. */
export class ScreenLoadError extends Error {
  override readonly name = 'ScreenLoadError'
}

export interface LazyScreen<Props extends object = object> {
  readonly Screen: ComponentType<Props>
  /** Fetches the code, once. */
  preload(): Promise<unknown>
}

/** What lets each of the screens that could not be fetched be tried again. */
const failed = new Set<() => void>()
export const retryFailedScreens = (): void => {
  for (const reset of failed) reset()
  failed.clear()
}

/** A screen that is fetched when it is first shown. Once fetched it renders at once, without a fallback in between. */
export const lazyScreen = <Props extends object = object>(
  load: () => Promise<ComponentType<Props>>,
): LazyScreen<Props> => {
  let loading: Promise<ComponentType<Props>> | undefined
  const start = (): Promise<ComponentType<Props>> => {
    loading ??= trackedPromise(
      load().catch((cause: unknown) => {
        failed.add(() => {
          loading = undefined
        })
        throw new ScreenLoadError('A part of the app could not be loaded.', { cause })
      }),
    )
    return loading
  }
  return {
    Screen: (props): ReactNode => createElement(use(start()), props),
    preload: () => start().catch(() => undefined), // Said when the screen is shown.
  }
}
