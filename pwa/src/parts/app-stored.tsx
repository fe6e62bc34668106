import type { ReactNode } from 'react'
import { shapes as clock } from 'virtual:icon/clock'
import { shapes as smartphone } from 'virtual:icon/smartphone'
import { useServices } from '#app/app-context.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useCurrent, useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import type { AppStorage } from '#platform/stored-app.ts'
import { Icon } from '#ui/icon.tsx'
import styles from './app-stored.module.css'

/** Whether the app, and the part of it that is for teaching, opens on this device without a network; if not yet, what that waits for. */
export const AppStored = (): ReactNode => {
  const { t } = useMessages()
  const learning = useLearning()
  const { connectivity, session } = useServices()
  const isOnline = useCurrent(connectivity.isOnline$) ?? true
  const isLearner = useCurrent(session.current$)?.role === 'learner'
  const storage = useObservable(() => learning.appStorage(), [learning])
  if (storage === undefined) return null
  // Somebody else on this device may teach.
  const teaching = isLearner ? 'not-needed' : storage.teaching
  const isReady = storage.isStored && (teaching === 'stored' || teaching === 'not-needed')
  return (
    <p role="status" className={styles['line']}>
      <Icon shapes={isReady ? smartphone : clock} size="s" />
      <span>{t(wordsOf({ ...storage, teaching }, isOnline))}</span>
    </p>
  )
}

const wordsOf = ({ isStored, teaching }: AppStorage, isOnline: boolean) => {
  if (!isStored) return isOnline ? 'stored.coming' : 'stored.not-here'
  switch (teaching) {
    case 'not-needed':
      return 'stored.ready'
    case 'stored':
      return 'stored.teaching-ready'
    case 'no-space':
      return 'stored.teaching-no-space'
    case 'storing':
    case 'interrupted':
      return isOnline ? 'stored.teaching-coming' : 'stored.teaching-waits'
  }
}
