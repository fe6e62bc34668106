import { useState, type ReactNode } from 'react'
import { shapes as trash } from 'virtual:icon/trash-2'
import { useLearning } from '#app/use-learning.tsx'
import { useMessages } from '#i18n/messages.tsx'
import { Button } from '#ui/button.tsx'
import { useToast } from '#ui/toast.tsx'
import styles from './remove-download.module.css'

/** Frees a course's space, after a second tap that says what stays. */
export const RemoveDownload = ({
  courseId,
  title,
  bytesDone,
}: {
  readonly courseId: string
  readonly title: string
  readonly bytesDone: number
}): ReactNode => {
  const { t, bytes } = useMessages()
  const { downloads } = useLearning()
  const toast = useToast()
  const [isAsking, setAsking] = useState(false)
  if (!isAsking)
    return (
      <Button kind="quiet" icon={trash} onClick={() => setAsking(true)}>
        {t('download.remove', { size: bytes(bytesDone) })}
      </Button>
    )
  return (
    <div role="group" aria-label={t('download.remove-title', { course: title })} className={styles['ask']}>
      <p>{t('download.remove-text', { size: bytes(bytesDone) })}</p>
      <div className={styles['choices']}>
        <Button onClick={() => setAsking(false)}>{t('action.keep')}</Button>
        <Button
          kind="danger"
          onClick={() => {
            setAsking(false)
            void downloads.remove(courseId).then(() => toast({ text: t('download.removed', { course: title }) }))
          }}
        >
          {t('action.remove')}
        </Button>
      </div>
    </div>
  )
}
