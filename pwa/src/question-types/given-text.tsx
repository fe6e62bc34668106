import type { ReactNode } from 'react'
import { shapes as check } from 'virtual:icon/check'
import { shapes as close } from 'virtual:icon/x'
import { useMessages } from '#i18n/messages.tsx'
import { classes } from '#ui/classes.ts'
import { Icon } from '#ui/icon.tsx'
import styles from './question-types.module.css'

/** An answer that was typed, as it was; with what would have been right. */
export const GivenText = ({
  text,
  isRight,
  right,
}: {
  readonly text: string
  /** Undefined: nothing is said about it. */
  readonly isRight: boolean | undefined
  readonly right: string
}): ReactNode => {
  const { t } = useMessages()
  const isGiven = text.trim() !== ''
  return (
    <dl className={styles['given']}>
      <div
        className={classes(
          styles['line'],
          isGiven && isRight === true && styles['right'],
          isGiven && isRight === false && styles['wrong'],
        )}
      >
        <dt>{t('question.your-answer')}</dt>
        <dd dir="auto">{isGiven ? text : t('question.none')}</dd>
        {isRight !== undefined && isGiven && (
          <dd className={styles['verdict']}>
            <Icon shapes={isRight ? check : close} size="s" />
            {t(`question.choice-${isRight ? 'right' : 'wrong'}`)}
          </dd>
        )}
      </div>
      {isRight === false && (
        <div className={styles['line']}>
          <dt>{t('question.right-answer')}</dt>
          <dd dir="auto">{right}</dd>
        </div>
      )}
    </dl>
  )
}
