import type { Unit, UnitContent } from '@edutrack/shared-schema/collections/units'
import type { UnitVersion } from '#app/unit-history.ts'
import type { Messages } from '#i18n/messages.tsx'

const fieldKeys = {
  title: 'teach.title',
  minutes: 'teach.minutes',
  video: 'unit.video',
  quiz: 'history.quiz',
  assignment: 'history.assignment',
} as const
const textKeys = {
  page: 'teach.text',
  video: 'teach.text-video',
  quiz: 'teach.text-quiz',
  assignment: 'teach.text-assignment',
} as const

/** Who made a version. */
export const authorOf = ({ by }: Pick<UnitVersion, 'by'>, { t }: Pick<Messages, 't'>): string =>
  by === undefined ? t('history.by-unknown') : (by.name ?? t('history.by-gone'))

/** What a version changed, and how much. */
export const changesOf = (
  { number, fields, words }: Pick<UnitVersion, 'number' | 'fields' | 'words'>,
  kind: Unit['kind'],
  { t }: Pick<Messages, 't'>,
): readonly string[] => {
  if (number === 1) return [t('history.first')]
  return [
    ...fields.flatMap((field: keyof UnitContent) =>
      field === 'fileIds' ? [] : [field === 'markdown' ? t(textKeys[kind]) : t(fieldKeys[field])],
    ),
    ...(words.added > 0 ? [t('history.words-added', { count: words.added })] : []),
    ...(words.removed > 0 ? [t('history.words-removed', { count: words.removed })] : []),
  ]
}
