import { useState, type ReactNode } from 'react'
import { shapes as fileX } from 'virtual:icon/file-x'
import { shapes as undoIcon } from 'virtual:icon/undo-2'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import { unitContentOf, type UnitContent } from '@edutrack/shared-schema/collections/units'
import { useLocation } from 'wouter'
import { addresses } from '#app/addresses.ts'
import type { EditedUnit } from '#app/teaching.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import { differencesOf } from '#parts/differences-of.ts'
import forms from '#parts/form.module.css'
import { useCourseMedia } from '#rich-text/media/course-media.tsx'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { Chip, ChipRow } from '#ui/chip.tsx'
import { useToast } from '#ui/toast.tsx'
import { VersionDifferences } from './version-differences.tsx'
import { VersionPreview } from './version-preview.tsx'

/** A version's content as it looked or as it differs from now, and the way back to it. */
export const VersionView = ({
  course,
  edited,
  content,
  missingNames,
  facts,
}: {
  readonly course: Course
  readonly edited: EditedUnit
  readonly content: UnitContent
  /** How files were called that the course has no longer, as far as the school knows. */
  readonly missingNames: ReadonlyMap<string, string>
  readonly facts: string
}): ReactNode => {
  const { t } = useMessages()
  const { history } = useTeaching()
  const toast = useToast()
  const [, navigate] = useLocation()
  const { isKnown, fileOf } = useCourseMedia()
  const [side, setSide] = useState<'differences' | 'preview'>('differences')
  const [isBusy, setBusy] = useState(false)
  const { document: unit, theirs } = edited
  const isSame = differencesOf(unitContentOf(unit), unitContentOf(content), sameFields).length === 0
  const missing = isKnown ? content.fileIds.filter((id) => fileOf(id) === undefined) : []
  const restore = async (): Promise<void> => {
    if (isBusy) return
    setBusy(true)
    const undo = await history.restore(unit.id, content)
    toast({ text: t('history.restored'), undo: { label: t('action.undo'), run: () => void undo() } })
    navigate(addresses.teachUnit(course.id, unit.id))
  }
  return (
    <div className={forms['form']}>
      <p className={forms['soft']}>{facts}</p>
      {missing.length > 0 && (
        <Banner icon={fileX} title={t('history.missing', { count: missing.length })}>
          {t('history.missing-text', {
            names: missing.map((id) => missingNames.get(id) ?? t('history.missing-name')).join(', '),
          })}
        </Banner>
      )}
      {!isSame && theirs === undefined && (
        <div className={forms['actions']}>
          <Button kind="primary" icon={undoIcon} isBusy={isBusy} onClick={() => void restore()}>
            {t('history.restore')}
          </Button>
          <p className={forms['soft']}>{t('history.restore-text')}</p>
        </div>
      )}
      {theirs !== undefined && <p className={forms['soft']}>{t('history.clash-text')}</p>}
      <ChipRow label={t('history.ways')}>
        {(['differences', 'preview'] as const).map((each) => (
          <Chip key={each} isOn={side === each} onChange={() => setSide(each)}>
            {t(`history.${each}`)}
          </Chip>
        ))}
      </ChipRow>
      {side === 'preview' ? (
        <VersionPreview course={course} unit={unit} content={content} />
      ) : (
        <VersionDifferences course={course} unit={unit} content={content} />
      )}
    </div>
  )
}

const sameFields = ['title', 'minutes', 'markdown', 'video', 'quiz', 'assignment'].map(
  (field) => [field, field] as const,
)
