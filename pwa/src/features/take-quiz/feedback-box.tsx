import type { ReactNode } from 'react'
import { shapes as half } from 'virtual:icon/circle-dot-dashed'
import { shapes as none } from 'virtual:icon/circle-minus'
import { shapes as right } from 'virtual:icon/circle-check'
import { shapes as wrong } from 'virtual:icon/circle-x'
import { shapes as pending } from 'virtual:icon/hourglass'
import { useMessages } from '#i18n/messages.tsx'
import { RichText } from '#rich-text/rich-text.tsx'
import { Icon } from '#ui/icon.tsx'
import styles from './feedback-box.module.css'
import type { Judgement } from './judge.ts'

const icons = { right, partly: half, wrong, none, pending } as const

/** How an answer fared, by icon, word and colour, and why. */
export const FeedbackBox = ({
  judgement,
  explanation,
  comment,
  speech,
  isLive = false,
}: {
  readonly judgement: Judgement
  /** Markdown */
  readonly explanation: string | undefined
  /** From the instructor. */
  readonly comment?: string | undefined
  readonly speech: { readonly lang: string; readonly dir: 'ltr' | 'rtl' }
  /** It has just come: those who listen are told. */
  readonly isLive?: boolean
}): ReactNode => {
  const { t } = useMessages()
  const { verdict, earned, points } = judgement
  return (
    <div role={isLive ? 'status' : undefined} className={styles['box']} data-verdict={verdict}>
      <p className={styles['verdict']}>
        <Icon shapes={icons[verdict]} />
        <span>{t(`quiz.verdict-${verdict}`)}</span>
        {points > 0 && verdict !== 'pending' && (
          <span className={styles['points']}>
            {t('quiz.points', { earned: Math.round(earned * 100) / 100, points })}
          </span>
        )}
      </p>
      {explanation !== undefined && explanation.trim() !== '' && (
        <div {...speech}>
          <RichText markdown={explanation} />
        </div>
      )}
      {comment !== undefined && comment.trim() !== '' && (
        <div className={styles['comment']}>
          <p className={styles['from']}>{t('quiz.comment')}</p>
          <p>{comment}</p>
        </div>
      )}
    </div>
  )
}
