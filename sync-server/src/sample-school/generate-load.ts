import type { Course } from '@edutrack/shared-schema/collections/courses'
import { levels } from '@edutrack/shared-schema/collections/courses'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { enrolmentIdOf } from '@edutrack/shared-schema/id'
import { createSeededRandom, seededShuffle } from '@edutrack/shared-schema/seeded-random'
import type { Accounts } from '#modules/accounts/index.ts'
import type { AlsoWrite } from '#sync/collection-rules.ts'
import type { SyncEngine } from '#sync/sync-engine.ts'
import {
  audiences,
  firstNames,
  lastNames,
  sentences,
  titles,
  topics,
  unitTitles,
  type LoadLanguage,
} from './load-vocabulary.ts'

/** All generated people sign in with it. */
export const LOAD_PASSWORD = 'load-test'
export const loadIds = {
  learner: (index: number) => `load-learner-${padded(index)}`,
  instructor: (index: number) => `load-instructor-${padded(index)}`,
  course: (index: number) => `load-course-${padded(index)}`,
}
/** A generated person's address: their id at `load.example`. */
export const loadEmail = (personId: string): string => `${personId}@load.example`

export interface GenerateLoadDeps {
  readonly engine: Pick<SyncEngine, 'commitAsServer'>
  /** Absent: people are documents alone, who can't sign in. */
  readonly accounts?: Pick<Accounts, 'import'>
  /** Server's clock, ms: courses and enrolments lie before it. */
  readonly now: number
  readonly seed: number
  readonly courses?: number
  readonly learners?: number
  /** Short pages of each course. */
  readonly unitsPerCourse?: number
  /** Enrolments of a learner on average; courses are chosen by popularity (Zipf): few have very many learners. */
  readonly enrolmentsPerLearner?: number
  readonly onProgress?: (progress: { readonly done: number; readonly of: number; readonly what: string }) => void
}

export interface GeneratedLoad {
  readonly instructors: number
  readonly courses: number
  readonly units: number
  readonly learners: number
  readonly enrolments: number
}

/** Documents of one transaction. */
const BATCH = 500
const COURSES_PER_INSTRUCTOR = 60
const DAY_MS = 24 * 3600 * 1000

/**
 * A school as large as you like, for loads: the same seed and `now` give the same documents, so generating again doubles nothing (each takes a new number of
 * the log). No more than a batch is held in memory.
 */
export const generateLoad = async (deps: GenerateLoadDeps): Promise<GeneratedLoad> => {
  const { engine, accounts, now, seed, onProgress } = deps
  const { courses = 10_000, learners = 1000, unitsPerCourse = 2, enrolmentsPerLearner = 6 } = deps
  const instructors = Math.max(1, Math.ceil(courses / COURSES_PER_INSTRUCTOR))
  const random = createSeededRandom(seed)
  const of = instructors + learners + courses * (1 + unitsPerCourse) + learners * enrolmentsPerLearner
  let done = 0
  let waiting: AlsoWrite[] = []
  const flush = async (what: string): Promise<void> => {
    if (waiting.length > 0) await engine.commitAsServer(waiting)
    done += waiting.length
    waiting = []
    onProgress?.({ done: Math.min(done, of), of, what })
  }
  const add = async (what: string, writes: readonly AlsoWrite[]): Promise<void> => {
    waiting.push(...writes)
    if (waiting.length >= BATCH) await flush(what)
  }

  const people = [
    ...Array.from({ length: instructors }, (_, index) => ({
      personId: loadIds.instructor(index),
      role: 'instructor' as const,
    })),
    ...Array.from({ length: learners }, (_, index) => ({ personId: loadIds.learner(index), role: 'learner' as const })),
  ].map((person) => ({ ...person, name: `${pick(random, firstNames)} ${pick(random, lastNames)}` }))
  const nameById = new Map(people.map(({ personId, name }) => [personId, name]))
  if (accounts === undefined)
    for (const { personId, name, role } of people)
      await add('people', [{ collection: 'people', document: { id: personId, name, role, settings: {} } }])
  else {
    await accounts.import(
      people.map((person) => ({ ...person, email: loadEmail(person.personId) })),
      { password: LOAD_PASSWORD, now },
    )
    done += people.length
  }
  await flush('people')

  let units = 0
  for (let index = 0; index < courses; index += 1) {
    const instructorId = loadIds.instructor(Math.floor(random() ** 2 * instructors))
    const documents = makeCourse(random, {
      index,
      now,
      unitsPerCourse,
      instructor: { id: instructorId, name: nameById.get(instructorId) ?? '' },
    })
    units += documents.length - 1
    await add('courses', documents)
  }
  await flush('courses')

  const chooseCourse = createZipf(
    random,
    seededShuffle(
      Array.from({ length: courses }, (_, index) => index),
      seed,
    ),
  )
  let enrolments = 0
  for (let index = 0; index < learners; index += 1) {
    const personId = loadIds.learner(index)
    const wanted = Math.min(courses, Math.round(random() * 2 * enrolmentsPerLearner))
    const chosen = new Set<number>()
    for (let tries = 0; chosen.size < wanted && tries < wanted * 20; tries += 1) chosen.add(chooseCourse())
    enrolments += chosen.size
    await add(
      'enrolments',
      [...chosen].map((course) => {
        const courseId = loadIds.course(course)
        const wishedAt = Math.round(now - random() * 200 * DAY_MS)
        return {
          collection: 'enrolments',
          document: {
            id: enrolmentIdOf(personId, courseId),
            personId,
            courseId,
            wish: 'enrolled',
            wishedAt,
            status: random() < 0.2 ? 'completed' : 'active',
            decidedAt: wishedAt,
            personName: nameById.get(personId) ?? '',
          },
        }
      }),
    )
  }
  await flush('enrolments')
  return { instructors, courses, units, learners, enrolments }
}

const makeCourse = (
  random: () => number,
  {
    index,
    now,
    unitsPerCourse,
    instructor,
  }: {
    readonly index: number
    readonly now: number
    readonly unitsPerCourse: number
    readonly instructor: { readonly id: string; readonly name: string }
  },
): readonly AlsoWrite[] => {
  const id = loadIds.course(index)
  const language = weighted<LoadLanguage>(random, [
    ['en', 70],
    ['es', 15],
    ['fr', 9],
    ['ar', 6],
  ])
  const subject = pick(random, topics)
  const other = pick(random, topics)
  const fill = (text: string): string => {
    const filled = text
      .replace('{topic}', subject.names[language])
      .replace('{other}', other.names[language])
      .replace('{who}', pick(random, audiences[language]))
    return filled.charAt(0).toLocaleUpperCase(language) + filled.slice(1)
  }
  const createdAt = Math.round(now - random() ** 2 * 900 * DAY_MS)
  const description = seededShuffle(sentences[language], index)
    .slice(0, 2 + Math.floor(random() * 2))
    .map(fill)
    .join(' ')
  const units = Array.from({ length: unitsPerCourse }, (_, place): Unit => {
    const title = unitTitles[language][place % unitTitles[language].length] ?? ''
    return {
      id: `${id}-unit-${String(place + 1)}`,
      courseId: id,
      title,
      kind: 'page',
      minutes: 3 + Math.floor(random() * 12),
      status: 'published',
      markdown: `## ${title}\n\n${description}\n\n- ${sentences[language].slice(0, 3).map(fill).join('\n- ')}\n`,
      fileIds: [],
      updatedAt: createdAt,
    }
  })
  const capacity = random() < 0.05 ? { capacity: 10 + Math.floor(random() * 490) } : {}
  const course: Course = {
    id,
    title: fill(pick(random, titles[language])).slice(0, 200),
    description,
    category: subject.category,
    level: weighted(random, [
      [levels[0], 55],
      [levels[1], 32],
      [levels[2], 13],
    ]),
    language,
    instructorId: instructor.id,
    instructorName: instructor.name,
    staffIds: [],
    status: 'published',
    modules:
      units.length === 0
        ? []
        : [{ id: `${id}-module-1`, title: subject.names[language], unitIds: units.map((unit) => unit.id) }],
    minutes: units.reduce((sum, { minutes }) => sum + minutes, 0),
    enrolment: {
      mode: weighted(random, [
        ['open', 92],
        ['invitation', 5],
        ['closed', 3],
      ]),
      ...capacity,
    },
    contents: { units: units.length, questions: 0, files: 0, bytes: 0 },
    createdAt,
    updatedAt: createdAt,
  }
  return [
    { collection: 'courses', document: course },
    ...units.map((document): AlsoWrite => ({ collection: 'units', document })),
  ]
}

const padded = (index: number): string => String(index).padStart(5, '0')

const pick = <Item>(random: () => number, items: readonly Item[]): Item =>
  items[Math.floor(random() * items.length)] as Item

const weighted = <Item>(random: () => number, items: readonly (readonly [Item, number])[]): Item => {
  const total = items.reduce((sum, [, weight]) => sum + weight, 0)
  let at = random() * total
  for (const [item, weight] of items) {
    at -= weight
    if (at < 0) return item
  }
  return (items[0] as readonly [Item, number])[0]
}

/** Chooses from items so that the n-th is 1/n as likely as the first. */
const createZipf = (random: () => number, items: readonly number[]): (() => number) => {
  const sums: number[] = []
  for (const [rank] of items.entries()) sums.push((sums[rank - 1] ?? 0) + 1 / (rank + 1))
  const total = sums.at(-1) ?? 0
  return () => {
    const at = random() * total
    let low = 0
    let high = sums.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) > at) high = middle
      else low = middle + 1
    }
    return items[low] ?? 0
  }
}
