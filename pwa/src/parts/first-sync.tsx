import type { ReactNode } from 'react'
import { shapes as cloudDownload } from 'virtual:icon/cloud-download'
import { shapes as cloudOff } from 'virtual:icon/cloud-off'
import { useMessages } from '#i18n/messages.tsx'
import { EmptyState } from '#ui/empty-state.tsx'

/** This device has not heard from the school yet: nothing is missing, it only isn't here. */
export const FirstSync = ({ isOnline }: { readonly isOnline: boolean }): ReactNode => {
  const { t } = useMessages()
  return (
    <div role="status">
      <EmptyState
        icon={isOnline ? cloudDownload : cloudOff}
        title={t(isOnline ? 'first-sync.title' : 'first-sync.offline-title')}
      >
        {t(isOnline ? 'first-sync.text' : 'first-sync.offline-text')}
      </EmptyState>
    </div>
  )
}
