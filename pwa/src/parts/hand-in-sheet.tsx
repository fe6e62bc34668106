import type { ReactNode } from 'react'
import { shapes as send } from 'virtual:icon/send'
import { shapes as smartphone } from 'virtual:icon/smartphone'
import { useServices } from '#app/app-context.ts'
import { useCurrent } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { Sheet } from '#ui/sheet.tsx'
import styles from './hand-in-sheet.module.css'

/** The last question before handing in: what happens now, with a network and without one. */
export const HandInSheet = ({
  isOpen,
  isBusy,
  hasFailed,
  onHandIn,
  onClose,
  children,
}: {
  readonly isOpen: boolean
  readonly isBusy: boolean
  /** It could not be kept on this device. */
  readonly hasFailed: boolean
  readonly onHandIn: () => void
  readonly onClose: () => void
  /** What is left open. */
  readonly children?: ReactNode
}): ReactNode => {
  const { t } = useMessages()
  const isOnline = useCurrent(useServices().connectivity.isOnline$) ?? true
  return (
    <Sheet
      isOpen={isOpen}
      onClose={onClose}
      title={t('quiz.hand-in-title')}
      closeLabel={t('action.close')}
      footer={
        <>
          <Button onClick={onClose}>{t('quiz.hand-in-not-yet')}</Button>
          <Button kind="primary" icon={send} isIconDirectional isBusy={isBusy} onClick={onHandIn}>
            {t('quiz.hand-in')}
          </Button>
        </>
      }
    >
      {children}
      <p className={styles['now']}>
        <Icon shapes={isOnline ? send : smartphone} isDirectional={isOnline} />
        <span>{t(isOnline ? 'quiz.hand-in-online' : 'quiz.hand-in-offline')}</span>
      </p>
      <p>{t('quiz.hand-in-final')}</p>
      {hasFailed && (
        <p role="alert" className={styles['failed']}>
          {t('quiz.hand-in-failed')}
        </p>
      )}
    </Sheet>
  )
}
