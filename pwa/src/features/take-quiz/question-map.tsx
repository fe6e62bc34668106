import type { ReactNode } from 'react'
import { shapes as check } from 'virtual:icon/check'
import { shapes as flag } from 'virtual:icon/flag'
import { useMessages } from '#i18n/messages.tsx'
import { Icon } from '#ui/icon.tsx'
import styles from './question-map.module.css'
import type { Step } from './use-step.ts'

export interface QuestionState {
  readonly isAnswered: boolean
  readonly isFlagged: boolean
}

/** All questions at a glance: answered, open, flagged. */
export const QuestionMap = ({
  states,
  step,
  onGo,
}: {
  readonly states: readonly QuestionState[]
  readonly step: Step
  readonly onGo: (step: number) => void
}): ReactNode => {
  const { t, number } = useMessages()
  return (
    <div className={styles['block']}>
      <ol className={styles['map']} aria-label={t('quiz.map')}>
        {states.map(({ isAnswered, isFlagged }, index) => (
          <li key={index}>
            <button
              type="button"
              className={styles['question']}
              data-answered={isAnswered}
              aria-current={step === index ? 'step' : undefined}
              aria-label={t('quiz.map-question', {
                number: index + 1,
                state: isAnswered ? 'answered' : 'open',
                flag: isFlagged ? 'yes' : 'no',
              })}
              onClick={() => onGo(index)}
            >
              <span>{number(index + 1)}</span>
              {isAnswered && (
                <span className={styles['tick']}>
                  <Icon shapes={check} size="s" />
                </span>
              )}
              {isFlagged && (
                <span className={styles['flag']}>
                  <Icon shapes={flag} size="s" />
                </span>
              )}
            </button>
          </li>
        ))}
      </ol>
      <p className={styles['legend']} aria-hidden="true">
        <span>
          <span className={styles['sample']} data-answered="true">
            <Icon shapes={check} size="s" />
          </span>
          {t('quiz.legend-answered')}
        </span>
        <span>
          <span className={styles['sample']} />
          {t('quiz.legend-open')}
        </span>
        <span>
          <Icon shapes={flag} size="s" />
          {t('quiz.legend-flagged')}
        </span>
      </p>
    </div>
  )
}
