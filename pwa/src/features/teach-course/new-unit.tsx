import { useId, useState, type ReactNode } from 'react'
import { unitKinds, type Unit } from '@edutrack/shared-schema/collections/units'
import { useMessages } from '#i18n/messages.tsx'
import { FormSheet } from '#parts/form-sheet.tsx'
import { unitIcons } from '#parts/unit-icons.ts'
import { Icon } from '#ui/icon.tsx'
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
  const make = async (): Promise<void> => {
    if (title.trim() !== '') await onMake(kind, title.trim())
  }
  return (
    <FormSheet
      isOpen={isOpen}
      onClose={onClose}
      title={t('teach.new-unit')}
      submitLabel={t('teach.create')}
      onSubmit={make}
      className={styles['form']}
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
    </FormSheet>
  )
}
