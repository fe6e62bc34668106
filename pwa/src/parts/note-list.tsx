import { useState, type ReactNode } from 'react'
import { shapes as bookmark } from 'virtual:icon/bookmark'
import { shapes as noteIcon } from 'virtual:icon/notebook-pen'
import { shapes as pencil } from 'virtual:icon/pencil-line'
import { shapes as trash } from 'virtual:icon/trash-2'
import type { Note } from '@edutrack/shared-schema/collections/notes'
import { useNow } from '#app/app-context.ts'
import { useNotebook } from '#app/use-notebook.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Button, IconButton } from '#ui/button.tsx'
import { CardList } from '#ui/card.tsx'
import { Icon } from '#ui/icon.tsx'
import { StateBadge } from '#ui/state-badge.tsx'
import { NoteForm } from './note-form.tsx'
import { NoteText } from './note-text.tsx'
import styles from './notes.module.css'
import { useWorkStates } from './use-work-states.ts'

/** Notes and bookmarks, each with the way to its place, to be changed and deleted; what was deleted comes back by a tap. */
export const NoteList = ({
  notes,
  placeOf,
}: {
  readonly notes: readonly Note[]
  /** What leads to its place, and says where that is. */
  readonly placeOf: (note: Note) => ReactNode
}): ReactNode => {
  const { t } = useMessages()
  const notebook = useNotebook()
  const states = useWorkStates()
  const [edited, setEdited] = useState<string>()
  const [removed, setRemoved] = useState<{ readonly kind: Note['kind']; readonly bringBack: () => Promise<void> }>()
  const remove = (note: Note): void =>
    void notebook.remove(note.id).then((bringBack) => setRemoved({ kind: note.kind, bringBack }))
  return (
    <>
      <div role="status">
        {removed !== undefined && (
          <p className={styles['removed']}>
            <span>{t(`notes.removed-${removed.kind}`)}</span>
            <Button
              kind="quiet"
              onClick={() => {
                setRemoved(undefined)
                void removed.bringBack()
              }}
            >
              {t('action.undo')}
            </Button>
          </p>
        )}
      </div>
      {notes.length > 0 && (
        <CardList>
          {notes.map((note) => (
            <li key={note.id} className={styles['note']}>
              {edited === note.id ? (
                <NoteForm
                  note={note}
                  onDone={(text) => {
                    setEdited(undefined)
                    if (text.trim() === '' && note.kind === 'note') remove(note)
                  }}
                />
              ) : (
                <Shown
                  note={note}
                  place={placeOf(note)}
                  state={states.get(note.id)}
                  onEdit={() => setEdited(note.id)}
                  onRemove={() => remove(note)}
                />
              )}
            </li>
          ))}
        </CardList>
      )}
    </>
  )
}

const Shown = ({
  note,
  place,
  state,
  onEdit,
  onRemove,
}: {
  readonly note: Note
  readonly place: ReactNode
  readonly state: ReturnType<ReturnType<typeof useWorkStates>['get']>
  readonly onEdit: () => void
  readonly onRemove: () => void
}): ReactNode => {
  const { t, moment } = useMessages()
  const now = useNow()
  const name = note.text.slice(0, 60)
  return (
    <>
      <div className={styles['head']}>
        <Icon shapes={note.kind === 'bookmark' ? bookmark : noteIcon} className={styles['kind']} />
        <div className={styles['place']}>{place}</div>
        <IconButton icon={pencil} label={t('notes.edit', { name })} onClick={onEdit} />
        <IconButton icon={trash} label={t('notes.remove', { name })} onClick={onRemove} />
      </div>
      {note.text !== '' && <NoteText text={note.text} />}
      <div className={styles['end']}>
        <span className={styles['soft']}>{moment(note.writtenAt, now)}</span>
        {state !== undefined && <StateBadge state={state} />}
      </div>
    </>
  )
}
