import { useDeferredValue, useMemo, type ReactNode } from 'react'
import { countWords } from '@edutrack/shared-schema/questions/essay/count-words'
import type { essay } from '@edutrack/shared-schema/questions/essay/essay'
import { useMessages } from '#i18n/messages.tsx'
import { RichText } from '#rich-text/rich-text.tsx'
import type { PlayerPropsOf } from '../question-player.ts'
import styles from '../question-types.module.css'

type Props = PlayerPropsOf<typeof essay>

/** A longer text, which a person grades. Its bounds are told and refuse nothing. */
export const EssayPlayer = ({ id, labelledBy, content, answer, answerKey, mode, onAnswer }: Props): ReactNode => {
  const { t } = useMessages()
  const text = answer?.text ?? ''
  const counted = useDeferredValue(text)
  const words = useMemo(() => countWords(counted), [counted])
  const { minWords, maxWords, rubric } = content
  const bounds =
    minWords !== undefined && maxWords !== undefined
      ? t('question.words-between', { min: minWords, max: maxWords })
      : minWords !== undefined
        ? t('question.words-min', { min: minWords })
        : maxWords !== undefined
          ? t('question.words-max', { max: maxWords })
          : undefined
  const criteria = rubric !== undefined && (
    <details className={styles['rubric']}>
      <summary>{t('question.rubric')}</summary>
      <ul>
        {rubric.map((criterion) => (
          <li key={criterion.id}>
            <b>{criterion.title}</b> ({t('question.points', { points: criterion.points })})
            {criterion.markdown !== undefined && <RichText markdown={criterion.markdown} />}
          </li>
        ))}
      </ul>
    </details>
  )
  if (mode !== 'answer')
    return (
      <div className={styles['player']}>
        <div className={styles['line']}>
          <p className={styles['essay']} dir="auto">
            {text.trim() === '' ? t('question.none') : text}
          </p>
        </div>
        <p className={styles['hint']}>{t('question.words', { count: words })}</p>
        {criteria}
        {mode === 'feedback' && answerKey?.notes !== undefined && (
          <div>
            <p className={styles['heading']}>{t('question.notes')}</p>
            <RichText markdown={answerKey.notes} />
          </div>
        )}
      </div>
    )
  return (
    <div className={styles['player']}>
      {criteria}
      <textarea
        name={id}
        aria-labelledby={labelledBy}
        aria-describedby={`${id}-hint`}
        rows={10}
        value={text}
        maxLength={200_000}
        dir="auto"
        className={styles['essayInput']}
        onChange={({ target }) => onAnswer({ text: target.value }, 'typed')}
      />
      <p id={`${id}-hint`} className={styles['hint']}>
        {t('question.words', { count: words })}
        {bounds !== undefined && ` · ${bounds}`}
        {` · ${t('question.essay-hint')}`}
      </p>
    </div>
  )
}
