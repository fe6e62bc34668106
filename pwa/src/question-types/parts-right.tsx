import type { ReactNode } from 'react'
import type { Score } from '@edutrack/shared-schema/questions/question-type'
import { useMessages } from '#i18n/messages.tsx'
import styles from './question-types.module.css'

/** Why an answer earned a part of its points. */
export const PartsRight = ({ score, count }: { readonly score: Score; readonly count: number }): ReactNode => {
  const { t, percent } = useMessages()
  const right = Object.values(score.parts ?? {}).filter(Boolean).length
  return <p className={styles['hint']}>{t('question.parts-right', { right, count, share: percent(score.fraction) })}</p>
}
