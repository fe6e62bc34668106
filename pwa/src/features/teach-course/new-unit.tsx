import { useId, useState, type ReactNode } from 'react'
import { unitKinds, type Unit } from '@edutrack/shared-schema/collections/units'
import { useMessages } from '#i18n/messages.tsx'
import { unitIcons } from '#parts/unit-icons.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { TextField } from '#ui/text-field.tsx'
import styles from './new-unit.module.css'

export const NewUnit = ({
  isOpen,
  onClose,
  onMake,
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onMake: (kind: Unit['kind'], title: string) => Promise<void>
}): ReactNode => {
  const { t } = useMessages()
  const id = useId()
  const [kind, setKind] = useState<Unit['kind']>('page')
  const [title, setTitle] = useState('')
  const [isBusy, setBusy] = useState(false)
  const make = async (): Promise<void> => {
    if (title.trim() === '' || isBusy) return
    setBusy(true)
    try {
      await onMake(kind, title.trim())
    } finally {
      setBusy(false)
    }
  }
  return (
    <Sheet
      isOpen={isOpen}
      onClose={onClose}
      title={t('teach.new-unit')}
      closeLabel={t('action.close')}
      footer={
        <Button kind="primary" type="submit" form={id} isWide isBusy={isBusy}>
          {t('teach.create')}
        </Button>
      }
    >
      <form
        id={id}
        className={styles['form']}
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
        <fieldset className={styles['kinds']}>
          <legend>{t('teach.kind')}</legend>
          {unitKinds.map((each) => (
            <label key={each} className={styles['kind']}>
              <input
                type="radio"
                name={`${id}-kind`}
                value={each}
                checked={kind === each}
                onChange={() => setKind(each)}
              />
              <Icon shapes={unitIcons[each]} />
              <span>{t(`unit.${each}`)}</span>
            </label>
          ))}
        </fieldset>
      </form>
    </Sheet>
  )
}
