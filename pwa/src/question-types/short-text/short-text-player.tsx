import type { ReactNode } from 'react'
import { shortText } from '@edutrack/shared-schema/questions/short-text/short-text'
import { useMessages } from '#i18n/messages.tsx'
import type { PlayerPropsOf } from '../question-player.ts'
import styles from '../question-types.module.css'
import { GivenText } from '../given-text.tsx'

type Props = PlayerPropsOf<typeof shortText>

export const ShortTextPlayer = ({ id, labelledBy, content, answer, answerKey, mode, onAnswer }: Props): ReactNode => {
  const { t } = useMessages()
  const text = answer?.text ?? ''
  if (mode !== 'answer')
    return (
      <GivenText
        text={text}
        isRight={
          mode === 'feedback' && answerKey !== undefined
            ? shortText.grade({ content, key: answerKey }, { text }).fraction === 1
            : undefined
        }
        right={answerKey?.accepted.join(t('question.or')) ?? ''}
      />
    )
  return (
    <div className={styles['player']}>
      <input
        type="text"
        name={id}
        aria-labelledby={labelledBy}
        aria-describedby={`${id}-hint`}
        value={text}
        maxLength={2000}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="done"
        dir="auto"
        className={styles['input']}
        onChange={({ target }) => onAnswer({ text: target.value }, 'typed')}
      />
      <p id={`${id}-hint`} className={styles['hint']}>
        {t('question.short-text-hint')}
      </p>
    </div>
  )
}
