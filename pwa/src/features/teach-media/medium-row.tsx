import { useState, type ReactNode } from 'react'
import { shapes as pencil } from 'virtual:icon/pencil'
import { shapes as trash } from 'virtual:icon/trash-2'
import { Link } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import forms from '#parts/form.module.css'
import { FileThumb, MediumThumb } from '#parts/medium-thumb.tsx'
import { TitleField } from '#parts/title-field.tsx'
import { UploadState } from '#parts/upload-state.tsx'
import type { ListedMedium } from '#parts/use-media-list.ts'
import { useCourseMedia } from '#rich-text/media/course-media.tsx'
import { Button, IconButton } from '#ui/button.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { useToast } from '#ui/toast.tsx'
import styles from './teach-media.module.css'
import type { Use } from './uses-of.ts'

/** One medium: what it is, where it is or how far it has got, and what shows it. */
export const MediumRow = ({
  courseId,
  medium,
  uses,
}: {
  readonly courseId: string
  readonly medium: ListedMedium
  readonly uses: readonly Use[]
}): ReactNode => {
  const { t, bytes } = useMessages()
  const { localUrlOf } = useCourseMedia()
  const [asking, setAsking] = useState<'rename' | 'remove' | null>(null)
  const { media } = useTeaching()
  const toast = useToast()
  const { id, name, role, file, upload } = medium
  const remove = async (): Promise<void> => {
    setAsking(null)
    const bringBack = await media.remove(id)
    toast({ text: t('media.removed', { name }), undo: { label: t('action.undo'), run: () => void bringBack() } })
  }
  const size = [
    ...(file?.width === undefined || file.height === undefined
      ? []
      : [t('media.pixels', { width: file.width, height: file.height })]),
    bytes(medium.bytes),
  ]
  return (
    <li className={styles['row']}>
      {file === undefined ? <MediumThumb role={role} url={localUrlOf(id)} /> : <FileThumb file={file} />}
      <div className={styles['body']}>
        <p className={styles['name']}>
          <bdi>{name}</bdi>
        </p>
        <p className={forms['soft']}>{[t(`media.role-${role}`), ...size].join(' · ')}</p>
        <Uses courseId={courseId} uses={uses} />
        {upload !== undefined && <UploadState upload={upload} />}
      </div>
      {file !== undefined && (
        <div className={styles['actions']}>
          <IconButton icon={pencil} label={t('media.rename', { name })} onClick={() => setAsking('rename')} />
          <IconButton
            icon={trash}
            label={t('media.remove', { name })}
            onClick={() => {
              if (uses.length === 0) void remove()
              else setAsking('remove')
            }}
          />
        </div>
      )}
      <Sheet
        isOpen={asking === 'remove'}
        onClose={() => setAsking(null)}
        title={t('media.remove-title', { name })}
        closeLabel={t('action.close')}
        footer={
          <>
            <Button kind="danger" onClick={() => void remove()}>
              {t('media.remove-anyway')}
            </Button>
            <Button onClick={() => setAsking(null)}>{t('action.keep')}</Button>
          </>
        }
      >
        <p>{t('media.remove-text')}</p>
        <Uses courseId={courseId} uses={uses} />
      </Sheet>
      {asking === 'rename' && <Rename fileId={id} name={name} onClose={() => setAsking(null)} />}
    </li>
  )
}

const Uses = ({ courseId, uses }: { readonly courseId: string; readonly uses: readonly Use[] }): ReactNode => {
  const { t } = useMessages()
  if (uses.length === 0) return <p className={forms['soft']}>{t('media.unused')}</p>
  return (
    <p className={forms['soft']}>
      {t('media.used-in')}{' '}
      {uses.map(({ kind, id, title }, index) => (
        <span key={`${kind}-${id}`}>
          {index > 0 && ', '}
          <Link href={addressOf(courseId, kind, id)}>{kind === 'cover' ? t('media.cover') : title}</Link>
        </span>
      ))}
    </p>
  )
}

const addressOf = (courseId: string, kind: Use['kind'], id: string): string =>
  kind === 'cover'
    ? addresses.teachCourse(courseId)
    : kind === 'unit'
      ? addresses.teachUnit(courseId, id)
      : addresses.teachQuestion(courseId, id)

const Rename = ({
  fileId,
  name,
  onClose,
}: {
  readonly fileId: string
  readonly name: string
  readonly onClose: () => void
}): ReactNode => {
  const { t } = useMessages()
  const { media } = useTeaching()
  const [text, setText] = useState(name)
  const save = (): void => {
    void media.rename(fileId, text.trim()).then(onClose)
  }
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={t('media.rename', { name })}
      closeLabel={t('action.close')}
      footer={
        <Button kind="primary" isBusy={text.trim() === ''} onClick={save}>
          {t('action.save')}
        </Button>
      }
    >
      <TitleField label={t('media.name')} value={text} onChange={setText} />
    </Sheet>
  )
}
