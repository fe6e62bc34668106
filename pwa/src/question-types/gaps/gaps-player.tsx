import type { ReactNode } from 'react'
import { shapes as check } from 'virtual:icon/check'
import { shapes as close } from 'virtual:icon/x'
import { gaps, type RightGap } from '@edutrack/shared-schema/questions/gaps/gaps'
import { gappedText } from '@edutrack/shared-schema/questions/gaps/gapped-text'
import { useMessages } from '#i18n/messages.tsx'
import { plainWords } from '#rich-text/plain-words.ts'
import { RichText } from '#rich-text/rich-text.tsx'
import { slotMark } from '#rich-text/slots.ts'
import { classes } from '#ui/classes.ts'
import { Icon } from '#ui/icon.tsx'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import { orderChoices } from '../order-choices.ts'
import { PartsRight } from '../parts-right.tsx'
import type { PlayerPropsOf } from '../question-player.ts'
import styles from './gaps-player.module.css'
import shared from '../question-types.module.css'

type Props = PlayerPropsOf<typeof gaps>

/** A text whose gaps are filled where they stand, by typing or from a list. */
export const GapsPlayer = ({ id, content, answer, answerKey, mode, shuffleSeed, onAnswer }: Props): ReactNode => {
  const { t, number } = useMessages()
  const inOrder = gappedText(content.text, content.gaps).flatMap((part) =>
    'gapId' in part ? content.gaps.filter((gap) => gap.id === part.gapId) : [],
  )
  const markdown = gappedText(content.text, content.gaps)
    .map((part) => ('gapId' in part ? slotMark(inOrder.findIndex((gap) => gap.id === part.gapId)) : part.markdown))
    .join('')
  const score =
    mode === 'feedback' && answerKey !== undefined
      ? gaps.grade({ content, key: answerKey }, answer ?? { gaps: {} })
      : undefined
  const fill = (gapId: string, value: string, how: 'typed' | 'chosen'): void =>
    onAnswer({ gaps: { ...answer?.gaps, [gapId]: value } }, how)

  const slots = inOrder.map((gap, index) => {
    const given = answer !== undefined && Object.hasOwn(answer.gaps, gap.id) ? (answer.gaps[gap.id] ?? '') : ''
    const label = t('question.gap', { number: index + 1, count: inOrder.length })
    const wordsOf = (optionId: string): string =>
      gap.kind === 'chosen'
        ? plainWords(gap.options.find((option) => option.id === optionId)?.markdown ?? '', 60)
        : optionId
    if (mode !== 'answer') {
      const isRight = score?.parts?.[gap.id]
      const right = answerKey?.gaps[gap.id]
      return (
        <span
          key={gap.id}
          className={classes(
            styles['filled'],
            isRight === true && styles['right'],
            isRight === false && styles['wrong'],
          )}
        >
          <VisuallyHidden>{label}: </VisuallyHidden>
          <bdi>{given.trim() === '' ? t('question.none') : wordsOf(given)}</bdi>
          {isRight !== undefined && (
            <>
              <Icon shapes={isRight ? check : close} size="s" />
              <VisuallyHidden>{t(`question.choice-${isRight ? 'right' : 'wrong'}`)}</VisuallyHidden>
            </>
          )}
          {score !== undefined && isRight !== true && right !== undefined && (
            <span className={styles['instead']}>
              <VisuallyHidden>{t('question.right-answer')}: </VisuallyHidden>
              <bdi>{rightWords(right, wordsOf, number, t('question.or'), t('question.plus-minus'))}</bdi>
            </span>
          )}
        </span>
      )
    }
    return gap.kind === 'typed' ? (
      <input
        key={gap.id}
        type="text"
        name={`${id}-${gap.id}`}
        aria-label={label}
        value={given}
        maxLength={2000}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        dir="auto"
        className={styles['gap']}
        onChange={({ target }) => fill(gap.id, target.value, 'typed')}
      />
    ) : (
      <select
        key={gap.id}
        aria-label={label}
        value={given}
        className={styles['gap']}
        onChange={({ target }) => fill(gap.id, target.value, 'chosen')}
      >
        <option value="">{t('question.choose')}</option>
        {orderChoices(gap.options, shuffleSeed).map((option) => (
          <option key={option.id} value={option.id}>
            {plainWords(option.markdown, 60)}
          </option>
        ))}
      </select>
    )
  })
  return (
    <div className={shared['player']}>
      {mode === 'answer' && <p className={shared['hint']}>{t('question.gaps-hint')}</p>}
      <RichText markdown={markdown} slots={slots} className={styles['text']} />
      {score !== undefined && score.fraction < 1 && <PartsRight score={score} count={inOrder.length} />}
    </div>
  )
}

const rightWords = (
  right: RightGap,
  wordsOf: (optionId: string) => string,
  number: (value: number) => string,
  or: string,
  plusMinus: string,
): string => {
  if ('optionId' in right) return wordsOf(right.optionId)
  if ('accepted' in right) return right.accepted.join(or)
  return right.tolerance === undefined || right.tolerance === 0
    ? number(right.value)
    : `${number(right.value)} ${plusMinus} ${number(right.tolerance)}`
}
