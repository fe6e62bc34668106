import { useState, type ReactNode } from 'react'
import { useMessages } from '#i18n/messages.tsx'
import { ToastProvider } from '#ui/toast.tsx'
import { AppContext, type AppDeps } from './app-context.ts'
import { AppearanceProvider } from './appearance.tsx'
import { createPlaceMemory } from './place-memory.ts'
import { AppRouter } from './router.tsx'
import { LearningProvider } from './use-learning.tsx'

/** The learner's app, on whatever services it is given. */
export const App = (deps: AppDeps): ReactNode => {
  const [place] = useState(() => {
    const memory = createPlaceMemory({
      window,
      after: deps.clock.after,
      kept: deps.kept,
      keptForTab: deps.keptForTab,
    })
    memory.begin()
    return memory
  })
  return (
    <AppContext value={deps}>
      <LearningProvider>
        <AppearanceProvider>
          <Toasts after={deps.clock.after}>
            <AppRouter place={place} />
          </Toasts>
        </AppearanceProvider>
      </LearningProvider>
    </AppContext>
  )
}

const Toasts = ({
  after,
  children,
}: {
  readonly after: AppDeps['clock']['after']
  readonly children: ReactNode
}): ReactNode => {
  const { t } = useMessages()
  return (
    <ToastProvider after={after} closeLabel={t('action.close')}>
      {children}
    </ToastProvider>
  )
}
