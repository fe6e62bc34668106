import type { ReactNode } from 'react'
import { shapes as fileText } from 'virtual:icon/file-text'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import { useServices } from '#app/app-context.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useCurrent } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Icon } from '#ui/icon.tsx'
import styles from './media.module.css'
import { useMedium } from './use-medium.ts'

/** A file to open beside the lesson: its size is said before the tap. */
export const DocumentLink = ({ file, text }: { readonly file: CourseFile; readonly text: string }): ReactNode => {
  const { t, bytes } = useMessages()
  const learning = useLearning()
  const isOnline = useCurrent(useServices().connectivity.isOnline$) ?? true
  const { state } = useMedium(file)
  const name = text === '' ? file.name : text
  return (
    <span className={styles['document']}>
      <Icon shapes={fileText} size="s" />
      {state === 'show' || isOnline ? (
        <a href={learning.mediaUrl(file)} target="_blank" rel="noopener">
          {name}
        </a>
      ) : (
        <span>{name}</span>
      )}{' '}
      <span className={styles['soft']}>
        {state === 'away' ? t('reader.document-away', { size: bytes(file.bytes) }) : `(${bytes(file.bytes)})`}
      </span>
    </span>
  )
}
