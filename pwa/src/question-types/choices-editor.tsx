import { useId, type ReactNode } from 'react'
import { shapes as plus } from 'virtual:icon/plus'
import { useMessages } from '#i18n/messages.tsx'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/text-field.tsx'
import styles from './question-editors.module.css'
import { RemoveRow } from './remove-row.tsx'
import { useRowFocus } from './use-row-focus.ts'

interface Choice {
  readonly id: string
  readonly markdown: string
}

/** Choices, each with its mark whether it is right. */
export const ChoicesEditor = ({
  choices,
  right,
  isMany,
  speech,
  newId,
  onChange,
}: {
  readonly choices: readonly Choice[]
  readonly right: readonly string[]
  readonly isMany: boolean
  readonly speech: { readonly lang: string; readonly dir: 'ltr' | 'rtl' }
  readonly newId: () => string
  readonly onChange: (choices: Choice[], right: string[], how: 'typed' | 'now') => void
}): ReactNode => {
  const { t } = useMessages()
  const name = useId()
  const { list, added, removed } = useRowFocus()
  const kept = (ids: readonly string[], all: readonly Choice[]): string[] =>
    ids.filter((id) => all.some((choice) => choice.id === id))
  return (
    <fieldset ref={list} className={styles['list']}>
      <legend>{t(isMany ? 'editor.choices-many' : 'editor.choices-one')}</legend>
      {choices.map((choice, index) => (
        <div key={choice.id} data-row className={styles['row']}>
          <input
            type={isMany ? 'checkbox' : 'radio'}
            name={name}
            aria-label={t('editor.is-right', { number: index + 1 })}
            checked={right.includes(choice.id)}
            className={styles['mark']}
            onChange={({ target }) => {
              const others = right.filter((id) => id !== choice.id)
              onChange([...choices], isMany ? (target.checked ? [...others, choice.id] : others) : [choice.id], 'now')
            }}
          />
          <div className={styles['grow']}>
            <TextField
              label={t('editor.choice', { number: index + 1 })}
              value={choice.markdown}
              maxLength={2000}
              autoComplete="off"
              {...speech}
              onChange={({ target }) =>
                onChange(
                  choices.map((each) => (each.id === choice.id ? { ...each, markdown: target.value } : each)),
                  [...right],
                  'typed',
                )
              }
            />
          </div>
          <RemoveRow
            index={index}
            isNeeded={choices.length <= 2}
            onRemove={() => {
              const left = choices.filter(({ id }) => id !== choice.id)
              removed(index, left.length)
              onChange(left, kept(right, left), 'now')
            }}
          />
        </div>
      ))}
      <Button
        kind="quiet"
        icon={plus}
        onClick={() => {
          added(choices.length)
          onChange([...choices, { id: newId(), markdown: '' }], [...right], 'now')
        }}
      >
        {t('editor.add-choice')}
      </Button>
    </fieldset>
  )
}
