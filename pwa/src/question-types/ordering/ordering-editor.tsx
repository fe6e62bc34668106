import type { ReactNode } from 'react'
import { shapes as plus } from 'virtual:icon/plus'
import { concealOrder } from '@edutrack/shared-schema/questions/conceal-order'
import type { ordering } from '@edutrack/shared-schema/questions/ordering/ordering'
import { useMessages } from '#i18n/messages.tsx'
import { SortableList } from '#parts/sortable-list.tsx'
import { plainWords } from '#rich-text/plain-words.ts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { EditorPropsOf } from '../question-editor.ts'
import styles from '../question-editors.module.css'
import { RemoveRow } from '../remove-row.tsx'
import { useRowFocus } from '../use-row-focus.ts'

/** Entries in their right order. What is stored for learners' devices stands in another, which tells nothing of it. */
export const OrderingEditor = ({
  content,
  answerKey,
  speech,
  newId,
  onChange,
}: EditorPropsOf<typeof ordering>): ReactNode => {
  const { t } = useMessages()
  const { list, added, removed } = useRowFocus()
  const byId = new Map(content.items.map((item) => [item.id, item]))
  const items = answerKey.order.flatMap((id) => byId.get(id) ?? [])
  const set = (next: typeof items, how: 'typed' | 'now'): void =>
    onChange({ ...content, items: [...concealOrder(next)] }, { ...answerKey, order: next.map(({ id }) => id) }, how)
  return (
    <div ref={list} className={styles['list']}>
      <p className={styles['hint']}>{t('editor.order-hint')}</p>
      <SortableList
        label={t('question.right-order')}
        items={items.map((item, index) => ({
          id: item.id,
          name: plainWords(item.markdown, 60) || t('editor.entry', { number: index + 1 }),
          content: (
            <div className={styles['entry']}>
              <TextField
                label={t('editor.entry', { number: index + 1 })}
                value={item.markdown}
                maxLength={2000}
                autoComplete="off"
                {...speech}
                onChange={({ target }) =>
                  set(
                    items.map((each) => (each.id === item.id ? { ...each, markdown: target.value } : each)),
                    'typed',
                  )
                }
              />
            </div>
          ),
          actions: (
            <RemoveRow
              index={index}
              isNeeded={items.length <= 2}
              onRemove={() => {
                removed(index, items.length - 1)
                set(
                  items.filter(({ id }) => id !== item.id),
                  'now',
                )
              }}
            />
          ),
        }))}
        onOrder={(ids) =>
          set(
            ids.flatMap((id) => byId.get(id) ?? []),
            'now',
          )
        }
      />
      <Button
        kind="quiet"
        icon={plus}
        onClick={() => {
          added(items.length)
          set([...items, { id: newId(), markdown: '' }], 'now')
        }}
      >
        {t('editor.add-entry')}
      </Button>
    </div>
  )
}
