import { useState, type ReactNode } from 'react'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import { useLearning } from '#app/use-learning.tsx'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { MediaPicker } from '#parts/media-picker.tsx'
import { UploadState } from '#parts/upload-state.tsx'
import { useLocalUrls } from '#parts/use-local-urls.ts'
import { useMediaList } from '#parts/use-media-list.ts'
import { CourseCover } from '#ui/course-cover.tsx'
import { Select } from '#ui/select.tsx'
import styles from './cover-choice.module.css'

/** The picture by which a course is found: one of its own, a new one, or the one drawn from its id. */
export const CoverChoice = ({
  course,
  onChange,
}: {
  readonly course: Pick<Course, 'id' | 'coverFileId'>
  readonly onChange: (coverFileId: string | undefined) => void
}): ReactNode => {
  const { t, tOf } = useMessages()
  const learning = useLearning()
  const { media } = useTeaching()
  const [problem, setProblem] = useState<string>()
  const pictures = (useMediaList(course.id) ?? []).filter(({ role }) => role === 'image')
  const cover = pictures.find(({ id }) => id === course.coverFileId)
  const localUrls = useLocalUrls(cover?.upload === undefined ? [] : [cover.id])
  const src = cover?.file === undefined ? localUrls.get(cover?.id ?? '') : learning.mediaUrl(cover.file)
  const add = async ([file]: readonly File[]): Promise<void> => {
    if (file === undefined) return
    const added = await media.add(course.id, file)
    setProblem(added.ok ? undefined : added.messageId)
    if (added.ok) onChange(added.id)
  }
  return (
    <div className={styles['choice']}>
      <div className={styles['cover']}>
        <CourseCover key={src} courseId={course.id} src={src} />
      </div>
      <div className={forms['form']}>
        <Select
          label={t('media.cover')}
          hint={t('media.cover-hint')}
          value={cover === undefined ? '' : cover.id}
          options={[
            { value: '', label: t('media.cover-drawn') },
            ...pictures.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(id) => onChange(id === '' ? undefined : id)}
        />
        <MediaPicker label={t('media.add-picture')} roles={['image']} onFiles={(files) => void add(files)} />
        {problem !== undefined && <p role="alert">{tOf(problem)}</p>}
        {cover?.upload !== undefined && <UploadState upload={cover.upload} />}
      </div>
    </div>
  )
}
