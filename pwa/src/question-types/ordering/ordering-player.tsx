import type { ReactNode } from 'react'
import { shapes as check } from 'virtual:icon/check'
import { shapes as close } from 'virtual:icon/x'
import { ordering } from '@edutrack/shared-schema/questions/ordering/ordering'
import { useMessages } from '#i18n/messages.tsx'
import { SortableList } from '#parts/sortable-list.tsx'
import { plainWords } from '#rich-text/plain-words.ts'
import { RichText } from '#rich-text/rich-text.tsx'
import { Button } from '#ui/button.tsx'
import { classes } from '#ui/classes.ts'
import { Icon } from '#ui/icon.tsx'
import { orderChoices } from '../order-choices.ts'
import { PartsRight } from '../parts-right.tsx'
import type { PlayerPropsOf } from '../question-player.ts'
import styles from '../question-types.module.css'

type Props = PlayerPropsOf<typeof ordering>

/** Items to be put in order. Nothing is answered until one is moved, or the order shown is taken as it is. */
export const OrderingPlayer = ({
  labelledBy,
  content,
  answer,
  answerKey,
  mode,
  shuffleSeed,
  onAnswer,
}: Props): ReactNode => {
  const { t, number } = useMessages()
  const byId = new Map(content.items.map((item) => [item.id, item]))
  const placed = (answer?.order ?? []).filter((id) => byId.has(id))
  const shown = orderChoices(content.items, shuffleSeed).map(({ id }) => id)
  const order = [...placed, ...shown.filter((id) => !placed.includes(id))]
  const list = (ids: readonly string[], verdicts?: Readonly<Record<string, boolean>>): ReactNode => (
    <ol className={styles['order']}>
      {ids.map((id, index) => {
        const isRight = verdicts?.[id]
        return (
          <li
            key={id}
            className={classes(
              styles['line'],
              isRight === true && styles['right'],
              isRight === false && styles['wrong'],
            )}
          >
            <span className={styles['place']}>{number(index + 1)}</span>
            <span>
              <RichText markdown={byId.get(id)?.markdown ?? ''} isInline />
              {isRight !== undefined && (
                <span className={styles['verdict']}>
                  <Icon shapes={isRight ? check : close} size="s" />
                  {t(isRight ? 'question.stands-right' : 'question.belongs-elsewhere')}
                </span>
              )}
            </span>
          </li>
        )
      })}
    </ol>
  )
  if (mode !== 'answer') {
    const score =
      mode === 'feedback' && answerKey !== undefined && placed.length > 0
        ? ordering.grade({ content, key: answerKey }, { order: placed })
        : undefined
    return (
      <div className={styles['player']}>
        <p className={styles['heading']}>{t('question.your-answer')}</p>
        {placed.length === 0 ? <p>{t('question.none')}</p> : list(placed, score?.parts)}
        {mode === 'feedback' && answerKey !== undefined && (score?.fraction ?? 0) < 1 && (
          <>
            {score !== undefined && <PartsRight score={score} count={content.items.length} />}
            <p className={styles['heading']}>{t('question.right-order')}</p>
            {list(answerKey.order.filter((id) => byId.has(id)))}
          </>
        )}
      </div>
    )
  }
  return (
    <div className={styles['player']}>
      <p className={styles['hint']}>{t('question.ordering-hint')}</p>
      <SortableList
        labelledBy={labelledBy}
        items={order.map((id) => {
          const markdown = byId.get(id)?.markdown ?? ''
          return { id, name: plainWords(markdown, 60), content: <RichText markdown={markdown} isInline /> }
        })}
        onOrder={(ids) => onAnswer({ order: [...ids] }, 'chosen')}
      />
      {placed.length === 0 && <Button onClick={() => onAnswer({ order }, 'chosen')}>{t('question.keep-order')}</Button>}
    </div>
  )
}
