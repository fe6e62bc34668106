import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'
import { useServices } from './app-context.ts'
import type { Learning } from './services.ts'
import { trackedPromise } from './tracked-promise.ts'
import { useCurrent } from './use-observable.ts'

const Context = createContext<{ readonly opening: Promise<Learning> | null; readonly opened: Learning | null }>({
  opening: null,
  opened: null,
})

/** Opens the database of who is signed in, and gives it to the screens. */
export const LearningProvider = ({ children }: { readonly children: ReactNode }): ReactNode => {
  const services = useServices()
  const personId = useCurrent(services.session.current$)?.personId
  const opening = useMemo(
    () => (personId === undefined ? null : trackedPromise(services.learning())),
    [services, personId],
  )
  const [opened, setOpened] = useState<{ readonly by: Promise<Learning>; readonly learning: Learning } | null>(null)
  useEffect(() => {
    opening?.then(
      (learning) => setOpened({ by: opening, learning }),
      () => undefined, // Thrown to the error boundary where a screen needs it.
    )
  }, [opening])
  const value = useMemo(
    () => ({ opening, opened: opened !== null && opened.by === opening ? opened.learning : null }),
    [opening, opened],
  )
  return <Context value={value}>{children}</Context>
}

/** For screens of someone signed in. Suspends until the database is open. */
export const useLearning = (): Learning => {
  const { opening } = use(Context)
  if (opening === null) throw new Error('useLearning needs someone signed in.')
  return use(opening)
}

/** For the frame around the screens: null until the database is open, and while nobody is signed in. */
export const useOpenLearning = (): Learning | null => use(Context).opened
