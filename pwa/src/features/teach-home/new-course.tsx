import { useId, useState, type ReactNode } from 'react'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Button } from '#ui/button.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { TextField } from '#ui/text-field.tsx'

/** A course begins with its title; all else can wait. */
export const NewCourse = ({
  isOpen,
  onClose,
  onMade,
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onMade: (courseId: string) => void
}): ReactNode => {
  const { t, language } = useMessages()
  const teaching = useTeaching()
  const form = useId()
  const [title, setTitle] = useState('')
  const [isBusy, setBusy] = useState(false)
  const make = async (): Promise<void> => {
    if (title.trim() === '' || isBusy) return
    setBusy(true)
    try {
      onMade(
        await teaching.createCourse({
          title: title.trim(),
          language: language.split('-')[0] ?? 'en',
          moduleTitle: t('teach.module', { number: 1 }),
        }),
      )
    } finally {
      setBusy(false)
    }
  }
  return (
    <Sheet
      isOpen={isOpen}
      onClose={onClose}
      title={t('teach.new-course')}
      closeLabel={t('action.close')}
      footer={
        <Button kind="primary" type="submit" form={form} isWide isBusy={isBusy}>
          {t('teach.create')}
        </Button>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault()
          void make()
        }}
      >
        <TextField
          label={t('teach.title')}
          value={title}
          maxLength={200}
          required
          autoComplete="off"
          onChange={({ target }) => setTitle(target.value)}
        />
      </form>
    </Sheet>
  )
}
