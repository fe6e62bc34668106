import type { ReactNode } from 'react'
import { shapes as plus } from 'virtual:icon/plus'
import type { essay } from '@edutrack/shared-schema/questions/essay/essay'
import { useMessages } from '#i18n/messages.tsx'
import { NumberField } from '#parts/number-field.tsx'
import { Button } from '#ui/button.tsx'
import { classes } from '#ui/classes.ts'
import { TextField } from '#ui/text-field.tsx'
import type { EditorPropsOf } from '../question-editor.ts'
import styles from '../question-editors.module.css'
import { RemoveRow } from '../remove-row.tsx'
import { useRowFocus } from '../use-row-focus.ts'

export const EssayEditor = ({
  content,
  answerKey,
  speech,
  newId,
  onChange,
}: EditorPropsOf<typeof essay>): ReactNode => {
  const { t } = useMessages()
  const { list, added, removed } = useRowFocus()
  const { rubric = [], ...bounds } = content
  const setRubric = (next: typeof rubric, how: 'typed' | 'now'): void =>
    onChange({ ...bounds, ...(next.length === 0 ? {} : { rubric: next }) }, answerKey, how)
  const setBound = (bound: 'minWords' | 'maxWords', value: number | undefined): void => {
    const { [bound]: _before, ...others } = content
    onChange({ ...others, ...(value === undefined ? {} : { [bound]: value }) }, answerKey, 'typed')
  }
  const setCriterion = (id: string, change: Partial<(typeof rubric)[number]>): void =>
    setRubric(
      rubric.map((criterion) => (criterion.id === id ? { ...criterion, ...change } : criterion)),
      'typed',
    )
  return (
    <div className={styles['list']}>
      <div className={styles['fields']}>
        <NumberField
          label={t('editor.min-words')}
          value={content.minWords}
          min={0}
          max={100_000}
          isWhole
          onChange={(value) => setBound('minWords', value)}
        />
        <NumberField
          label={t('editor.max-words')}
          value={content.maxWords}
          min={1}
          max={100_000}
          isWhole
          onChange={(value) => setBound('maxWords', value)}
        />
      </div>
      <fieldset ref={list} className={styles['list']}>
        <legend>{t('question.rubric')}</legend>
        {rubric.map((criterion, index) => (
          <div key={criterion.id} data-row className={classes(styles['row'], styles['stacked'])}>
            <div className={styles['grow']}>
              <TextField
                label={t('editor.criterion', { number: index + 1 })}
                value={criterion.title}
                maxLength={200}
                autoComplete="off"
                {...speech}
                onChange={({ target }) => setCriterion(criterion.id, { title: target.value })}
              />
            </div>
            <NumberField
              label={t('editor.points')}
              value={criterion.points}
              min={0}
              max={1000}
              onChange={(points) => setCriterion(criterion.id, { points: points ?? 0 })}
            />
            <RemoveRow
              index={index}
              onRemove={() => {
                removed(index, rubric.length - 1)
                setRubric(
                  rubric.filter(({ id }) => id !== criterion.id),
                  'now',
                )
              }}
            />
          </div>
        ))}
        <Button
          kind="quiet"
          icon={plus}
          onClick={() => {
            added(rubric.length)
            setRubric([...rubric, { id: newId(), title: '', points: 1 }], 'now')
          }}
        >
          {t('editor.add-criterion')}
        </Button>
      </fieldset>
      <TextField
        label={t('editor.notes')}
        hint={t('editor.notes-hint')}
        rows={3}
        value={answerKey.notes ?? ''}
        maxLength={20_000}
        onChange={({ target }) => onChange(content, { ...answerKey, notes: target.value }, 'typed')}
      />
    </div>
  )
}
