import { useState, type ReactNode } from 'react'
import { shapes as archive } from 'virtual:icon/archive'
import { shapes as publish } from 'virtual:icon/eye'
import { shapes as draftIcon } from 'virtual:icon/pencil-line'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Button } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { Sheet } from '#ui/sheet.tsx'

/** Who sees the course. Whoever publishes is told of the parts that are drafts still. */
export const Publishing = ({
  course,
  units,
  onStatus,
}: {
  readonly course: Course
  readonly units: readonly Unit[]
  readonly onStatus: (status: Course['status']) => void
}): ReactNode => {
  const { t } = useMessages()
  const teaching = useTeaching()
  const [isOpen, setOpen] = useState(false)
  const [withDrafts, setWithDrafts] = useState(true)
  const inCourse = new Set(course.modules.flatMap(({ unitIds }) => unitIds))
  const drafts = units.filter(({ id, status }) => status === 'draft' && inCourse.has(id))
  const go = async (): Promise<void> => {
    if (withDrafts) for (const { id } of drafts) await teaching.changeUnit(id, () => ({ status: 'published' }))
    onStatus('published')
    setOpen(false)
  }
  if (course.status === 'published')
    return (
      <>
        <Button icon={draftIcon} onClick={() => onStatus('draft')}>
          {t('teach.unpublish')}
        </Button>
        <Button icon={archive} onClick={() => onStatus('archived')}>
          {t('teach.archive')}
        </Button>
      </>
    )
  return (
    <>
      <Button kind="primary" icon={publish} onClick={() => setOpen(true)}>
        {t(course.status === 'archived' ? 'teach.publish-again' : 'teach.publish')}
      </Button>
      {course.status === 'draft' && (
        <Button icon={archive} onClick={() => onStatus('archived')}>
          {t('teach.archive')}
        </Button>
      )}
      <Sheet
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t('teach.publish-title')}
        closeLabel={t('action.close')}
        footer={
          <Button kind="primary" isWide onClick={() => void go()}>
            {t('teach.publish')}
          </Button>
        }
      >
        <p>{t(`teach.publish-${course.enrolment.mode}`)}</p>
        {drafts.length > 0 && (
          <Checkbox
            label={t('teach.publish-drafts', { count: drafts.length })}
            isChecked={withDrafts}
            onChange={setWithDrafts}
          />
        )}
      </Sheet>
    </>
  )
}
