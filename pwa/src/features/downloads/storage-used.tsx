import type { ReactNode } from 'react'
import { shapes as hardDrive } from 'virtual:icon/hard-drive'
import { useMessages } from '#i18n/messages.tsx'
import { AppStored } from '#parts/app-stored.tsx'
import { useStorage } from '#parts/use-storage.ts'
import { Icon } from '#ui/icon.tsx'
import { ProgressBar } from '#ui/progress.tsx'
import styles from './downloads.module.css'

/** How much of this device the app takes. */
export const StorageUsed = ({ trigger }: { readonly trigger: unknown }): ReactNode => {
  const { t, bytes } = useMessages()
  const storage = useStorage(trigger)
  if (storage === undefined) return null
  const { usedBytes, freeBytes } = storage
  return (
    <section aria-label={t('downloads.storage')} className={styles['storage']}>
      <Icon shapes={hardDrive} />
      <div className={styles['text']}>
        <p>
          <strong>{t('downloads.used', { size: bytes(usedBytes) })}</strong>{' '}
          {freeBytes !== null && t('downloads.free', { size: bytes(freeBytes) })}
        </p>
        {freeBytes !== null && (
          <ProgressBar value={usedBytes / Math.max(1, usedBytes + freeBytes)} label={t('downloads.storage')} />
        )}
        <AppStored />
      </div>
    </section>
  )
}
