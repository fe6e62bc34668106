import type { ReactNode } from 'react'
import { shapes as audioIcon } from 'virtual:icon/headphones'
import { shapes as documentIcon } from 'virtual:icon/file-text'
import { shapes as imageIcon } from 'virtual:icon/image'
import { shapes as videoIcon } from 'virtual:icon/circle-play'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import { addresses } from '#app/addresses.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { Icon, type IconShapes } from '#ui/icon.tsx'
import styles from './media.module.css'
import type { MediumState } from './medium-state.ts'

const icons: Readonly<Record<CourseFile['role'], IconShapes>> = {
  image: imageIcon,
  video: videoIcon,
  audio: audioIcon,
  document: documentIcon,
  captions: documentIcon,
}

/** In the place of a medium that isn't shown: what it is, how large, and what can be done now. */
export const MediumNotice = ({
  file,
  name,
  state,
  courseId,
  onLoad,
}: {
  readonly file: CourseFile | undefined
  readonly name: string
  /** `failed`: the bytes did not come, or can't be read. */
  readonly state: Exclude<MediumState, 'show' | 'unknown'> | 'failed'
  readonly courseId: string
  readonly onLoad: () => void
}): ReactNode => {
  const { t, bytes } = useMessages()
  const kind = file?.role ?? 'document'
  return (
    <div className={styles['notice']}>
      <Icon shapes={icons[kind]} className={styles['noticeIcon']} />
      <div className={styles['noticeText']}>
        <p className={styles['name']}>{name}</p>
        {file !== undefined && (
          <p className={styles['soft']}>{t('reader.media-about', { kind, size: bytes(file.bytes) })}</p>
        )}
        {state !== 'ask' && <p>{t(`reader.media-${state}`)}</p>}
      </div>
      {state === 'ask' && <Button onClick={onLoad}>{t('reader.media-load', { size: bytes(file?.bytes ?? 0) })}</Button>}
      {state === 'failed' && <Button onClick={onLoad}>{t('action.retry')}</Button>}
      {state === 'away' && <LinkButton href={addresses.course(courseId)}>{t('reader.media-to-download')}</LinkButton>}
    </div>
  )
}
