import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { lazyScreen, type LazyScreen } from './lazy-screen.tsx'

export interface UnitScreenProps {
  readonly unit: Unit
  readonly course: Course
}

const reader = lazyScreen<UnitScreenProps>(() =>
  import('#features/read-unit/read-unit-screen.tsx').then((m) => {
    m.prepareReader()
    return m.ReadUnitScreen
  }),
)

/** What opens each kind of unit, fetched when the first of its kind is opened. */
export const unitScreens = {
  page: reader,
  video: reader,
  quiz: lazyScreen<UnitScreenProps>(() => import('#features/take-quiz/quiz-screen.tsx').then((m) => m.QuizScreen)),
  assignment: lazyScreen<UnitScreenProps>(() =>
    import('#features/write-assignment/assignment-screen.tsx').then((m) => m.AssignmentScreen),
  ),
} satisfies Readonly<Record<Unit['kind'], LazyScreen<UnitScreenProps>>>

export interface UnitAbsentProps {
  readonly courseId: string
  readonly course: Course | null
  readonly isDraft: boolean
}

/** Says why a unit can't be opened: seldom needed. */
export const unitAbsent = lazyScreen<UnitAbsentProps>(() => import('./unit-absent.tsx').then((m) => m.UnitAbsent))
