import { useId, useState, type ReactNode } from 'react'
import { shapes as plus } from 'virtual:icon/plus'
import { questionTypes, type QuestionKind } from '@edutrack/shared-schema/questions/registry'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Button } from '#ui/button.tsx'
import { Select } from '#ui/select.tsx'
import { Sheet } from '#ui/sheet.tsx'
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
  const form = useId()
  const [isOpen, setOpen] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [kind, setKind] = useState<QuestionKind>('single-choice')
  const make = async (): Promise<void> => {
    if (isBusy) return
    setBusy(true)
    try {
      const start = await startOf(kind, teaching.newId)
      onMade(await teaching.createQuestion(courseId, { kind, title: t(`kind.${kind}`), prompt: '', ...start }))
    } finally {
      setBusy(false)
      setOpen(false)
    }
  }
  return (
    <>
      <Button kind={kindOfButton} icon={plus} onClick={() => setOpen(true)}>
        {t('teach.new-question')}
      </Button>
      <Sheet
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t('teach.new-question')}
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
          <Select
            label={t('teach.kind')}
            value={kind}
            options={(Object.keys(questionTypes) as QuestionKind[]).map((each) => ({
              value: each,
              label: t(`kind.${each}`),
            }))}
            onChange={(value) => setKind(value as QuestionKind)}
          />
        </form>
      </Sheet>
    </>
  )
}
