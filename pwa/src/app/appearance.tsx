import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { NEVER } from 'rxjs'
import type { Settings } from '@edutrack/shared-schema/collections/people'
import type { KeptValues } from '#platform/kept-values.ts'
import { MessagesProvider } from '#i18n/messages.tsx'
import { useKept } from './app-context.ts'
import { useOpenLearning } from './use-learning.tsx'
import { useObservable } from './use-observable.ts'

type Appearance = Pick<Settings, 'language' | 'theme' | 'textScale'>

/** Theme, text size and language as the person has set them; until the database is open, as they were the last time. */
export const AppearanceProvider = ({ children }: { readonly children: ReactNode }): ReactNode => {
  const kept = useKept()
  const learning = useOpenLearning()
  const person = useObservable(() => learning?.person() ?? NEVER, [learning])
  const [before] = useState(() => readAppearance(kept))
  const settings = person?.settings
  const appearance = useMemo<Appearance>(
    () =>
      settings === undefined
        ? before
        : { language: settings.language, theme: settings.theme, textScale: settings.textScale },
    [settings, before],
  )
  useEffect(() => {
    applyAppearance(appearance)
    kept.write('appearance', JSON.stringify(appearance))
  }, [appearance, kept])
  return <MessagesProvider language={appearance.language ?? navigator.language}>{children}</MessagesProvider>
}

export const readAppearance = (kept: KeptValues): Appearance => {
  try {
    return (JSON.parse(kept.read('appearance') ?? '{}') ?? {}) as Appearance
  } catch {
    return {}
  }
}

/** To the document itself, also before the first render, so that nothing flashes in the wrong theme. */
export const applyAppearance = ({ theme, textScale }: Appearance): void => {
  const root = document.documentElement
  if (theme === undefined || theme === 'system') root.removeAttribute('data-theme')
  else root.setAttribute('data-theme', theme)
  root.style.setProperty('--text-scale', String(textScale ?? 1))
  const paper = getComputedStyle(root).getPropertyValue('--paper').trim()
  for (const meta of document.querySelectorAll('meta[name="theme-color"]')) meta.setAttribute('content', paper)
}
