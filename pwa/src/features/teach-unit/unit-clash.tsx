import type { ReactNode } from 'react'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { useMessages } from '#i18n/messages.tsx'
import { ClashChoice } from '#parts/clash-choice.tsx'
import { differencesOf } from '#parts/differences-of.ts'
import { changedSettings } from './settings-of.ts'
import { useQuestionNames } from './use-question-names.ts'
import { useSettingsOf } from './use-settings-of.ts'

/** A part of a course that two have changed: what differs, in the words of its editor. */
export const UnitClash = ({
  courseId,
  mine,
  theirs,
}: {
  readonly courseId: string
  readonly mine: Unit
  readonly theirs: Unit
}): ReactNode => {
  const { t } = useMessages()
  const settingsIn = useSettingsOf(mine.kind)
  const nameOf = useQuestionNames(courseId)
  const settings = changedSettings(settingsIn(mine), settingsIn(theirs))
  const inWords = ({ status, markdown, quiz }: Unit) => ({
    markdown,
    status: t(`teach.state-${status}`),
    questions: (quiz?.questionIds ?? []).map(nameOf).join('\n'),
  })
  return (
    <ClashChoice
      collection="units"
      id={mine.id}
      canKeepBoth
      differences={[
        ...settings.map(({ label, before, after }) => ({ label, mine: before, theirs: after })),
        ...differencesOf(inWords(mine), inWords(theirs), [
          ['status', t('teach.status')],
          ['questions', t('teach.questions')],
          ['markdown', t('teach.text')],
        ]),
      ]}
    />
  )
}
