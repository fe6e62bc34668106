import type { ReactNode } from 'react'
import { shapes as check } from 'virtual:icon/circle-check'
import { shapes as circle } from 'virtual:icon/circle-dashed'
import { shapes as flag } from 'virtual:icon/flag'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import { useMessages } from '#i18n/messages.tsx'
import type { SaveState } from '#parts/answer-saver.ts'
import { SavedNote } from '#parts/saved-note.tsx'
import { CardList } from '#ui/card.tsx'
import { Icon } from '#ui/icon.tsx'
import { plainWords } from '#rich-text/plain-words.ts'
import type { QuestionState } from './question-map.tsx'
import styles from './review.module.css'

/** All questions once more before handing in: which are open, which are flagged. */
export const Review = ({
  asked,
  states,
  saveState,
  onGo,
}: {
  readonly asked: readonly (Question | undefined)[]
  readonly states: readonly QuestionState[]
  readonly saveState: SaveState
  readonly onGo: (step: number) => void
}): ReactNode => {
  const { t, number } = useMessages()
  const open = states.flatMap(({ isAnswered }, index) => (isAnswered ? [] : [index]))
  return (
    <div className={styles['review']}>
      <p className={styles['sum']}>
        {open.length === 0
          ? t('quiz.all-answered', { count: states.length })
          : t('quiz.open-numbers', { count: open.length, numbers: open.map((index) => number(index + 1)).join(', ') })}
      </p>
      <CardList>
        {asked.map((question, index) => {
          const { isAnswered = false, isFlagged = false } = states[index] ?? {}
          return (
            <li key={question?.id ?? index}>
              <button type="button" className={styles['row']} onClick={() => onGo(index)}>
                <span className={styles['number']}>{number(index + 1)}</span>
                <span className={styles['words']}>
                  <span dir="auto">
                    {question === undefined ? t('quiz.question-missing') : plainWords(question.prompt)}
                  </span>
                  <span className={styles['state']} data-answered={isAnswered}>
                    <Icon shapes={isAnswered ? check : circle} size="s" />
                    {t(isAnswered ? 'quiz.legend-answered' : 'quiz.legend-open')}
                    {isFlagged && (
                      <span className={styles['flag']}>
                        <Icon shapes={flag} size="s" />
                        {t('quiz.legend-flagged')}
                      </span>
                    )}
                  </span>
                </span>
              </button>
            </li>
          )
        })}
      </CardList>
      <SavedNote state={saveState} />
    </div>
  )
}
