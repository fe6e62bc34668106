import type { ReactNode } from 'react'
import type { trueFalse } from '@edutrack/shared-schema/questions/true-false/true-false'
import { useMessages } from '#i18n/messages.tsx'
import { ChoiceList } from '../choice-list.tsx'
import type { PlayerPropsOf } from '../question-player.ts'

type Props = PlayerPropsOf<typeof trueFalse>

export const TrueFalsePlayer = ({ id, labelledBy, answer, answerKey, mode, onAnswer }: Props): ReactNode => {
  const { t } = useMessages()
  return (
    <ChoiceList
      id={id}
      labelledBy={labelledBy}
      choices={[
        { id: 'true', markdown: t('question.true') },
        { id: 'false', markdown: t('question.false') },
      ]}
      chosen={answer === undefined ? [] : [String(answer.isTrue)]}
      isMany={false}
      isFixed={mode !== 'answer'}
      verdictOf={
        mode !== 'feedback'
          ? undefined
          : (choiceId) => {
              const isChosen = String(answer?.isTrue) === choiceId
              if (String(answerKey?.isTrue) === choiceId) return isChosen ? 'right' : 'missed'
              return isChosen ? 'wrong' : undefined
            }
      }
      onChange={([choiceId], isPicked) => onAnswer({ isTrue: choiceId === 'true' }, isPicked ? 'picked' : 'chosen')}
    />
  )
}
