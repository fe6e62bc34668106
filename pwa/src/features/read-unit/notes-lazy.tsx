import { Suspense, type ReactNode } from 'react'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { lazyScreen } from '#app/lazy-screen.tsx'
import styles from './read-unit.module.css'
import type { UnitPlace } from './unit-place.ts'

interface UnitNotesProps {
  readonly unit: Unit
  readonly place: UnitPlace
}

const button = lazyScreen<UnitNotesProps>(() => import('./unit-notes.tsx').then((m) => m.NotesButton))
const panel = lazyScreen<UnitNotesProps>(() => import('./unit-notes.tsx').then((m) => m.NotesPanel))
const marks = lazyScreen<{ readonly unitId: string }>(() => import('./unit-notes.tsx').then((m) => m.PlaceMarks))

/** The text doesn't wait for its notes. */
export const NotesButton = (props: UnitNotesProps): ReactNode => (
  <Suspense fallback={<span className={styles['buttonToCome']} />}>
    <button.Screen {...props} />
  </Suspense>
)
export const NotesPanel = (props: UnitNotesProps): ReactNode => (
  <Suspense fallback={null}>
    <panel.Screen {...props} />
  </Suspense>
)
export const NoteMarks = (props: { readonly unitId: string }): ReactNode => (
  <Suspense fallback={null}>
    <marks.Screen {...props} />
  </Suspense>
)
