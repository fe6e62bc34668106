import { useId, useState, type ReactNode } from 'react'
import { useMessages } from '#i18n/messages.tsx'
import { isStorageFull } from '#platform/storage-full.ts'
import { Button } from '#ui/button.tsx'
import { Sheet } from '#ui/sheet.tsx'
import styles from './form.module.css'

/** A sheet that asks for something and makes it: its button waits for `onSubmit`, and where that fails the sheet stays, with all that was typed, and says so. */
export const FormSheet = ({
  isOpen,
  onClose,
  title,
  submitLabel,
  onSubmit,
  className,
  children,
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly title: string
  readonly submitLabel: string
  readonly onSubmit: () => Promise<void>
  readonly className?: string | undefined
  readonly children: ReactNode
}): ReactNode => {
  const { t } = useMessages()
  const form = useId()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<'no-room' | 'not-done' | null>(null)
  const submit = async (): Promise<void> => {
    if (isBusy) return
    setBusy(true)
    setProblem(null)
    try {
      await onSubmit()
    } catch (error) {
      setProblem(isStorageFull(error) ? 'no-room' : 'not-done')
    } finally {
      setBusy(false)
    }
  }
  return (
    <Sheet
      isOpen={isOpen}
      onClose={() => {
        setProblem(null)
        onClose()
      }}
      title={title}
      closeLabel={t('action.close')}
      footer={
        <Button kind="primary" type="submit" form={form} isWide isBusy={isBusy}>
          {submitLabel}
        </Button>
      }
    >
      <form
        id={form}
        className={className}
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        {children}
      </form>
      {problem !== null && (
        <p role="alert" className={styles['problem']}>
          {t(`trouble.${problem}`)}
        </p>
      )}
    </Sheet>
  )
}
