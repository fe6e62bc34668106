import { useState, type ReactNode } from 'react'
import { useLearning } from '#app/use-learning.tsx'
import { useMessages } from '#i18n/messages.tsx'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/text-field.tsx'
import styles from './me.module.css'

/** The name that instructors see. */
export const NameForm = ({ name, onDone }: { readonly name: string; readonly onDone: () => void }): ReactNode => {
  const { t } = useMessages()
  const learning = useLearning()
  const [typed, setTyped] = useState(name)
  return (
    <form
      className={styles['nameForm']}
      onSubmit={(event) => {
        event.preventDefault()
        const next = typed.trim()
        if (next === '') return
        void learning.rename(next).then(onDone)
      }}
    >
      <TextField
        label={t('sign-up.name')}
        hint={t('sign-up.name-hint')}
        autoComplete="name"
        required
        maxLength={120}
        // The person has just asked to type here.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <div className={styles['choices']}>
        <Button onClick={onDone}>{t('action.cancel')}</Button>
        <Button kind="primary" type="submit">
          {t('action.save')}
        </Button>
      </div>
    </form>
  )
}
