import { useId, type ReactNode } from 'react'
import { shapes as cloudOff } from 'virtual:icon/cloud-off'
import { shapes as flagIcon } from 'virtual:icon/flag'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import { useMessages } from '#i18n/messages.tsx'
import type { SaveState } from '#parts/answer-saver.ts'
import { SavedNote } from '#parts/saved-note.tsx'
import { questionSeed } from '#question-types/order-choices.ts'
import { QuestionView } from '#question-types/question-view.tsx'
import { RichText } from '#rich-text/rich-text.tsx'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { FeedbackBox } from './feedback-box.tsx'
import { judge, type KnownKey } from './judge.ts'
import styles from './question-card.module.css'

/** A question to answer; in practice with what was right, once the answer is checked. */
export const QuestionCard = ({
  question,
  speech,
  value,
  known,
  isChecked,
  canCheck,
  isFlagged,
  seed,
  saveState,
  onAnswer,
  onCheck,
  onFlag,
}: {
  /** Undefined: it is not on this device. */
  readonly question: Question | undefined
  readonly speech: { readonly lang: string; readonly dir: 'ltr' | 'rtl' }
  readonly value: unknown
  /** In practice. */
  readonly known: KnownKey | undefined
  readonly isChecked: boolean
  readonly canCheck: boolean
  readonly isFlagged: boolean
  /** Of the attempt; undefined: choices stay in order. */
  readonly seed: number | undefined
  readonly saveState: SaveState
  readonly onAnswer: (value: unknown, how: 'typed' | 'chosen' | 'picked') => void
  readonly onCheck: (isOn: boolean) => void
  readonly onFlag: (isFlagged: boolean) => void
}): ReactNode => {
  const { t } = useMessages()
  const id = useId()
  if (question === undefined)
    return (
      <Banner icon={cloudOff} title={t('quiz.question-missing')}>
        {t('quiz.question-missing-text')}
      </Banner>
    )
  const isJudged = isChecked && known !== undefined
  return (
    <div className={styles['card']}>
      <div id={id} {...speech} className={styles['prompt']}>
        <RichText markdown={question.prompt} />
      </div>
      <div {...speech}>
        <QuestionView
          question={question}
          answer={value}
          answerKey={known?.key}
          mode={isJudged ? 'feedback' : 'answer'}
          labelledBy={id}
          shuffleSeed={seed === undefined ? undefined : questionSeed(seed, question.id)}
          onAnswer={onAnswer}
        />
      </div>
      {canCheck && (
        <Button kind="primary" isWide onClick={() => onCheck(true)}>
          {t('quiz.check')}
        </Button>
      )}
      {isJudged && (
        <>
          <FeedbackBox
            judgement={judge(question, known.key, value)}
            explanation={known.explanation}
            speech={speech}
            isLive
          />
          <Button onClick={() => onCheck(false)}>{t('quiz.try-again')}</Button>
        </>
      )}
      <div className={styles['foot']}>
        <SavedNote state={saveState} />
        <button type="button" aria-pressed={isFlagged} className={styles['flag']} onClick={() => onFlag(!isFlagged)}>
          <Icon shapes={flagIcon} size="s" />
          <span>{t(isFlagged ? 'quiz.flagged' : 'quiz.flag')}</span>
        </button>
      </div>
    </div>
  )
}
