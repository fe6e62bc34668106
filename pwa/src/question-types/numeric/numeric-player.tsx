import { useRef, useState, type ReactNode } from 'react'
import { numeric, parseNumber } from '@edutrack/shared-schema/questions/numeric/numeric'
import { useMessages } from '#i18n/messages.tsx'
import type { PlayerPropsOf } from '../question-player.ts'
import { GivenText } from '../given-text.tsx'
import styles from '../question-types.module.css'
import { turnSign } from './turn-sign.ts'

type Props = PlayerPropsOf<typeof numeric>

/** A number as people write it: with a comma or a point, with or without its unit. What is typed is kept as typed. */
export const NumericPlayer = ({ id, labelledBy, content, answer, answerKey, mode, onAnswer }: Props): ReactNode => {
  const { t, number } = useMessages()
  const input = useRef<HTMLInputElement>(null)
  const [isLeft, setLeft] = useState(false)
  const { unit } = content
  const text = answer?.text ?? ''
  if (mode !== 'answer')
    return (
      <GivenText
        text={text === '' ? '' : withUnit(text, unit)}
        isRight={
          mode === 'feedback' && answerKey !== undefined
            ? numeric.grade({ content, key: answerKey }, { text }).fraction === 1
            : undefined
        }
        right={answerKey === undefined ? '' : rightNumber(answerKey, unit, number, t('question.plus-minus'))}
      />
    )
  const isUnreadable = text.trim() !== '' && parseNumber(text, unit) === undefined
  return (
    <div className={styles['player']}>
      <div className={styles['numberRow']}>
        <input
          ref={input}
          type="text"
          inputMode="decimal"
          name={id}
          aria-labelledby={`${labelledBy} ${id}-unit`}
          aria-describedby={`${id}-hint`}
          value={text}
          maxLength={200}
          autoComplete="off"
          enterKeyHint="done"
          dir="ltr"
          className={styles['input']}
          onChange={({ target }) => onAnswer({ text: target.value }, 'typed')}
          onBlur={() => setLeft(true)}
        />
        <span id={`${id}-unit`} className={styles['unit']}>
          {unit}
        </span>
        {/* The number pads of some phones have no minus. */}
        <button
          type="button"
          className={styles['sign']}
          aria-label={t('question.turn-sign')}
          title={t('question.turn-sign')}
          onClick={() => {
            onAnswer({ text: turnSign(text) }, 'typed')
            input.current?.focus()
          }}
        >
          ±
        </button>
      </div>
      <p id={`${id}-hint`} role="status" className={styles[isUnreadable && isLeft ? 'doubt' : 'hint']}>
        {isUnreadable && isLeft ? t('question.no-number') : t('question.numeric-hint')}
      </p>
    </div>
  )
}

const withUnit = (text: string, unit: string | undefined): string =>
  unit === undefined || unit === '' || text.trim().endsWith(unit) ? text : `${text} ${unit}`

const rightNumber = (
  { value, tolerance }: { readonly value: number; readonly tolerance?: number | undefined },
  unit: string | undefined,
  number: (value: number) => string,
  plusMinus: string,
): string =>
  withUnit(
    tolerance === undefined || tolerance === 0 ? number(value) : `${number(value)} ${plusMinus} ${number(tolerance)}`,
    unit,
  )
