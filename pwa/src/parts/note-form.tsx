import { useRef, useState, type ReactNode } from 'react'
import { MAX_NOTE_LENGTH, type Note } from '@edutrack/shared-schema/collections/notes'
import { useNotebook } from '#app/use-notebook.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/text-field.tsx'
import styles from './notes.module.css'
import { SavedNote } from './saved-note.tsx'
import { useAnswerSaver } from './use-answer-saver.ts'

/** A note that is being written: saved as it is typed. Texts of several devices fit into one note, so each is shorter than that. */
const MAX_TYPED = MAX_NOTE_LENGTH / 4

/** `onDone` gets the text as it stands. */
export const NoteForm = ({
  note,
  onDone,
}: {
  /** A new one has no text yet, and is made with its first letter. */
  readonly note: Pick<Note, 'id' | 'courseId' | 'unitId' | 'kind' | 'position' | 'text'>
  readonly onDone: (text: string) => void
}): ReactNode => {
  const { t } = useMessages()
  const notebook = useNotebook()
  const [value, setValue] = useState(note.text)
  const typed = useRef(note.text)
  /** What of the stored text the writer knows. */
  const seen = useRef(note.text)
  const { saver, state } = useAnswerSaver(async (_id, sent) => {
    const { id, courseId, unitId, kind, position } = note
    const text = sent as string
    const stored = await notebook.write({ id, courseId, unitId, kind, position, text, before: seen.current })
    // Another device's text has come to it: it shows once nothing is being typed, and is kept in any case.
    if (stored !== text && typed.current !== text) return
    seen.current = stored
    if (stored === text) return
    typed.current = stored
    setValue(stored)
  })
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void saver.flush().then((isSaved) => {
          if (isSaved) onDone(typed.current)
        })
      }}
    >
      <TextField
        label={t(note.kind === 'note' ? 'notes.text' : 'notes.bookmark-name')}
        rows={note.kind === 'note' ? 5 : 2}
        value={value}
        dir="auto"
        maxLength={Math.max(MAX_TYPED, note.text.length)}
        // The person has just asked to write.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onChange={({ target }) => {
          typed.current = target.value
          setValue(target.value)
          saver.put(note.id, target.value, 'typed')
        }}
      />
      <div className={styles['formEnd']}>
        <SavedNote state={state} />
        <Button type="submit" kind="primary">
          {t('action.done')}
        </Button>
      </div>
    </form>
  )
}
