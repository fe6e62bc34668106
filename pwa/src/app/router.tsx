import { Suspense, useCallback, useLayoutEffect, useMemo, useState, type ReactNode } from 'react'
import { matchRoute, Redirect, Route, Router, useLocation, useRouter, useSearch } from 'wouter'
import { useMessages } from '#i18n/messages.tsx'
import { PageContext } from '#ui/page-context.ts'
import { ScreenSkeleton } from '#ui/skeleton.tsx'
import { addressAfter, signInThenTo } from './addresses.ts'
import { useClock, useServices } from './app-context.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import type { PlaceMemory } from './place-memory.ts'
import { routes, type ScreenRoute } from './routes.ts'
import { Shell } from './shell.tsx'
import { useCurrent } from './use-observable.ts'

/** Longest wait for a screen's code before the old screen gives way to the new one's skeleton. */
const PATIENCE_MS = 200

/** From the address to the screen, in its frame. */
export const AppRouter = ({ place }: { readonly place: PlaceMemory }): ReactNode => {
  const clock = useClock()
  const { parser } = useRouter()
  // The old screen stays until the new one's code is here, or for a moment at most: nothing flickers.
  const around = useCallback<NonNullable<React.ComponentProps<typeof Router>['aroundNav']>>(
    (navigate, to, options) => {
      const path = to.split(/[?#]/)[0] ?? to
      const next = routes.find((route) => matchRoute(parser, route.path, path)[0])
      let isGone = false
      const go = (): void => {
        if (isGone) return
        isGone = true
        place.around(navigate, to, options)
      }
      const cancel = clock.after(PATIENCE_MS, go)
      void next?.screen.preload().then(() => {
        cancel()
        go()
      })
    },
    [clock, parser, place],
  )
  return (
    <Router aroundNav={around}>
      <CurrentScreen place={place} />
    </Router>
  )
}

const CurrentScreen = ({ place }: { readonly place: PlaceMemory }): ReactNode => {
  const { t } = useMessages()
  const { session } = useServices()
  const signedIn = useCurrent(session.current$)
  const [path] = useLocation()
  const search = useSearch()
  const { parser } = useRouter()
  const [barStart, setBarStart] = useState<HTMLElement | null>(null)
  const [first] = useState(path)
  const [isChanged, setChanged] = useState(false)
  if (!isChanged && path !== first) setChanged(true)
  const route = routes.find(({ path: pattern }) => matchRoute(parser, pattern, path)[0])
  const isKept = route?.frame !== 'door' && signedIn !== null && signedIn !== undefined
  const page = useMemo(
    () => ({
      barStart,
      appName: t('app.name'),
      isChanged,
      goUp: place.goUp,
      keepOwnPlace: place.release,
      returnToOpened: place.returnToOpened,
    }),
    [barStart, t, isChanged, place],
  )
  useLayoutEffect(() => {
    place.settle(isKept)
    // The next person on this device starts at home.
    if (signedIn === null) place.forget()
  }, [place, path, search, isKept, signedIn])

  if (route === undefined) return null
  if (signedIn === undefined) return <Shell frame="door" onBarStart={setBarStart} />
  if (signedIn === null && route.frame !== 'door')
    return <Redirect to={signInThenTo(path + (search && `?${search}`))} replace />
  // Who is signed in has nothing to do at the door, unless the session has ended or a letter's link brought them.
  if (signedIn !== null && !signedIn.isExpired && route.frame === 'door' && !/^\/(?:reset|join\/)/.test(path))
    return <Redirect to={addressAfter(search)} replace />
  return (
    <PageContext value={page}>
      <Shell frame={route.frame} section={route.section} onBarStart={setBarStart}>
        <ErrorBoundary key={path}>
          <Suspense key={path} fallback={<ScreenSkeleton label={t('app.loading')} />}>
            <RouteScreen route={route} />
          </Suspense>
        </ErrorBoundary>
      </Shell>
    </PageContext>
  )
}

const RouteScreen = ({ route: { path, screen } }: { readonly route: ScreenRoute }): ReactNode => (
  <Route path={path}>
    <screen.Screen />
  </Route>
)
