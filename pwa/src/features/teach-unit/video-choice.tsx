import type { ReactNode } from 'react'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { Select } from '#ui/select.tsx'

/** Which of the course's films this part shows, and its captions. */
export const VideoChoice = ({
  courseId,
  video,
  onChange,
}: {
  readonly courseId: string
  readonly video: Unit['video']
  readonly onChange: (video: Unit['video']) => void
}): ReactNode => {
  const { t } = useMessages()
  const learning = useLearning()
  const files = useObservable(() => learning.files(courseId), [learning, courseId]) ?? []
  const options = (role: 'video' | 'captions'): { readonly value: string; readonly label: string }[] => [
    { value: '', label: t(`teach.no-${role}`) },
    ...files.filter((file) => file.role === role).map(({ id, name }) => ({ value: id, label: name })),
  ]
  const isNone = !files.some(({ role }) => role === 'video')
  return (
    <div className={forms['fields']}>
      <Select
        label={t('unit.video')}
        {...(isNone ? { hint: t('teach.no-films') } : {})}
        value={video?.fileId ?? ''}
        options={options('video')}
        onChange={(fileId) => onChange(fileId === '' ? undefined : { ...video, fileId })}
      />
      {video !== undefined && (
        <Select
          label={t('teach.captions')}
          value={video.captionsFileId ?? ''}
          options={options('captions')}
          onChange={(id) => onChange({ fileId: video.fileId, ...(id === '' ? {} : { captionsFileId: id }) })}
        />
      )}
    </div>
  )
}
