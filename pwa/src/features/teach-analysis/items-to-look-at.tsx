import type { ReactNode } from 'react'
import type { QuizAnalysis } from '#app/teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import styles from './teach-analysis.module.css'

/** The gravest first. */
const worth = ['wrong-way', 'weak', 'too-hard', 'too-easy'] as const
export const cardIdOf = (index: number): string => `question-${String(index + 1)}`

/** Which questions are worth a look, and why, with the way to each. */
export const ItemsToLookAt = ({ items }: { readonly items: QuizAnalysis['items'] }): ReactNode => {
  const { t, number } = useMessages()
  const found = worth
    .map((verdict) => ({
      verdict,
      indexes: items.flatMap((item, index) => (item.verdict === verdict ? [index] : [])),
    }))
    .filter(({ indexes }) => indexes.length > 0)
  if (found.length === 0)
    return items.some(({ verdict }) => verdict === 'good') ? <p>{t('analysis.all-good')}</p> : null
  return (
    <dl className={styles['look']}>
      {found.map(({ verdict, indexes }) => (
        <div key={verdict} data-verdict={verdict}>
          <dt>{t(`analysis.short-${verdict}`)}</dt>
          <dd>
            {indexes.map((index) => (
              <a key={index} href={`#${cardIdOf(index)}`}>
                {t('quiz.question', { number: number(index + 1) })}
              </a>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}
