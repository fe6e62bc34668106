import { useEffect, useState, type ReactNode } from 'react'
import { NEVER } from 'rxjs'
import { shapes as full } from 'virtual:icon/hard-drive'
import { useMessages } from '#i18n/messages.tsx'
import { isStorageFull } from '#platform/storage-full.ts'
import { Banner } from '#ui/banner.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { useToast } from '#ui/toast.tsx'
import { addresses } from './addresses.ts'
import { useOpenLearning } from './use-learning.tsx'
import { useObservable } from './use-observable.ts'

/**
 * Tells of what a person did and what could not be done, where the screen at hand doesn't: nothing is dropped in silence. That the device is full stands above
 * all screens until it has room or they have read it.
 */
export const Troubles = (): ReactNode => {
  const { t } = useMessages()
  const toast = useToast()
  const learning = useOpenLearning()
  const isSyncFull = useObservable(() => learning?.sync.problem$ ?? NEVER, [learning]) === 'no-room'
  const [{ isFull, seen }, setFull] = useState({ isFull: isSyncFull, seen: isSyncFull })
  // Told anew when it is full anew, and gone when answers can be kept again.
  if (seen !== isSyncFull) setFull({ isFull: isSyncFull, seen: isSyncFull })
  useEffect(() => {
    const tell = ({ reason }: PromiseRejectionEvent): void => {
      const isRoom = isStorageFull(reason)
      // What the app does by itself asks for nothing to be done again, and is tried again without a word.
      if (hasJustActed()) toast({ text: t(isRoom ? 'trouble.no-room' : 'trouble.not-done') })
      else if (isRoom) setFull((before) => ({ ...before, isFull: true }))
    }
    addEventListener('unhandledrejection', tell)
    return () => removeEventListener('unhandledrejection', tell)
  }, [t, toast])
  if (!isFull) return null
  return (
    <Banner
      tone="problem"
      icon={full}
      title={t('trouble.no-room-title')}
      action={
        <>
          <LinkButton href={addresses.downloads}>{t('trouble.make-room')}</LinkButton>
          <Button kind="quiet" onClick={() => setFull({ isFull: false, seen })}>
            {t('action.close')}
          </Button>
        </>
      }
    >
      {t('trouble.no-room-text')}
    </Banner>
  )
}

/** Whether something was tapped or typed in the last seconds; browsers that can't tell are taken at their worst. */
const hasJustActed = (): boolean =>
  (navigator as { readonly userActivation?: UserActivation }).userActivation?.isActive !== false
