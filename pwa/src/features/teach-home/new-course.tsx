import { useState, type ReactNode } from 'react'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import { FormSheet } from '#parts/form-sheet.tsx'
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
  const [title, setTitle] = useState('')
  const make = async (): Promise<void> => {
    if (title.trim() === '') return
    onMade(
      await teaching.createCourse({
        title: title.trim(),
        language: language.split('-')[0] ?? 'en',
        moduleTitle: t('teach.module', { number: 1 }),
      }),
    )
  }
  return (
    <FormSheet
      isOpen={isOpen}
      onClose={onClose}
      title={t('teach.new-course')}
      submitLabel={t('teach.create')}
      onSubmit={make}
    >
      <TextField
        label={t('teach.title')}
        value={title}
        maxLength={200}
        required
        autoComplete="off"
        onChange={({ target }) => setTitle(target.value)}
      />
    </FormSheet>
  )
}
