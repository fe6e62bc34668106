import type { ReactNode } from 'react'
import type { multipleChoice } from '@edutrack/shared-schema/questions/multiple-choice/multiple-choice'
import { useMessages } from '#i18n/messages.tsx'
import { ChoiceList } from '../choice-list.tsx'
import { orderChoices } from '../order-choices.ts'
import type { PlayerPropsOf } from '../question-player.ts'
import styles from '../question-types.module.css'

type Props = PlayerPropsOf<typeof multipleChoice>

export const MultipleChoicePlayer = ({
  id,
  labelledBy,
  content,
  answer,
  answerKey,
  mode,
  shuffleSeed,
  onAnswer,
}: Props): ReactNode => {
  const { t } = useMessages()
  return (
    <div className={styles['player']}>
      {mode === 'answer' && <p className={styles['hint']}>{t('question.choose-all')}</p>}
      <ChoiceList
        id={id}
        labelledBy={labelledBy}
        choices={orderChoices(content.choices, shuffleSeed)}
        chosen={answer?.choiceIds ?? []}
        isMany
        isFixed={mode !== 'answer'}
        verdictOf={
          mode !== 'feedback'
            ? undefined
            : (choiceId) => {
                const isChosen = answer?.choiceIds.includes(choiceId) === true
                if (answerKey?.choiceIds.includes(choiceId) === true) return isChosen ? 'right' : 'missed'
                return isChosen ? 'wrong' : undefined
              }
        }
        onChange={(choiceIds, isPicked) => onAnswer({ choiceIds: [...choiceIds] }, isPicked ? 'picked' : 'chosen')}
      />
    </div>
  )
}
