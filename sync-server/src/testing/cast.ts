import type { CollectionName } from '@edutrack/shared-schema/collections/registry'
import type { Role } from '@edutrack/shared-schema/collections/people'
import { enrolmentIdOf, progressIdOf } from '@edutrack/shared-schema/id'
import type { AlsoWrite } from '#sync/collection-rules.ts'
import { NOON } from './test-clock.ts'

/** Who plays: all that someone can be to a piece of work in course `c1`. */
export const parts = [
  'owner',
  'classmate',
  'stranger',
  'teacher',
  'colleague',
  'otherTeacher',
  'administrator',
] as const
export type Part = (typeof parts)[number]
/** Ids of those who play. */
export type Cast = Readonly<Record<Part, string>>

export const roleOf = (part: Part): Role =>
  part === 'administrator'
    ? part
    : part === 'teacher' || part === 'colleague' || part === 'otherTeacher'
      ? 'instructor'
      : 'learner'

/** Stands in what is not for all, with the course that it is of: whoever reads it and is not meant to has found a leak. */
export const SECRET = 'SECRET'
const IN_C1 = `${SECRET}-c1`

/** The documents that the table of who may read and write is about: one of each collection, the owner's where it is somebody's. */
export const exampleIds = ({ owner }: Pick<Cast, 'owner'>): Readonly<Record<CollectionName, string>> => ({
  people: owner,
  courses: 'c1',
  files: 'f1',
  questions: 'q1',
  units: 'quiz1',
  enrolments: enrolmentIdOf(owner, 'c1'),
  progress: progressIdOf(owner, 'page1'),
  attempts: 'attempt-handed-in',
  posts: 'post1',
  notes: 'note1',
  certificates: 'certificate1',
  notices: 'notice1',
})

/**
 * Two courses (`c1` of the teacher and their colleague, `c2` of the other teacher), a draft of the teacher’s alone, and the owner's work of every kind in `c1`, where the classmate is too. The stranger is in neither.
 */
export const castSchool = ({ owner, classmate, teacher, colleague, otherTeacher }: Cast): readonly AlsoWrite[] => {
  const ids = exampleIds({ owner })
  const course = {
    title: 'Sums',
    description: '',
    category: 'maths',
    level: 'beginner' as const,
    language: 'en',
    instructorName: 'I',
    staffIds: [],
    status: 'published' as const,
    modules: [],
    minutes: 1,
    enrolment: { mode: 'open' as const },
    contents: { units: 0, questions: 0, files: 0, bytes: 0 },
    createdAt: NOON,
    updatedAt: NOON,
  }
  const unit = { minutes: 1, status: 'published' as const, fileIds: [], updatedAt: NOON, markdown: 'A lesson' }
  const quiz = (questionIds: string[], mode: 'practice' | 'graded' = 'graded') => ({
    mode,
    questionIds,
    counts: 'best' as const,
    shuffleQuestions: false,
    shuffleChoices: false,
    feedback: 'never' as const,
    passPercent: 50,
  })
  const question = (id: string, courseId: string) => ({
    id,
    courseId,
    kind: 'short-text',
    title: `${SECRET}-${courseId} name in the bank`,
    prompt: 'What?',
    content: {},
    key: { accepted: [`${SECRET}-${courseId} answer`] },
    explanation: `${SECRET}-${courseId} explanation`,
    points: 1,
    tags: [],
    version: 1,
    updatedAt: NOON,
    isKeyOpen: false,
  })
  const work = { personId: owner, courseId: 'c1' }
  const attempt = {
    ...work,
    unitId: 'quiz1',
    device: 'phone',
    startedAt: NOON,
    asked: [{ questionId: 'q1', version: 1 }],
    seed: 1,
    answers: { q1: { value: { text: `${IN_C1} of the owner` }, at: NOON } },
    flagged: [],
    secondsUsed: 1,
  }
  const active = (personId: string) => ({
    id: enrolmentIdOf(personId, 'c1'),
    personId,
    courseId: 'c1',
    wish: 'enrolled' as const,
    wishedAt: NOON,
    status: 'active' as const,
    personName: personId === owner ? `${IN_C1} name` : 'Another',
  })
  return [
    { collection: 'courses', document: { ...course, id: 'c1', instructorId: teacher, staffIds: [colleague] } },
    { collection: 'courses', document: { ...course, id: 'c2', instructorId: otherTeacher } },
    {
      collection: 'courses',
      document: { ...course, id: 'draft', title: `${IN_C1} draft`, instructorId: teacher, status: 'draft' },
    },
    { collection: 'units', document: { ...unit, id: 'page1', courseId: 'c1', title: 'Page', kind: 'page' } },
    {
      collection: 'units',
      document: { ...unit, id: 'quiz1', courseId: 'c1', title: 'Quiz', kind: 'quiz', quiz: quiz(['q1']) },
    },
    {
      collection: 'units',
      document: { ...unit, id: 'draft1', courseId: 'c1', title: `${IN_C1} draft`, kind: 'page', status: 'draft' },
    },
    {
      collection: 'units',
      document: { ...unit, id: 'quiz2', courseId: 'c2', title: 'Quiz', kind: 'quiz', quiz: quiz(['q2']) },
    },
    { collection: 'questions', document: question('q1', 'c1') },
    { collection: 'questions', document: question('q2', 'c2') },
    {
      collection: 'files',
      document: {
        id: 'f1',
        courseId: 'c1',
        name: 'picture.png',
        mime: 'image/png',
        role: 'image',
        bytes: 1,
        hash: 'a'.repeat(64),
      },
    },
    { collection: 'enrolments', document: active(owner) },
    { collection: 'enrolments', document: active(classmate) },
    {
      collection: 'progress',
      document: {
        ...work,
        id: ids.progress,
        unitId: 'page1',
        openedAt: NOON,
        furthest: 0.5,
        place: { position: 0.5, at: NOON, device: `${IN_C1} phone` },
        secondsByDevice: {},
      },
    },
    { collection: 'attempts', document: { ...attempt, id: ids.attempts, status: 'handed-in', handedInAt: NOON } },
    { collection: 'attempts', document: { ...attempt, id: 'attempt-open', status: 'open' } },
    {
      collection: 'posts',
      document: {
        id: ids.posts,
        courseId: 'c1',
        kind: 'discussion',
        authorId: owner,
        authorName: 'O',
        title: 'Hello',
        markdown: 'A post',
        writtenAt: NOON,
        receivedAt: NOON,
      },
    },
    {
      collection: 'notes',
      document: {
        ...work,
        id: ids.notes,
        unitId: 'page1',
        kind: 'note',
        position: 0,
        text: `${IN_C1} note`,
        writtenAt: NOON,
      },
    },
    {
      collection: 'certificates',
      document: {
        ...work,
        id: ids.certificates,
        personName: `${IN_C1} name`,
        courseTitle: 'Sums',
        percent: 99,
        issuedAt: NOON,
        status: 'valid',
      },
    },
    {
      collection: 'notices',
      document: {
        id: ids.notices,
        personId: owner,
        kind: 'graded',
        at: NOON,
        subject: { collection: 'attempts', id: ids.attempts, title: `${IN_C1} quiz` },
      },
    },
  ]
}
