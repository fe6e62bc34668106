import { useId, type ReactNode } from 'react'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import { useMessages } from '#i18n/messages.tsx'
import { questionSeed } from '#question-types/order-choices.ts'
import { QuestionView } from '#question-types/question-view.tsx'
import { RichText } from '#rich-text/rich-text.tsx'
import { FeedbackBox } from './feedback-box.tsx'
import { judge, judgementOf, keyOf } from './judge.ts'
import styles from './question-result.module.css'

/** A question with the answer that was given, and, where it may be known, what was right and why. */
export const QuestionResult = ({
  attempt,
  question,
  number,
  speech,
  isShuffled,
}: {
  readonly attempt: Attempt
  /** Undefined: it is not on this device, or no longer in the course. */
  readonly question: Question | undefined
  readonly number: number
  readonly speech: { readonly lang: string; readonly dir: 'ltr' | 'rtl' }
  readonly isShuffled: boolean
}): ReactNode => {
  const { t } = useMessages()
  const id = useId()
  const title = <h3 className={styles['number']}>{t('quiz.question', { number })}</h3>
  if (question === undefined)
    return (
      <li className={styles['result']}>
        {title}
        <p>{t('quiz.question-missing')}</p>
      </li>
    )
  const answer = attempt.answers[question.id]?.value
  const known = keyOf(attempt, question)
  const part = attempt.grade?.parts.find(({ questionId }) => questionId === question.id)
  const judgement =
    judgementOf(attempt, question) ?? (known === undefined ? undefined : judge(question, known.key, answer))
  return (
    <li className={styles['result']}>
      {title}
      <div id={id} {...speech}>
        <RichText markdown={question.prompt} />
      </div>
      <div {...speech}>
        <QuestionView
          question={question}
          answer={answer}
          answerKey={known?.key}
          mode={known === undefined ? 'answered' : 'feedback'}
          labelledBy={id}
          shuffleSeed={isShuffled ? questionSeed(attempt.seed, question.id) : undefined}
          onAnswer={() => undefined}
        />
      </div>
      {judgement !== undefined && (
        <FeedbackBox judgement={judgement} explanation={known?.explanation} comment={part?.comment} speech={speech} />
      )}
    </li>
  )
}
