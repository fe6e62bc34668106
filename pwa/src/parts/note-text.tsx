import type { ReactNode } from 'react'
import { NOTE_DIVIDER } from '@edutrack/shared-schema/collections/notes'
import { useMessages } from '#i18n/messages.tsx'
import styles from './notes.module.css'

/** What stands in a note. Where two devices have written apart from each other, both texts, and that it is so. */
export const NoteText = ({ text }: { readonly text: string }): ReactNode => {
  const { t } = useMessages()
  const [latest = '', ...others] = text.split(NOTE_DIVIDER)
  return (
    <>
      <p dir="auto" className={styles['text']}>
        {latest}
      </p>
      {others.map((other, index) => (
        <div key={`${String(index)} ${other}`} className={styles['other']}>
          <p className={styles['soft']}>{t('notes.other-device')}</p>
          <p dir="auto" className={styles['text']}>
            {other}
          </p>
        </div>
      ))}
    </>
  )
}
