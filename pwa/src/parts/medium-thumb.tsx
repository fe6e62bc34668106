import type { ReactNode } from 'react'
import { shapes as captions } from 'virtual:icon/captions'
import { shapes as document } from 'virtual:icon/file-text'
import { shapes as film } from 'virtual:icon/film'
import { shapes as sound } from 'virtual:icon/headphones'
import { shapes as image } from 'virtual:icon/image'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import { useMedium } from '#rich-text/media/use-medium.ts'
import { Icon, type IconShapes } from '#ui/icon.tsx'
import styles from './medium-thumb.module.css'

const icons: Readonly<Record<CourseFile['role'], IconShapes>> = { image, video: film, audio: sound, captions, document }

/** A picture, small; of all else, a sign of what it is. It says nothing that the name beside it doesn't. */
export const MediumThumb = ({
  role,
  url,
}: {
  readonly role: CourseFile['role']
  readonly url: string | undefined
}): ReactNode => (
  <span className={styles['thumb']}>
    {role === 'image' && url !== undefined ? (
      <img src={url} alt="" loading="lazy" decoding="async" />
    ) : (
      <Icon shapes={icons[role]} />
    )}
  </span>
)

/** The same for a file of the course: it is fetched where that costs nothing. */
export const FileThumb = ({ file }: { readonly file: CourseFile }): ReactNode => {
  const { url } = useMedium(file.role === 'image' ? file : undefined)
  return <MediumThumb role={file.role} url={url} />
}
