import { map, type BehaviorSubject, type Observable } from 'rxjs'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import { enrolmentIdOf } from '@edutrack/shared-schema/id'
import type { Edited, Teaching } from '#app/teaching.ts'
import { createMemoryMedia } from './memory-media.ts'
import { analyseQuiz } from '#workers/analyse-quiz.ts'
import { ME, usualFixtures, type Fixtures } from './fixtures.ts'
import { memoryRegrading } from './memory-regrading.ts'
import { memoryRoster } from './memory-roster.ts'

/** The school of the other scenarios, in which the person of the gallery teaches three of the courses. */
export const teachingFixtures = (now: number): Fixtures => {
  const fixtures = usualFixtures(now)
  const status = (id: string): Course['status'] =>
    id === 'books' ? 'draft' : id === 'solar' ? 'archived' : 'published'
  return {
    ...fixtures,
    courses: fixtures.courses.map((course) =>
      ['first-aid', 'books', 'solar'].includes(course.id)
        ? { ...course, instructorId: ME, status: status(course.id) }
        : course,
    ),
    enrolments: [...fixtures.enrolments, ...classmates(now).map(({ enrolment }) => enrolment)],
    attempts: [
      ...fixtures.attempts.map((attempt) => ({ ...attempt, personName: fixtures.person.name })),
      ...classmates(now).flatMap((classmate) => classmate.attempts(fixtures)),
    ],
    outbox: [
      {
        id: 'first-aid-4',
        collection: 'units',
        title: 'Bleeding and shock',
        courseId: 'first-aid',
        state: 'needs-you',
        since: now - 3_600_000,
        code: 'edited-elsewhere',
      },
      { id: 'books', collection: 'courses', title: 'Bookkeeping for small shops', state: 'on-this-phone', since: now },
      ...fixtures.outbox,
    ],
    units: fixtures.units.map((unit) => (unit.id === 'first-aid-5' ? { ...unit, status: 'draft' as const } : unit)),
  }
}

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
    unit: (id) => edited(({ units }) => units, id),
    question: (id) => edited(({ questions }) => questions, id),
    bank: (courseId) => read(({ questions }) => questions.filter((question) => question.courseId === courseId)),
    attempts: (courseId) => read(({ attempts }) => attempts.filter((attempt) => attempt.courseId === courseId)),
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
    analyse: async (questions, attempts) => analyseQuiz(questions, attempts),
    review: async () => ({ ok: false, messageId: 'error.offline' }),
    decideEnrolment: async () => ({ ok: false, messageId: 'error.offline' }),
  }
  return teaching
}

/** Many who are in the course, each with some work; the first has handed in late, the second waits for a grade. */
const classmates = (
  now: number,
): readonly {
  readonly enrolment: Enrolment
  readonly attempts: (fixtures: Fixtures) => readonly Attempt[]
}[] =>
  Array.from({ length: 300 }, (_, index) => {
    const personId = `learner-${String(index)}`
    const personName = `${['Neema', 'Kofi', 'Lucía', 'Amir', 'Mei', 'Jonas'][index % 6] ?? ''} ${String(index + 1)}`
    return {
      enrolment: {
        id: enrolmentIdOf(personId, 'first-aid'),
        personId,
        personName,
        courseId: 'first-aid',
        wish: 'enrolled' as const,
        wishedAt: now - 5 * 86_400_000,
        status: index === 3 ? ('refused' as const) : ('active' as const),
        ...(index === 3 ? { reason: 'course-full' } : {}),
        ...(index === 4 ? { extraTimePercent: 25 } : {}),
      },
      attempts: ({ attempts }) =>
        attempts
          .filter(({ id }) => id === 'attempt-1' || (index === 1 && id === 'attempt-7'))
          .map((attempt) => ({
            ...attempt,
            id: `${attempt.id}-${personId}`,
            personId,
            personName,
            ...(attempt.id === 'attempt-7'
              ? {
                  grade: {
                    earned: 13,
                    points: 30,
                    parts: attempt.asked.map(({ questionId }) => ({
                      questionId,
                      earned: 1,
                      points: questionId.includes('long') ? 4 : 2,
                      ...(questionId === 'q-long-5' ? { pending: true } : {}),
                    })),
                    pending: true,
                    gradedAt: now,
                  },
                }
              : {}),
            ...(index === 0 ? { marks: ['late', 'clock-off'] as const satisfies Attempt['marks'] } : {}),
          })) as readonly Attempt[],
    }
  })
