import type { ReactNode } from 'react'
import { shapes as alert } from 'virtual:icon/circle-alert'
import { shapes as smartphone } from 'virtual:icon/smartphone'
import { useMessages } from '#i18n/messages.tsx'
import { Icon } from '#ui/icon.tsx'
import type { SaveState } from './answer-saver.ts'
import styles from './saved-note.module.css'

/** The quiet word that an answer is safe. Said aloud only when something is wrong: else it would be said at every key. */
export const SavedNote = ({ state }: { readonly state: SaveState }): ReactNode => {
  const { t } = useMessages()
  const isFailed = state === 'failed'
  return (
    <p className={styles['note']} role={isFailed ? 'alert' : undefined} data-state={state}>
      {state === 'saved' && <Icon shapes={smartphone} size="s" />}
      {isFailed && <Icon shapes={alert} size="s" />}
      <span>{state === 'idle' ? '' : t(`quiz.save-${state}`)}</span>
    </p>
  )
}
