import type { ReactNode } from 'react'
import { shapes as plus } from 'virtual:icon/plus'
import type { matching } from '@edutrack/shared-schema/questions/matching/matching'
import { useMessages } from '#i18n/messages.tsx'
import { LinesField } from '#parts/lines-field.tsx'
import { Button } from '#ui/button.tsx'
import { classes } from '#ui/classes.ts'
import { TextField } from '#ui/text-field.tsx'
import type { EditorPropsOf } from '../question-editor.ts'
import styles from '../question-editors.module.css'
import { RemoveRow } from '../remove-row.tsx'
import { useRowFocus } from '../use-row-focus.ts'
import { fromPairs, pairsOf, type MatchingPairs } from './matching-pairs.ts'

export const MatchingEditor = ({
  content,
  answerKey,
  speech,
  newId,
  onChange,
}: EditorPropsOf<typeof matching>): ReactNode => {
  const { t } = useMessages()
  const { list, added, removed } = useRowFocus()
  const { pairs, others } = pairsOf(content, answerKey)
  const set = (next: MatchingPairs, how: 'typed' | 'now'): void => {
    const made = fromPairs(next, { content, key: answerKey }, newId)
    onChange(made.content, made.key, how)
  }
  return (
    <div ref={list} className={styles['list']}>
      {pairs.map((pair, index) => (
        <div key={pair.id} data-row className={classes(styles['row'], styles['stacked'])}>
          {(['item', 'match'] as const).map((side) => (
            <div key={side} className={styles['grow']}>
              <TextField
                label={t(`editor.pair-${side}`, { number: index + 1 })}
                value={pair[side]}
                maxLength={2000}
                autoComplete="off"
                {...speech}
                onChange={({ target }) =>
                  set(
                    {
                      pairs: pairs.map((each) => (each.id === pair.id ? { ...each, [side]: target.value } : each)),
                      others,
                    },
                    'typed',
                  )
                }
              />
            </div>
          ))}
          <RemoveRow
            index={index}
            isNeeded={pairs.length <= 1}
            onRemove={() => {
              removed(index, pairs.length - 1)
              set({ pairs: pairs.filter(({ id }) => id !== pair.id), others }, 'now')
            }}
          />
        </div>
      ))}
      <Button
        kind="quiet"
        icon={plus}
        onClick={() => {
          added(pairs.length)
          set({ pairs: [...pairs, { id: newId(), item: '', match: '' }], others }, 'now')
        }}
      >
        {t('editor.add-pair')}
      </Button>
      <LinesField
        label={t('editor.other-matches')}
        hint={t('editor.other-matches-hint')}
        lines={others}
        onChange={(lines) => set({ pairs, others: lines }, 'typed')}
      />
    </div>
  )
}
