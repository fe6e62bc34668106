import { Component, type ReactNode } from 'react'
import { shapes as cloudOff } from 'virtual:icon/cloud-off'
import { shapes as refresh } from 'virtual:icon/refresh-cw'
import { shapes as sprout } from 'virtual:icon/sprout'
import { useMessages } from '#i18n/messages.tsx'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { useServices } from './app-context.ts'
import { retryFailedScreens, ScreenLoadError } from './lazy-screen.tsx'
import { useCurrent } from './use-observable.ts'

/** Catches what breaks below it: says what was kept, and offers a way on. The frame with the navigation stays. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly error: unknown }> {
  override readonly state: { readonly error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown): { readonly error: unknown } {
    return { error: error ?? new Error('Nothing was thrown.') }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    const retry = (): void => {
      retryFailedScreens()
      this.setState({ error: null })
    }
    return error instanceof ScreenLoadError ? <PartMissing onRetry={retry} /> : <Broken />
  }
}

/** The screen's code is not here: a newer build has replaced it, or it was never fetched and the school is out of reach. */
const PartMissing = ({ onRetry }: { readonly onRetry: () => void }): ReactNode => {
  const { t } = useMessages()
  const { connectivity, update } = useServices()
  const isOnline = useCurrent(connectivity.isOnline$) ?? true
  return isOnline ? (
    <EmptyState
      isScreen
      icon={sprout}
      title={t('error-screen.updated-title')}
      action={
        <>
          <Button kind="primary" onClick={() => void update.take()}>
            {t('update.take')}
          </Button>
          <Button onClick={onRetry}>{t('action.retry')}</Button>
        </>
      }
    >
      {t('error-screen.updated-text')}
    </EmptyState>
  ) : (
    <EmptyState
      isScreen
      icon={cloudOff}
      title={t('error-screen.not-here-title')}
      action={<Button onClick={onRetry}>{t('action.retry')}</Button>}
    >
      {t('error-screen.not-here-text')}
    </EmptyState>
  )
}

const Broken = (): ReactNode => {
  const { t } = useMessages()
  const { update } = useServices()
  return (
    <EmptyState
      isScreen
      icon={refresh}
      title={t('error-screen.broken-title')}
      action={
        // Takes a waiting build with it, which may be the remedy.
        <Button kind="primary" onClick={() => void update.take()}>
          {t('action.reload')}
        </Button>
      }
    >
      {t('error-screen.broken-text')}
    </EmptyState>
  )
}
