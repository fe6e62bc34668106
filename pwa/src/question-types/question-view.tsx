import type { ReactNode } from 'react'
import { shapes as help } from 'virtual:icon/circle-alert'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { QuestionType } from '@edutrack/shared-schema/questions/question-type'
import { isQuestionKind, questionTypes } from '@edutrack/shared-schema/questions/registry'
import { useMessages } from '#i18n/messages.tsx'
import { Banner } from '#ui/banner.tsx'
import type { PlayerMode, PlayerProps } from './question-player.ts'
import { players } from './registry.ts'

/** The part of a question that is answered, of whichever type. One that this version of the app can't read says so; the answer given is kept. */
export const QuestionView = ({
  question,
  answer,
  answerKey,
  mode,
  labelledBy,
  shuffleSeed,
  onAnswer,
}: {
  readonly question: Pick<Question, 'id' | 'kind' | 'content'>
  readonly answer: unknown
  readonly answerKey: unknown
  readonly mode: PlayerMode
  readonly labelledBy: string
  readonly shuffleSeed: number | undefined
  readonly onAnswer: PlayerProps<unknown, unknown, unknown>['onAnswer']
}): ReactNode => {
  const { t } = useMessages()
  const { kind } = question
  if (!isQuestionKind(kind)) return <Banner icon={help}>{t('question.unknown')}</Banner>
  const type: QuestionType = questionTypes[kind]
  const content = type.content.safeParse(question.content)
  if (!content.success) return <Banner icon={help}>{t('question.unknown')}</Banner>
  const given = type.answer.safeParse(answer)
  const key = type.key.safeParse(answerKey)
  const { Player } = players[kind]
  return (
    <Player
      id={question.id}
      labelledBy={labelledBy}
      content={content.data}
      answer={given.success ? given.data : undefined}
      answerKey={key.success ? key.data : undefined}
      mode={mode === 'feedback' && !key.success ? 'answered' : mode}
      shuffleSeed={shuffleSeed}
      onAnswer={onAnswer}
    />
  )
}
