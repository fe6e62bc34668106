import { useState, type ReactNode } from 'react'
import { shapes as plus } from 'virtual:icon/plus'
import { questionTypes, type QuestionKind } from '@edutrack/shared-schema/questions/registry'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Button } from '#ui/button.tsx'
import { Select } from '#ui/select.tsx'
import { FormSheet } from './form-sheet.tsx'
import { startOf } from '#question-types/start-of.ts'

/** A button and what it asks: of which type, before all else. */
export const NewQuestion = ({
  courseId,
  kindOfButton = 'primary',
  onMade,
}: {
  readonly courseId: string
  readonly kindOfButton?: 'primary' | 'secondary'
  readonly onMade: (questionId: string) => void
}): ReactNode => {
  const { t } = useMessages()
  const teaching = useTeaching()
  const [isOpen, setOpen] = useState(false)
  const [kind, setKind] = useState<QuestionKind>('single-choice')
  const make = async (): Promise<void> => {
    const start = await startOf(kind, teaching.newId)
    const id = await teaching.createQuestion(courseId, { kind, title: t(`kind.${kind}`), prompt: '', ...start })
    setOpen(false)
    onMade(id)
  }
  return (
    <>
      <Button kind={kindOfButton} icon={plus} onClick={() => setOpen(true)}>
        {t('teach.new-question')}
      </Button>
      <FormSheet
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t('teach.new-question')}
        submitLabel={t('teach.create')}
        onSubmit={make}
      >
        <Select
          label={t('teach.kind')}
          value={kind}
          options={(Object.keys(questionTypes) as QuestionKind[]).map((each) => ({
            value: each,
            label: t(`kind.${each}`),
          }))}
          onChange={(value) => setKind(value as QuestionKind)}
        />
      </FormSheet>
    </>
  )
}
