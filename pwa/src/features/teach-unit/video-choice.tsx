import { useState, type ReactNode } from 'react'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { MediaPicker } from '#parts/media-picker.tsx'
import { UploadState } from '#parts/upload-state.tsx'
import { useMediaList } from '#parts/use-media-list.ts'
import { Select } from '#ui/select.tsx'

/** Which of the course's films this part shows, and its captions; new ones are added here. */
export const VideoChoice = ({
  courseId,
  video,
  onChange,
}: {
  readonly courseId: string
  readonly video: Unit['video']
  readonly onChange: (video: Unit['video']) => void
}): ReactNode => {
  const { t, tOf } = useMessages()
  const { media } = useTeaching()
  const list = useMediaList(courseId) ?? []
  const [problem, setProblem] = useState<string>()
  const options = (role: 'video' | 'captions'): { readonly value: string; readonly label: string }[] => [
    { value: '', label: t(`teach.no-${role}`) },
    ...list.filter((medium) => medium.role === role).map(({ id, name }) => ({ value: id, label: name })),
  ]
  const isNone = !list.some(({ role }) => role === 'video')
  const uploads = list.flatMap(({ id, upload }) =>
    upload !== undefined && (id === video?.fileId || id === video?.captionsFileId) ? [upload] : [],
  )
  const add = async ([file]: readonly File[], choose: (fileId: string) => void): Promise<void> => {
    if (file === undefined) return
    const added = await media.add(courseId, file)
    setProblem(added.ok ? undefined : added.messageId)
    if (added.ok) choose(added.id)
  }
  return (
    <div className={forms['form']}>
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
            hint={t('media.captions-hint')}
            value={video.captionsFileId ?? ''}
            options={options('captions')}
            onChange={(id) => onChange({ fileId: video.fileId, ...(id === '' ? {} : { captionsFileId: id }) })}
          />
        )}
      </div>
      <div className={forms['actions']}>
        <MediaPicker
          label={t('media.add-film')}
          roles={['video']}
          onFiles={(files) => void add(files, (fileId) => onChange({ ...video, fileId }))}
        />
        {video !== undefined && (
          <MediaPicker
            label={t('media.add-captions')}
            roles={['captions']}
            onFiles={(files) => void add(files, (captionsFileId) => onChange({ fileId: video.fileId, captionsFileId }))}
          />
        )}
      </div>
      {problem !== undefined && <p role="alert">{tOf(problem)}</p>}
      {uploads.map((upload) => (
        <div key={upload.id}>
          <p>
            <bdi>{upload.name}</bdi>
          </p>
          <UploadState upload={upload} />
        </div>
      ))}
    </div>
  )
}
