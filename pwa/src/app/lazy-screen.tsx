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
  /** After a failure: lets it be tried again. */
  reset(): void
}

/** A screen that is fetched when it is first shown. Once fetched it renders at once, without a fallback in between. */
export const lazyScreen = <Props extends object = object>(
  load: () => Promise<ComponentType<Props>>,
): LazyScreen<Props> => {
  let loading: Promise<ComponentType<Props>> | undefined
  let isLoaded = false
  const start = (): Promise<ComponentType<Props>> => {
    loading ??= trackedPromise(
      load().then(
        (component) => {
          isLoaded = true
          return component
        },
        (cause: unknown) => {
          throw new ScreenLoadError('A part of the app could not be loaded.', { cause })
        },
      ),
    )
    return loading
  }
  return {
    Screen: (props): ReactNode => createElement(use(start()), props),
    preload: () => start().catch(() => undefined), // Said when the screen is shown.
    reset: () => {
      if (!isLoaded) loading = undefined
    },
  }
}
