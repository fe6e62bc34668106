import { useState, type ReactNode } from 'react'
import { shapes as bookmark } from 'virtual:icon/bookmark'
import { shapes as noteIcon } from 'virtual:icon/notebook-pen'
import type { Note } from '@edutrack/shared-schema/collections/notes'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { useNotebook } from '#app/use-notebook.ts'
import { useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { NoteForm } from '#parts/note-form.tsx'
import { NoteList } from '#parts/note-list.tsx'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { Sheet } from '#ui/sheet.tsx'
import styles from './unit-notes.module.css'
import type { UnitPlace } from './unit-place.ts'

interface UnitNotesProps {
  readonly unit: Unit
  readonly place: UnitPlace
}

const noNotes: readonly Note[] = []
const useNotes = (unitId: string): readonly Note[] => {
  const notebook = useNotebook()
  return useObservable(() => notebook.ofUnit(unitId), [notebook, unitId]) ?? noNotes
}

/** Opens the notes of a unit, where there is no room for them beside it. */
export const NotesButton = ({ unit, place }: UnitNotesProps): ReactNode => {
  const { t, number } = useMessages()
  const [isOpen, setOpen] = useState(false)
  const notes = useNotes(unit.id)
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={t('notes.open', { count: notes.length })}
        className={styles['button']}
        onClick={() => setOpen(true)}
      >
        <Icon shapes={noteIcon} />
        {notes.length > 0 && <span>{number(notes.length)}</span>}
      </button>
      <Sheet isOpen={isOpen} onClose={() => setOpen(false)} title={t('notes.title')} closeLabel={t('action.close')}>
        <Notes
          unit={unit}
          notes={notes}
          place={{
            ...place,
            go: (position) => {
              setOpen(false)
              place.go(position)
            },
          }}
        />
      </Sheet>
    </>
  )
}

/** The notes of a unit beside it. */
export const NotesPanel = ({ unit, place }: UnitNotesProps): ReactNode => {
  const { t } = useMessages()
  const notes = useNotes(unit.id)
  return (
    <section aria-label={t('notes.title')} className={styles['panel']}>
      <h2 className={styles['title']}>{t('notes.title')}</h2>
      <Notes unit={unit} notes={notes} place={place} />
    </section>
  )
}

/** Where in the text there are notes, at its edge: for the eye; those who listen have the list. */
export const PlaceMarks = ({ unitId }: { readonly unitId: string }): ReactNode =>
  useNotes(unitId).map(({ id, kind, position }) => (
    <span
      key={id}
      aria-hidden="true"
      className={styles['mark']}
      style={{ insetBlockStart: `${String(position * 100)}%` }}
    >
      <Icon shapes={kind === 'bookmark' ? bookmark : noteIcon} size="s" />
    </span>
  ))

const Notes = ({ unit, notes, place }: UnitNotesProps & { readonly notes: readonly Note[] }): ReactNode => {
  const { t, percent } = useMessages()
  const notebook = useNotebook()
  const [fresh, setFresh] = useState<Pick<Note, 'id' | 'courseId' | 'unitId' | 'kind' | 'position' | 'text'>>()
  const blank = () => {
    const { position, words } = place.here()
    return { id: notebook.newId(), courseId: unit.courseId, unitId: unit.id, position, words }
  }
  // While it is being written it stands above, not in the list too.
  const listed = notes.filter(({ id }) => id !== fresh?.id)
  return (
    <div className={styles['notes']}>
      {fresh === undefined ? (
        <div className={styles['actions']}>
          <Button
            icon={noteIcon}
            onClick={() => {
              const { words: _words, ...note } = blank()
              setFresh({ ...note, kind: 'note', text: '' })
            }}
          >
            {t('notes.write')}
          </Button>
          <Button
            icon={bookmark}
            onClick={() => {
              const { words, ...note } = blank()
              void notebook.write({ ...note, kind: 'bookmark', text: words, before: '' })
            }}
          >
            {t('notes.bookmark')}
          </Button>
        </div>
      ) : (
        <NoteForm
          key={fresh.id}
          note={fresh}
          onDone={(text) => {
            setFresh(undefined)
            if (text.trim() === '') void notebook.remove(fresh.id)
          }}
        />
      )}
      {listed.length === 0 && fresh === undefined && <p className={styles['soft']}>{t('notes.none-here')}</p>}
      <NoteList
        notes={listed}
        placeOf={({ position }) => (
          <button type="button" className={styles['go']} onClick={() => place.go(position)}>
            {t('notes.at', { place: percent(position) })}
          </button>
        )}
      />
    </div>
  )
}
