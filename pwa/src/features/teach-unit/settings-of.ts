import type { Unit, UnitContent } from '@edutrack/shared-schema/collections/units'
import type { Messages } from '#i18n/messages.tsx'

export interface Setting {
  readonly label: string
  /** Empty: there is none. */
  readonly value: string
}
export interface SettingNames {
  readonly file: (id: string) => string
}

/** What of a unit is chosen rather than written, in the words of its editor. */
export const settingsOf = (
  kind: Unit['kind'],
  { title, minutes, video, quiz, assignment }: UnitContent,
  { t, number, exactTime }: Pick<Messages, 't' | 'number' | 'exactTime'>,
  names: SettingNames,
): readonly Setting[] => {
  const amount = (value: number | undefined): string => (value === undefined ? '' : number(value))
  const time = (at: number | undefined): string => (at === undefined ? '' : exactTime(at))
  const yes = (is: boolean): string => t(is ? 'history.yes' : 'history.no')
  const file = (id: string | undefined): string => (id === undefined ? '' : names.file(id))
  return [
    { label: t('teach.title'), value: title },
    { label: t('teach.minutes'), value: number(minutes) },
    ...(kind === 'video'
      ? [
          { label: t('unit.video'), value: file(video?.fileId) },
          { label: t('teach.captions'), value: file(video?.captionsFileId) },
        ]
      : []),
    ...(assignment === undefined
      ? []
      : [
          { label: t('editor.points'), value: number(assignment.points) },
          { label: t('teach.due'), value: time(assignment.dueAt) },
        ]),
    ...(quiz === undefined
      ? []
      : [
          { label: t('teach.mode'), value: t(`teach.mode-${quiz.mode}`) },
          { label: t('teach.pass'), value: number(quiz.passPercent) },
          { label: t('teach.draw'), value: amount(quiz.draw) },
          {
            label: t('teach.time-limit'),
            value: amount(quiz.timeLimitSeconds === undefined ? undefined : quiz.timeLimitSeconds / 60),
          },
          { label: t('teach.attempts'), value: amount(quiz.attemptLimit) },
          { label: t('teach.counts'), value: t(`teach.counts-${quiz.counts}`) },
          { label: t('teach.feedback'), value: t(`teach.feedback-${quiz.feedback}`) },
          { label: t('teach.opens'), value: time(quiz.opensAt) },
          { label: t('teach.due'), value: time(quiz.dueAt) },
          { label: t('teach.closes'), value: time(quiz.closesAt) },
          { label: t('teach.shuffle-questions'), value: yes(quiz.shuffleQuestions) },
          { label: t('teach.shuffle-choices'), value: yes(quiz.shuffleChoices) },
        ]),
  ]
}

/** Settings that differ, with their value before and after; what one side lacks is empty there. */
export const changedSettings = (
  before: readonly Setting[],
  after: readonly Setting[],
): readonly { readonly label: string; readonly before: string; readonly after: string }[] => {
  const labels = [...new Set([...before, ...after].map(({ label }) => label))]
  const valueIn = (settings: readonly Setting[], label: string): string =>
    settings.find((setting) => setting.label === label)?.value ?? ''
  return labels
    .map((label) => ({ label, before: valueIn(before, label), after: valueIn(after, label) }))
    .filter((setting) => setting.before !== setting.after)
}
