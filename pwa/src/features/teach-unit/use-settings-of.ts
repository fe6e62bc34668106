import type { Unit, UnitContent } from '@edutrack/shared-schema/collections/units'
import { useMessages } from '#i18n/messages.tsx'
import { useCourseMedia } from '#rich-text/media/course-media.tsx'
import { settingsOf, type Setting } from './settings-of.ts'

/** `settingsOf` in the person's words, files by their names in the course; one that is not here is said to be so. */
export const useSettingsOf = (kind: Unit['kind']): ((content: UnitContent) => readonly Setting[]) => {
  const messages = useMessages()
  const { fileOf } = useCourseMedia()
  const file = (id: string): string => fileOf(id)?.name ?? messages.t('history.missing-name')
  return (content) => settingsOf(kind, content, messages, { file })
}
