import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { CourseFile } from '@edutrack/shared-schema/collections/files'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import type { Person } from '@edutrack/shared-schema/collections/people'
import type { Progress } from '@edutrack/shared-schema/collections/progress'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { enrolmentIdOf, progressIdOf } from '@edutrack/shared-schema/id'
import type { CourseDownload, OutboxItem } from '#app/services.ts'
import { householdBudget, whyLetters } from './fixture-texts.ts'
import { hostileMarkdown } from './hostile-markdown.ts'
import { longAnswers, longQuestions } from './fixture-questions.ts'
import { firstAidUnits, type UnitSketch } from './fixture-units.ts'

/** What a school in memory holds. All of it is made up, and made from one moment, so that "yesterday" stays so. */
export interface Fixtures {
  readonly person: Person
  readonly email: string
  readonly courses: readonly Course[]
  readonly units: readonly Unit[]
  readonly questions: readonly Question[]
  readonly files: readonly CourseFile[]
  readonly enrolments: readonly Enrolment[]
  readonly progress: readonly Progress[]
  readonly attempts: readonly Attempt[]
  readonly notices: readonly Notice[]
  readonly downloads: readonly CourseDownload[]
  readonly outbox: readonly OutboxItem[]
}

export const ME = 'person-amina'
const PHONE = 'device-phone'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export const emptyFixtures = (now: number): Fixtures => ({
  ...usualFixtures(now),
  enrolments: [],
  progress: [],
  attempts: [],
  notices: [],
  downloads: [],
  outbox: [],
})

export const usualFixtures = (now: number): Fixtures => {
  const ago = (ms: number): number => now - ms
  const units = sketches.flatMap(({ id, units: unitSketches }) => unitSketches.map((sketch) => unitOf(id, sketch, now)))
  const courses = sketches.map((sketch) => courseOf(sketch, units, now))
  const attempts = [
    attemptOf({
      id: 'attempt-1',
      unitId: 'first-aid-3',
      startedAt: ago(4 * DAY),
      handedInAt: ago(4 * DAY - 20 * MINUTE),
      receivedAt: ago(4 * DAY - 21 * MINUTE),
      grade: [8, 10],
    }),
    attemptOf({
      id: 'attempt-2',
      unitId: 'first-aid-6',
      startedAt: ago(3 * HOUR),
      handedInAt: ago(2 * HOUR),
      receivedAt: ago(95 * MINUTE),
    }),
    attemptOf({ id: 'attempt-3', unitId: 'algebra-2', startedAt: ago(50 * MINUTE), handedInAt: ago(35 * MINUTE) }),
    attemptOf({
      id: 'attempt-4',
      unitId: 'garden-3',
      startedAt: ago(2 * DAY),
      handedInAt: ago(26 * HOUR),
      receivedAt: ago(25 * HOUR),
      marks: ['late'],
      grade: [6, 8],
    }),
    attemptOf({ id: 'attempt-5', unitId: 'first-aid-9', startedAt: ago(12 * MINUTE) }),
    attemptOf({ id: 'attempt-6', unitId: 'first-aid-8', startedAt: ago(5 * MINUTE) }),
    attemptOf({
      id: 'attempt-7',
      unitId: 'first-aid-8',
      startedAt: ago(6 * DAY),
      handedInAt: ago(6 * DAY - HOUR),
      receivedAt: ago(6 * DAY - HOUR),
    }),
  ]
  const notices = noticesOf(now)
  const byId = (id: string): Attempt => attempts.find((attempt) => attempt.id === id) ?? fail(id)
  return {
    person: { id: ME, name: 'Amina Okoro', role: 'learner', settings: {} },
    email: 'amina@example.org',
    courses,
    units,
    questions: [...practiceQuestions, ...gradedQuestions],
    files: filesOf(),
    enrolments: [
      enrolmentOf('first-aid', 'active', ago(20 * DAY)),
      enrolmentOf('algebra', 'active', ago(9 * DAY)),
      enrolmentOf('garden', 'active', ago(30 * DAY)),
      enrolmentOf('repair', 'requested', ago(40 * MINUTE)),
      { ...enrolmentOf('nursing', 'refused', ago(3 * DAY)), reason: 'course-full' },
    ],
    progress: [
      ...['first-aid-1', 'first-aid-2', 'first-aid-3'].map((id, index) =>
        progressOf(id, 1, ago((6 - index) * DAY), true),
      ),
      progressOf('first-aid-4', 0.45, ago(18 * MINUTE), false),
      progressOf('algebra-1', 1, ago(5 * DAY), true),
      progressOf('algebra-2', 0.5, ago(35 * MINUTE), false),
      ...['garden-1', 'garden-2', 'garden-3', 'garden-4'].map((id, index) =>
        progressOf(id, 1, ago((20 - index) * DAY), true),
      ),
    ],
    attempts,
    notices,
    downloads: [
      { courseId: 'first-aid', state: 'ready', bytesDone: 38_400_000, bytesTotal: 38_400_000, withVideo: true },
      { courseId: 'algebra', state: 'running', bytesDone: 5_200_000, bytesTotal: 12_600_000, withVideo: true },
      {
        courseId: 'garden',
        state: 'update-available',
        bytesDone: 22_900_000,
        bytesTotal: 24_100_000,
        withVideo: false,
      },
    ],
    outbox: [
      {
        id: 'outbox-1',
        collection: 'attempts',
        title: 'Check yourself: equations',
        courseId: 'algebra',
        state: 'on-this-phone',
        since: ago(35 * MINUTE),
        attempt: byId('attempt-3'),
      },
      {
        id: 'outbox-2',
        collection: 'enrolments',
        title: 'Repairing bicycles',
        courseId: 'repair',
        state: 'on-this-phone',
        since: ago(40 * MINUTE),
      },
      {
        id: 'outbox-3',
        collection: 'progress',
        title: 'Bleeding and shock',
        courseId: 'first-aid',
        state: 'on-this-phone',
        since: ago(18 * MINUTE),
      },
      {
        id: 'outbox-4',
        collection: 'attempts',
        title: 'Burns: what would you do?',
        courseId: 'first-aid',
        state: 'received',
        since: ago(95 * MINUTE),
        attempt: byId('attempt-2'),
      },
      {
        id: 'outbox-5',
        collection: 'attempts',
        title: 'What soil needs',
        courseId: 'garden',
        state: 'graded',
        since: ago(20 * HOUR),
        attempt: byId('attempt-4'),
      },
      {
        id: 'outbox-6',
        collection: 'attempts',
        title: 'The first five minutes',
        courseId: 'first-aid',
        state: 'graded',
        since: ago(3 * DAY),
        attempt: byId('attempt-1'),
      },
    ],
  }
}

/** One of each thing that a person has to decide. */
export const troubleItems = (now: number): readonly OutboxItem[] => {
  const notice = noticesOf(now).find(({ kind }) => kind === 'refused') ?? fail('refused notice')
  return [
    {
      id: 'trouble-1',
      collection: 'enrolments',
      title: 'Nursing: the first year',
      courseId: 'nursing',
      state: 'needs-you',
      since: now - 2 * HOUR,
      code: 'course-full',
    },
    {
      id: 'trouble-2',
      collection: 'attempts',
      title: 'Check yourself: equations',
      courseId: 'algebra',
      state: 'needs-you',
      since: now - 3 * HOUR,
      code: 'already-handed-in',
      notice,
    },
    {
      id: 'trouble-3',
      collection: 'posts',
      title: 'A question about tourniquets',
      courseId: 'first-aid',
      state: 'needs-you',
      since: now - DAY,
      code: 'not-enrolled',
      notice: {
        ...notice,
        id: 'notice-trouble-3',
        refusal: {
          code: 'not-enrolled',
          document: {
            id: 'post-9',
            courseId: 'first-aid',
            title: 'A question about tourniquets',
            markdown: 'Is a belt good enough when there is nothing else? The page says “a broad band”.',
          },
        },
      },
    },
  ]
}

/** Courses as many as a large school has. */
export const manyCourses = (count: number, now: number): readonly Course[] => {
  const [first] = usualFixtures(now).courses
  if (first === undefined) return []
  const topics = [
    'Algebra',
    'First aid',
    'Soil and water',
    'Grammar',
    'Carpentry',
    'Chemistry',
    'History of trade',
    'Bookkeeping',
    'Nutrition',
    'Solar power',
    'Sewing',
    'Statistics',
  ]
  const turns = [
    'for beginners',
    'in practice',
    'step by step',
    'for teachers',
    'at home',
    'for the exam',
    'with examples',
    'in the workshop',
  ]
  const names = ['Grace Mensah', 'Tomás Rivera', 'Li Wen', 'Fatima Zahra', 'Jonas Berg', 'Asha Patel']
  const categories = ['Mathematics', 'Health', 'Farming', 'Languages', 'Crafts', 'Science']
  const levels = ['beginner', 'intermediate', 'advanced'] as const
  const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] ?? fail('list')
  return Array.from({ length: count }, (_, index) => ({
    ...first,
    id: `many-${String(index)}`,
    title: `${pick(topics, index)} ${pick(turns, Math.floor(index / topics.length))}, part ${String(1 + Math.floor(index / 96))}`,
    category: pick(categories, index),
    level: pick(levels, Math.floor(index / 5)),
    language: pick(['en', 'en', 'en', 'fr', 'es', 'ar'], index),
    instructorName: pick(names, index * 7),
    minutes: 30 + ((index * 37) % 600),
    contents: { ...first.contents, bytes: 500_000 + ((index * 7_919_000) % 90_000_000) },
  }))
}

interface CourseSketch {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly category: string
  readonly level: Course['level']
  readonly instructorName: string
  readonly language?: string
  readonly bytes: number
  readonly modules: readonly (readonly [title: string, units: number])[]
  readonly units: readonly UnitSketch[]
  readonly enrolment?: Course['enrolment']
}

const sketches: readonly CourseSketch[] = [
  {
    id: 'first-aid',
    title: 'First aid for everyone',
    description:
      'What to do in the minutes before help arrives: how to look after an unconscious person, stop bleeding, treat burns, and when to call. Made for people without any training, with short videos and situations to practise on.',
    category: 'Health',
    level: 'beginner',
    instructorName: 'Grace Mensah',
    bytes: 38_400_000,
    modules: [
      ['Keep calm, look, call', 3],
      ['Bleeding and burns', 3],
      ['Breathing', 3],
    ],
    units: firstAidUnits,
  },
  {
    id: 'algebra',
    title: 'Algebra from the ground up',
    description:
      'Letters for numbers, and why that helps: expressions, equations, and straight lines, each with something to try at once.',
    category: 'Mathematics',
    level: 'intermediate',
    instructorName: 'Tomás Rivera',
    bytes: 12_600_000,
    modules: [
      ['Letters and numbers', 2],
      ['Straight lines', 2],
    ],
    units: [
      { id: 'algebra-1', title: 'Why letters?', kind: 'page', minutes: 8, markdown: whyLetters },
      { id: 'algebra-2', title: 'Check yourself: equations', kind: 'quiz', minutes: 10, mode: 'practice' },
      { id: 'algebra-3', title: 'Lines and their slope', kind: 'video', minutes: 7 },
      {
        id: 'algebra-4',
        title: 'Test: straight lines',
        kind: 'quiz',
        minutes: 20,
        mode: 'graded',
        dueInDays: 1,
        timeLimitSeconds: 1200,
      },
    ],
  },
  {
    id: 'garden',
    title: 'Growing food on little land',
    description:
      'From soil to harvest on a few square metres: compost, water, what grows beside what, and keeping pests away without poison.',
    category: 'Farming',
    level: 'beginner',
    instructorName: 'Asha Patel',
    bytes: 24_100_000,
    modules: [
      ['Soil', 3],
      ['Water and seed', 2],
    ],
    units: [
      { id: 'garden-1', title: 'What soil is', kind: 'page', minutes: 6 },
      { id: 'garden-2', title: 'Making compost', kind: 'video', minutes: 9 },
      { id: 'garden-3', title: 'What soil needs', kind: 'quiz', minutes: 10, mode: 'graded', dueInDays: -2 },
      { id: 'garden-4', title: 'Water by drops', kind: 'page', minutes: 7 },
      { id: 'garden-5', title: 'Plan your own bed', kind: 'assignment', minutes: 40, dueInDays: 5 },
    ],
  },
  {
    id: 'repair',
    title: 'Repairing bicycles',
    description: 'Brakes, chain, wheels: keep a bicycle safe with a handful of tools.',
    category: 'Crafts',
    level: 'beginner',
    instructorName: 'Jonas Berg',
    bytes: 61_800_000,
    modules: [['The chain', 1]],
    units: [{ id: 'repair-1', title: 'Cleaning a chain', kind: 'video', minutes: 11 }],
  },
  {
    id: 'nursing',
    title: 'Nursing: the first year',
    description: 'The first year’s theory, with the practice at the district hospital.',
    category: 'Health',
    level: 'advanced',
    instructorName: 'Grace Mensah',
    bytes: 212_000_000,
    modules: [['Care', 1]],
    units: [{ id: 'nursing-1', title: 'What care is', kind: 'page', minutes: 14 }],
    enrolment: { mode: 'open', capacity: 30 },
  },
  {
    id: 'french',
    title: 'Le français au quotidien',
    description: 'Parler, écouter et écrire dans la vie de tous les jours.',
    category: 'Languages',
    level: 'beginner',
    instructorName: 'Fatima Zahra',
    language: 'fr',
    bytes: 44_000_000,
    modules: [['Se présenter', 1]],
    units: [{ id: 'french-1', title: 'Bonjour !', kind: 'page', minutes: 5 }],
  },
  {
    id: 'budget',
    title: 'ميزانية الأسرة',
    description: 'إلى أين يذهب المال، وكيف يكفي إلى آخر الشهر.',
    category: 'Business',
    level: 'beginner',
    instructorName: 'Fatima Zahra',
    language: 'ar',
    bytes: 2_100_000,
    modules: [['البداية', 1]],
    units: [{ id: 'budget-1', title: 'إلى أين يذهب المال؟', kind: 'page', minutes: 7, markdown: householdBudget }],
  },
  {
    id: 'solar',
    title: 'Solar power at home',
    description: 'Panels, batteries and wires: plan a small system that is safe and lasts.',
    category: 'Science',
    level: 'intermediate',
    instructorName: 'Li Wen',
    bytes: 31_500_000,
    modules: [['Sun and panels', 1]],
    units: [{ id: 'solar-1', title: 'What a panel gives', kind: 'page', minutes: 9 }],
  },
  {
    id: 'books',
    title: 'Bookkeeping for small shops',
    description: 'Money in, money out, and what is left: simple books that hold up.',
    category: 'Business',
    level: 'beginner',
    instructorName: 'Asha Patel',
    bytes: 3_400_000,
    modules: [['Income', 2]],
    units: [
      { id: 'books-1', title: 'The cash book', kind: 'page', minutes: 10 },
      {
        id: 'books-2',
        title: 'Pasted from somewhere',
        kind: 'page',
        minutes: 1,
        markdown: hostileMarkdown.join('\n\n'),
      },
    ],
    enrolment: { mode: 'invitation' },
  },
]

const questions: readonly Question[] = [
  questionOf(
    'q-1',
    'single-choice',
    'Someone lies on the ground and does not answer. What do you do **first**?',
    { choices: choices('Look whether the place is safe', 'Give water', 'Carry the person away', 'Take a photo') },
    { choiceId: 'c1', hints: { c2: 'An unconscious person can choke on water.' } },
    'A helper who gets hurt can help nobody: look at the place first.',
  ),
  questionOf(
    'q-2',
    'multiple-choice',
    'Which of these belong into an emergency call?',
    { choices: choices('Where it happened', 'What happened', 'How many are hurt', 'Whose fault it was') },
    { choiceIds: ['c1', 'c2', 'c3'] },
    'Where, what, how many. Stay on the line until you are told to end the call.',
  ),
  questionOf(
    'q-3',
    'true-false',
    'A burn should be cooled with ice.',
    {},
    { isTrue: false },
    'Ice harms the skin further. Cool with running water, not colder than 15 °C.',
  ),
  questionOf(
    'q-4',
    'short-text',
    'The position in which an unconscious, breathing person is laid is called the … position.',
    {},
    { accepted: ['recovery', 'recovery position'] },
    'On the side, with the mouth as the lowest point.',
  ),
  questionOf(
    'q-5',
    'numeric',
    'How many chest compressions a minute should you give at least?',
    { unit: 'per minute' },
    { value: 100, tolerance: 20 },
    'Between 100 and 120 a minute.',
  ),
]

const practiceQuestions: readonly Question[] = [...questions, ...longQuestions]

/** The same, as a device has those of a graded quiz: without what makes them right. */
const gradedQuestions: readonly Question[] = practiceQuestions.map(
  ({ id, key: _key, explanation: _why, isKeyOpen: _open, ...shown }) => ({
    ...shown,
    id: gradedId(id),
  }),
)

function gradedId(id: string): string {
  return id.replace('q-', 'g-')
}

/** What a quiz asks. */
const askedIn = (unitId: string, mode: 'practice' | 'graded'): readonly Question[] => {
  const all = mode === 'practice' ? practiceQuestions : gradedQuestions
  return unitId === 'first-aid-8' || unitId === 'first-aid-9' ? all : all.slice(0, questions.length)
}

/** What the school knows of a question. */
export const keptAtSchool = (questionId: string): Question | undefined =>
  practiceQuestions.find(({ id }) => id === questionId || gradedId(id) === questionId)

function choices(...texts: readonly string[]): readonly { readonly id: string; readonly markdown: string }[] {
  return texts.map((markdown, index) => ({ id: `c${String(index + 1)}`, markdown }))
}

function questionOf(
  id: string,
  kind: string,
  prompt: string,
  content: object,
  key: object,
  explanation: string,
): Question {
  return {
    id,
    courseId: 'first-aid',
    kind,
    title: id,
    prompt,
    content: content as Question['content'],
    key: key as NonNullable<Question['key']>,
    explanation,
    isKeyOpen: true,
    points: 2,
    tags: [],
    version: 1,
    updatedAt: 0,
  }
}

const courseOf = (sketch: CourseSketch, units: readonly Unit[], now: number): Course => {
  const own = units.filter(({ courseId }) => courseId === sketch.id)
  let start = 0
  return {
    id: sketch.id,
    title: sketch.title,
    description: sketch.description,
    category: sketch.category,
    level: sketch.level,
    language: sketch.language ?? 'en',
    instructorId: `person-${sketch.instructorName}`,
    instructorName: sketch.instructorName,
    staffIds: [],
    status: 'published',
    modules: sketch.modules.map(([title, count], index) => {
      const unitIds = own.slice(start, start + count).map(({ id }) => id)
      start += count
      return { id: `${sketch.id}-m${String(index + 1)}`, title, unitIds }
    }),
    minutes: own.reduce((sum, { minutes }) => sum + minutes, 0),
    enrolment: sketch.enrolment ?? { mode: 'open' },
    certificate: { minimumPercent: 70 },
    contents: { units: own.length, questions: 5, files: own.length, bytes: sketch.bytes },
    createdAt: now - 90 * DAY,
    updatedAt: now - 6 * DAY,
  }
}

const unitOf = (courseId: string, sketch: UnitSketch, now: number): Unit => ({
  id: sketch.id,
  courseId,
  title: sketch.title,
  kind: sketch.kind,
  minutes: sketch.minutes,
  status: 'published',
  markdown: sketch.markdown ?? 'What this part is about, in a few lines, before it begins.',
  fileIds: sketch.kind === 'video' ? [`${sketch.id}-video`, `${sketch.id}-captions`] : (sketch.fileIds ?? []),
  ...(sketch.kind === 'video'
    ? { video: { fileId: `${sketch.id}-video`, captionsFileId: `${sketch.id}-captions` } }
    : {}),
  ...(sketch.kind === 'quiz'
    ? {
        quiz: {
          mode: sketch.mode ?? 'graded',
          questionIds: askedIn(sketch.id, sketch.mode ?? 'graded').map(({ id }) => id),
          counts: 'best',
          shuffleQuestions: false,
          shuffleChoices: true,
          feedback: 'after-hand-in',
          passPercent: 60,
          ...(sketch.mode === 'practice' ? {} : { attemptLimit: 2 }),
          ...(sketch.timeLimitSeconds === undefined ? {} : { timeLimitSeconds: sketch.timeLimitSeconds }),
          ...(sketch.dueInDays === undefined ? {} : { dueAt: now + sketch.dueInDays * DAY + 3 * HOUR }),
        },
      }
    : {}),
  ...(sketch.kind === 'assignment'
    ? { assignment: { points: 20, ...(sketch.dueInDays === undefined ? {} : { dueAt: now + sketch.dueInDays * DAY }) } }
    : {}),
  updatedAt: now - 6 * DAY,
})

const filesOf = (): readonly CourseFile[] => {
  const file = (
    id: string,
    courseId: string,
    name: string,
    role: CourseFile['role'],
    mime: string,
    bytes: number,
    more: Pick<CourseFile, 'width' | 'height' | 'seconds'> = {},
  ): CourseFile => ({
    id,
    courseId,
    name,
    role,
    mime,
    bytes,
    hash: id.padEnd(64, '0').slice(0, 64),
    ...more,
  })
  const picture = { width: 640, height: 360 }
  return [
    file('first-aid-2-video', 'first-aid', 'Looking after an unconscious person', 'video', 'video/mp4', 21_300_000),
    file('first-aid-2-captions', 'first-aid', 'English', 'captions', 'text/vtt', 4_000),
    file('first-aid-7-video', 'first-aid', 'Chest compressions', 'video', 'video/mp4', 13_800_000),
    file('first-aid-7-captions', 'first-aid', 'English', 'captions', 'text/vtt', 4_000),
    file('first-aid-picture', 'first-aid', 'Recovery position', 'image', 'image/svg+xml', 84_000, picture),
    file('first-aid-scene', 'first-aid', 'Look around', 'image', 'image/svg+xml', 61_000, picture),
    file('first-aid-voice', 'first-aid', 'How to ask', 'audio', 'audio/ogg', 240_000, { seconds: 12 }),
    file('first-aid-card', 'first-aid', 'Emergency card', 'document', 'application/pdf', 120_000),
    file('algebra-3-video', 'algebra', 'Lines and their slope', 'video', 'video/mp4', 11_900_000),
    file('algebra-3-captions', 'algebra', 'English', 'captions', 'text/vtt', 3_000),
    file('garden-2-video', 'garden', 'Making compost', 'video', 'video/mp4', 18_400_000),
    file('garden-2-captions', 'garden', 'English', 'captions', 'text/vtt', 3_000),
  ]
}

const enrolmentOf = (courseId: string, status: Enrolment['status'], at: number): Enrolment => ({
  id: enrolmentIdOf(ME, courseId),
  personId: ME,
  courseId,
  wish: 'enrolled',
  wishedAt: at,
  status,
  ...(status === 'requested' ? {} : { decidedAt: at + MINUTE }),
})

const courseIdOf = (unitId: string): string => unitId.replace(/-\d+$/, '')

const progressOf = (unitId: string, furthest: number, at: number, isDone: boolean): Progress => ({
  id: progressIdOf(ME, unitId),
  personId: ME,
  courseId: courseIdOf(unitId),
  unitId,
  openedAt: at - HOUR,
  ...(isDone ? { doneAt: at } : {}),
  furthest,
  place: { position: furthest, at, device: PHONE },
  secondsByDevice: { [PHONE]: 420 },
})

const isPractised = (unitId: string): boolean =>
  sketches.some(({ units }) => units.some(({ id, mode }) => id === unitId && mode === 'practice'))

const given = [
  { choiceId: 'c1' },
  { choiceIds: ['c1', 'c2', 'c4'] },
  { isTrue: false },
  { text: 'Recovery' },
  { text: '70' },
  ...longAnswers,
]

const attemptOf = (sketch: {
  readonly id: string
  readonly unitId: string
  readonly startedAt: number
  readonly handedInAt?: number
  readonly receivedAt?: number
  readonly grade?: readonly [earned: number, points: number]
  readonly marks?: Attempt['marks']
}): Attempt => {
  const { handedInAt, receivedAt, grade } = sketch
  const asked = askedIn(sketch.unitId, isPractised(sketch.unitId) ? 'practice' : 'graded')
  // Who is still at it has not answered everything.
  const answers =
    handedInAt === undefined ? [{ choiceId: 'c1' }, null, { isTrue: false }, null, null, ...longAnswers] : given
  const points = grade === undefined ? [] : [2, Math.max(0, grade[0] - 6), 2, 2, 0]
  return {
    id: sketch.id,
    personId: ME,
    courseId: courseIdOf(sketch.unitId),
    unitId: sketch.unitId,
    device: PHONE,
    startedAt: sketch.startedAt,
    asked: asked.map(({ id }) => ({ questionId: id, version: 1 })),
    seed: 7,
    answers: Object.fromEntries(
      asked
        .map(
          ({ id }, index) =>
            [id, { value: answers[index] ?? null, at: sketch.startedAt + (index + 1) * MINUTE }] as const,
        )
        .filter(([, { value }]) => value !== null),
    ) as Attempt['answers'],
    flagged: [asked[1]?.id ?? ''],
    secondsUsed: 340,
    status: handedInAt === undefined ? 'open' : 'handed-in',
    ...(handedInAt === undefined ? {} : { handedInAt, clockOffset: -1400 }),
    ...(receivedAt === undefined
      ? {}
      : {
          receipt: {
            number: `R-1J8X${sketch.id.slice(-1)}Q2M-40817`,
            attemptId: sketch.id,
            personId: ME,
            contentHash: '9f2c41d7b80e5a36c2f1d4e8970b6a5388e1f04d9c7b2a6610f3e5d8c4b7a912',
            receivedAt,
            keyId: 'school-2026',
            signature: 'Jx0v7mQ2tKp9bR4sWcYd8eLf1GhZ3NnA5uOiXq6TjVrBkCwEoHyMlSgDzFaPU2IQ7xK9sT0vYbNcRmWdLeJhAg',
          },
        }),
    ...(sketch.marks === undefined ? {} : { marks: sketch.marks }),
    ...(grade === undefined
      ? {}
      : {
          grade: {
            earned: grade[0],
            points: grade[1],
            parts: asked.map(({ id }, index) => ({ questionId: id, earned: points[index] ?? 0, points: 2 })),
            pending: false,
            gradedAt: (receivedAt ?? 0) + 5 * MINUTE,
          },
          feedback: Object.fromEntries(
            asked.map(({ id }) => {
              const kept = keptAtSchool(id)
              return [id, { key: kept?.key ?? {}, explanation: kept?.explanation ?? '' }]
            }),
          ),
        }),
  }
}

const noticesOf = (now: number): readonly Notice[] => [
  {
    id: 'notice-1',
    personId: ME,
    kind: 'graded',
    at: now - 20 * HOUR,
    courseId: 'garden',
    subject: { collection: 'attempts', id: 'attempt-4', title: 'What soil needs' },
  },
  {
    id: 'notice-2',
    personId: ME,
    kind: 'announcement',
    at: now - 26 * HOUR,
    courseId: 'first-aid',
    subject: { collection: 'posts', id: 'post-1', title: 'Practice evening on Thursday' },
  },
  {
    id: 'notice-3',
    personId: ME,
    kind: 'refused',
    at: now - 3 * DAY,
    courseId: 'nursing',
    subject: { collection: 'enrolments', id: enrolmentIdOf(ME, 'nursing'), title: 'Nursing: the first year' },
    refusal: {
      code: 'course-full',
      document: {
        id: enrolmentIdOf(ME, 'nursing'),
        personId: ME,
        courseId: 'nursing',
        wish: 'enrolled',
        wishedAt: now - 3 * DAY,
      },
    },
  },
  {
    id: 'notice-4',
    personId: ME,
    kind: 'reply',
    at: now - 4 * DAY,
    courseId: 'first-aid',
    subject: { collection: 'posts', id: 'post-2', title: 'Re: How long do I cool a burn?' },
    readAt: now - 4 * DAY,
  },
  {
    id: 'notice-5',
    personId: ME,
    kind: 'deadline',
    at: now - 5 * DAY,
    courseId: 'garden',
    subject: { collection: 'units', id: 'garden-3', title: 'What soil needs' },
    readAt: now - 5 * DAY,
  },
  {
    id: 'notice-6',
    personId: ME,
    kind: 'enrolled',
    at: now - 9 * DAY,
    courseId: 'algebra',
    subject: { collection: 'courses', id: 'algebra', title: 'Algebra from the ground up' },
    readAt: now - 9 * DAY,
  },
  {
    id: 'notice-7',
    personId: ME,
    kind: 'decided',
    at: now - 12 * DAY,
    courseId: 'garden',
    subject: { collection: 'attempts', id: 'attempt-4', title: 'What soil needs' },
    readAt: now - 11 * DAY,
  },
  {
    id: 'notice-8',
    personId: ME,
    kind: 'certificate',
    at: now - 30 * DAY,
    subject: { collection: 'certificates', id: 'certificate-1', title: 'Using a computer' },
    readAt: now - 30 * DAY,
  },
]

const fail = (what: string): never => {
  throw new Error(`The fixtures lack ${what}.`)
}
