import { useId, type ReactNode } from 'react'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import { useMessages } from '#i18n/messages.tsx'
import { HandInCard } from '#parts/hand-in-card.tsx'
import styles from './assignment.module.css'

/** A text that is handed in: where it is, its grade and what the instructor wrote, and the text as it was. */
export const HandedInText = ({
  attempt,
  title,
  number,
  isLatest,
}: {
  readonly attempt: Attempt
  readonly title: string
  readonly number: number
  readonly isLatest: boolean
}): ReactNode => {
  const { t } = useMessages()
  const id = useId()
  const comments = attempt.grade?.parts.flatMap(({ comment }) => (comment === undefined ? [] : [comment])) ?? []
  return (
    <section aria-labelledby={id} className={styles['handedIn']}>
      <h2 id={id} className={styles['heading']}>
        {isLatest && number === 1 ? t('assignment.handed-in') : t('assignment.version', { number })}
      </h2>
      <HandInCard attempt={attempt} title={title} passPercent={undefined} />
      {comments.map((comment, index) => (
        <div key={index} className={styles['comment']}>
          <p className={styles['from']}>{t('quiz.comment')}</p>
          <p>{comment}</p>
        </div>
      ))}
      <details className={styles['was']} open={isLatest}>
        <summary>{t('assignment.your-text')}</summary>
        <p dir="auto">{attempt.text === undefined || attempt.text === '' ? t('question.none') : attempt.text}</p>
      </details>
    </section>
  )
}
