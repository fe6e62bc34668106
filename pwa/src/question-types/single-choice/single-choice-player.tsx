import type { ReactNode } from 'react'
import type { singleChoice } from '@edutrack/shared-schema/questions/single-choice/single-choice'
import { ChoiceList } from '../choice-list.tsx'
import { orderChoices } from '../order-choices.ts'
import type { PlayerPropsOf } from '../question-player.ts'

type Props = PlayerPropsOf<typeof singleChoice>

export const SingleChoicePlayer = ({
  id,
  labelledBy,
  content,
  answer,
  answerKey,
  mode,
  shuffleSeed,
  onAnswer,
}: Props): ReactNode => (
  <ChoiceList
    id={id}
    labelledBy={labelledBy}
    choices={orderChoices(content.choices, shuffleSeed).map((choice) => ({
      ...choice,
      note: answerKey?.hints?.[choice.id],
    }))}
    chosen={answer === undefined ? [] : [answer.choiceId]}
    isMany={false}
    isFixed={mode !== 'answer'}
    verdictOf={
      mode !== 'feedback'
        ? undefined
        : (choiceId) => {
            const isChosen = answer?.choiceId === choiceId
            if (answerKey?.choiceId === choiceId) return isChosen ? 'right' : 'missed'
            return isChosen ? 'wrong' : undefined
          }
    }
    onChange={([choiceId = ''], isPicked) => onAnswer({ choiceId }, isPicked ? 'picked' : 'chosen')}
  />
)
