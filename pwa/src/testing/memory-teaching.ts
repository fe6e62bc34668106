import { map, type BehaviorSubject, type Observable } from 'rxjs'
import type { Gradebook } from '#app/gradebook.ts'
import type { Edited, Teaching } from '#app/teaching.ts'
import { createMemoryMedia } from './memory-media.ts'
import { analyseQuiz } from '#workers/analyse-quiz.ts'
import { earlierHandIns } from '#workers/earlier-hand-ins.ts'
import { emptySheet } from '#workers/with-grade-news.ts'
import type { Fixtures } from './fixtures/fixtures.ts'
import { ME } from './fixtures/learner.ts'
import { gradebookOf } from './gradebook-of.ts'
import { memoryRegrading } from './memory-regrading.ts'
import { memoryRoster } from './memory-roster.ts'
import { earlierContent, memoryUnitHistory, OUT_OF_REACH } from './memory-unit-history.ts'

const EMPTY_GRADEBOOK: Gradebook = { ...emptySheet.book, columns: [], progress: 1 }

export const createMemoryTeaching = (deps: {
  readonly state$: BehaviorSubject<Fixtures>
  readonly read: <T>(select: (state: Fixtures) => T) => Observable<T>
  readonly now: () => number
  readonly createId: () => string
  /** Somebody else has changed everything too. */
  readonly isClashing: boolean
}): Teaching => {
  const { state$, read, now, createId, isClashing } = deps
  const edited = <Document extends { readonly id: string; readonly title: string }>(
    all: (state: Fixtures) => readonly Document[],
    id: string,
  ): Observable<Edited<Document> | null> =>
    read((state) => all(state).find((document) => document.id === id)).pipe(
      map((document) =>
        document === undefined
          ? null
          : {
              document,
              isUnsent: isClashing,
              ...(isClashing ? { theirs: { ...document, title: `${document.title}, revised` } } : {}),
            },
      ),
    )
  const set = (change: (state: Fixtures) => Partial<Fixtures>): void =>
    state$.next({ ...state$.value, ...change(state$.value) })
  const replace = <Document extends { readonly id: string }>(
    documents: readonly Document[],
    id: string,
    change: (document: Document) => Partial<Document>,
  ): readonly Document[] =>
    documents.map((document) =>
      document.id === id ? { ...document, ...change(document), updatedAt: now() } : document,
    )
  const teaching: Teaching = {
    courses: () => read(({ courses }) => courses.filter(({ instructorId }) => instructorId === ME)),
    course: (id) => edited(({ courses }) => courses.filter(({ instructorId }) => instructorId === ME), id),
    unit: (id) =>
      edited(({ units }) => units, id).pipe(
        map((unit) =>
          unit === null || id !== OUT_OF_REACH
            ? unit
            : { ...unit, isUnsent: true, received: earlierContent(unit.document) },
        ),
      ),
    question: (id) => edited(({ questions }) => questions, id),
    bank: (courseId) => read(({ questions }) => questions.filter((question) => question.courseId === courseId)),
    gradebook: (courseId) =>
      read(({ courses, units, attempts, enrolments }) => {
        const course = courses.find(({ id }) => id === courseId)
        const of = <Document extends { readonly courseId: string }>(all: readonly Document[]): readonly Document[] =>
          all.filter((document) => document.courseId === courseId)
        return course === undefined
          ? EMPTY_GRADEBOOK
          : gradebookOf({ course, units: of(units), attempts: of(attempts), enrolments: of(enrolments) })
      }),
    unusualAttempts: (courseId) =>
      read(({ attempts }) =>
        attempts.filter((attempt) => attempt.courseId === courseId && attempt.marks !== undefined),
      ),
    earlierHandIns: (courseId, question) =>
      read(({ attempts }) =>
        earlierHandIns(
          attempts.filter((attempt) => attempt.courseId === courseId),
          question,
        ),
      ),
    enrolments: (courseId) =>
      read(({ enrolments }) => enrolments.filter((enrolment) => enrolment.courseId === courseId)),
    media: createMemoryMedia({ now, createId, isOnline: !isClashing }),
    newId: () => createId().slice(-12),
    createCourse: async ({ title, language }) => {
      const id = createId()
      const [sample] = state$.value.courses
      if (sample !== undefined)
        set(({ courses }) => ({
          courses: [
            {
              ...sample,
              id,
              title,
              language,
              description: '',
              category: '',
              instructorId: ME,
              status: 'draft',
              modules: [{ id: createId(), title: '1', unitIds: [] }],
              minutes: 0,
            },
            ...courses,
          ],
        }))
      return id
    },
    createUnit: async ({ courseId, moduleId, kind, title }) => {
      const id = createId()
      const sample = state$.value.units.find((unit) => unit.kind === kind)
      if (sample !== undefined)
        set(({ units, courses }) => ({
          units: [...units, { ...sample, id, courseId, title, status: 'draft', markdown: '' }],
          courses: replace(courses, courseId, ({ modules }) => ({
            modules: modules.map((module) =>
              module.id === moduleId ? { ...module, unitIds: [...module.unitIds, id] } : module,
            ),
          })),
        }))
      return id
    },
    createModule: async (courseId, title) =>
      set(({ courses }) => ({
        courses: replace(courses, courseId, ({ modules }) => ({
          modules: [...modules, { id: createId(), title, unitIds: [] }],
        })),
      })),
    createQuestion: async (courseId, question) => {
      const id = createId()
      set(({ questions }) => ({
        questions: [...questions, { ...question, id, courseId, points: 1, tags: [], version: 1, updatedAt: now() }],
      }))
      return id
    },
    changeCourse: async (id, change) => set(({ courses }) => ({ courses: replace(courses, id, change) })),
    changeUnit: async (id, change) => set(({ units }) => ({ units: replace(units, id, change) })),
    changeQuestion: async (id, change) => set(({ questions }) => ({ questions: replace(questions, id, change) })),
    settleClash: async () => undefined,
    readPackage: async () => ({
      outcome: 'read',
      files: [
        { id: 'f1', name: 'river.jpg', bytes: 240_000 },
        { id: 'f2', name: 'tide.mov', bytes: 8_400_000, problem: 'error.file-type' },
      ],
      report: {
        format: 'Moodle XML',
        units: 1,
        items: [
          { id: 'q1', title: 'Capital of Kenya', type: 'single-choice', status: 'imported', reason: '' },
          {
            id: 'q2',
            title: 'Rivers',
            type: 'multiple-choice',
            status: 'lossy',
            reason: 'Feedback for single answers is now part of the explanation.',
          },
          {
            id: 'q3',
            title: 'Drag the labels',
            type: 'ddimageortext',
            status: 'skipped',
            reason: 'There is no such type here.',
          },
        ],
      },
      takeIn: async () => ({ courseId: 'first-aid', problems: new Map() }),
    }),
    writePackage: async () => undefined,
    roster: memoryRoster,
    regrading: memoryRegrading,
    history: memoryUnitHistory({ unit: (id) => state$.value.units.find((unit) => unit.id === id), now }),
    analysis: (unitId, questions) =>
      read(({ attempts }) =>
        analyseQuiz(
          questions,
          attempts.filter((attempt) => attempt.unitId === unitId),
        ),
      ),
    review: async () => ({ ok: false, messageId: 'error.offline' }),
    decideEnrolment: async () => ({ ok: false, messageId: 'error.offline' }),
  }
  return teaching
}
