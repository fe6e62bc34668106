import type { ReactNode } from 'react'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Unit, UnitContent } from '@edutrack/shared-schema/collections/units'
import { useMessages } from '#i18n/messages.tsx'
import { speechOf } from '#parts/unit-frame.tsx'
import { Medium } from '#rich-text/media/medium.tsx'
import { RichText } from '#rich-text/rich-text.tsx'
import styles from './unit-history.module.css'
import { useQuestionNames } from './use-question-names.ts'
import { useSettingsOf } from './use-settings-of.ts'

/** A version as it looked. Questions are those of the bank, as they are now: each has versions of its own. */
export const VersionPreview = ({
  course,
  unit,
  content,
}: {
  readonly course: Course
  readonly unit: Unit
  readonly content: UnitContent
}): ReactNode => {
  const { t } = useMessages()
  const settings = useSettingsOf(unit.kind)(content).filter(({ value }) => value !== '')
  const nameOf = useQuestionNames(course.id)
  const { markdown, video, quiz } = content
  return (
    <section aria-label={t('history.preview')} className={styles['shown']}>
      <div {...speechOf(course)}>
        {video !== undefined && (
          <Medium fileId={video.fileId} text={content.title} caption={undefined} isBlock isLink={false} />
        )}
        {markdown.trim() === '' ? (
          <p className={styles['soft']}>{t('teach.preview-empty')}</p>
        ) : (
          <RichText markdown={markdown} />
        )}
      </div>
      {quiz !== undefined && quiz.questionIds.length > 0 && (
        <ol className={styles['questions']} aria-label={t('teach.questions')}>
          {quiz.questionIds.map((id) => (
            <li key={id}>
              <bdi>{nameOf(id)}</bdi>
            </li>
          ))}
        </ol>
      )}
      <dl className={styles['settings']}>
        {settings.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
