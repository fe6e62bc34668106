import { createReadStream } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Role } from '@edutrack/shared-schema/collections/people'
import type { Accounts } from '#modules/accounts/index.ts'
import { noLetters } from '#modules/messaging/index.ts'
import type { Blobs } from '#ports/blobs/blobs.ts'
import type { Clock } from '#ports/clock/clock.ts'
import type { Store, TableDefinition, TableRow } from '#ports/store/store.ts'
import type { AlsoWrite } from '#sync/collection-rules.ts'
import type { SyncEngine } from '#sync/sync-engine.ts'
import { commitMissing } from './commit-missing.ts'
import { courseToDocuments, sampleIds } from './course-to-documents.ts'
import { readCourse, readSchool, type SourceCourse } from './read-course.ts'
import { readActivity, sendActivity } from './sample-activity.ts'
import { peopleOfClass } from './sample-class.ts'
import { sendEdits } from './sample-edits.ts'

/** The school's content, as it comes with the program. */
export const SAMPLE_SCHOOL_FOLDER = fileURLToPath(new URL('../../sample-school/', import.meta.url))

export interface SignIn {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly role: Role
}

export interface SeedSampleSchoolDeps {
  readonly engine: Pick<SyncEngine, 'handle' | 'commitAsServer'>
  readonly store: Store
  readonly accounts: Pick<Accounts, 'import'>
  readonly blobs: Blobs
  readonly clock: Clock
  /** Steps done of all, and what the last was, in words. */
  readonly onProgress?: (progress: { readonly done: number; readonly of: number; readonly what: string }) => void
  /** Another school's folder; the program's own unless told. */
  readonly folder?: string
}

/**
 * `fresh`: nothing has ever been written; `begun`: seeding was cut short; `complete`; `other`: a school of its own people, which the sample, with its published
 * passwords, must not enter.
 */
export const sampleSchoolState = async (store: Store): Promise<'fresh' | 'begun' | 'complete' | 'other'> => {
  await store.migrate(sampleSchoolTables)
  const seeding = await store.row<SeedingRow>('sample_school', SEEDING)
  if (seeding !== undefined) return seeding.isComplete ? 'complete' : 'begun'
  return (await store.head()) === 0 ? 'fresh' : 'other'
}

/**
 * Fills a school with people, courses and work. Cut short and started again, it goes on: what is there stays as it is, nothing comes twice. Once complete it does
 * nothing. Resolves to the sign-ins of `school.json`, the administrator first.
 */
export const seedSampleSchool = async (
  deps: SeedSampleSchoolDeps,
): Promise<{ readonly signIns: readonly SignIn[] }> => {
  const { engine, store, accounts, blobs, clock, onProgress, folder = SAMPLE_SCHOOL_FOLDER } = deps
  const school = await readSchool(folder)
  const activity = await readActivity(folder)
  const everybody = [
    ...school.people,
    ...activity.classes.flatMap(peopleOfClass).map((learner) => ({ ...learner, role: 'learner' as const })),
  ]
  const signIns = school.people.map(({ fullName, email, role }) => ({
    name: fullName,
    email,
    password: school.password,
    role,
  }))
  const state = await sampleSchoolState(store)
  if (state === 'complete') return { signIns }
  if (state === 'other')
    throw new Error('This school has people and courses of its own; the sample school is only for an empty one.')
  const of = school.courses.length + 2
  let done = 0
  const report = (what: string): void => {
    done += 1
    onProgress?.({ done, of, what })
  }
  // The first run's time stands for all: a run that goes on later makes the documents that the first would have made.
  const begun = await store.row<SeedingRow>('sample_school', SEEDING)
  const now = begun?.begunAt ?? clock.now()
  const note = (isComplete: boolean): Promise<void> =>
    store.transact((tx) => tx.putRow('sample_school', { id: SEEDING, begunAt: now, isComplete } satisfies SeedingRow))
  await note(false)

  await accounts.import(
    everybody.map(({ name, fullName, email, role }) => ({
      personId: sampleIds.person(name),
      name: fullName,
      email,
      role,
      // Their addresses are nobody's: what they have done before anyone looks at it is told in the app alone.
      settings: { notify: noLetters },
    })),
    { password: school.password, now },
  )
  report('people')

  const courses = new Map<string, SourceCourse>()
  const person = (name: string): (typeof everybody)[number] => {
    const found = everybody.find((candidate) => candidate.name === name)
    if (found === undefined) throw new Error(`There is no ${name} in school.json`)
    return found
  }
  for (const name of school.courses) {
    const source = await readCourse(folder, name)
    courses.set(name, source)
    for (const file of source.files)
      if ((await blobs.stat(`media/${file.hash}`)) === undefined)
        await blobs.put(`media/${file.hash}`, createReadStream(file.path), { mime: file.mime })
    const documents = courseToDocuments(source, { now, nameOf: (name) => person(name).fullName })
    await commitMissing({ engine, store }, [
      { collection: 'courses', document: documents.course },
      ...documents.files.map((document): AlsoWrite => ({ collection: 'files', document })),
      ...documents.questions.map((document): AlsoWrite => ({ collection: 'questions', document })),
      ...documents.units.map((document): AlsoWrite => ({ collection: 'units', document })),
    ])
    report(source.course.title)
  }

  const readerOf = (name: string) => ({ personId: sampleIds.person(name), role: person(name).role })
  await sendActivity({ engine, store, now, readerOf, courses }, activity)
  await sendEdits({ engine, store, now, readerOf }, activity.edits)
  await note(true)
  report('what learners have done')
  return { signIns }
}

const SEEDING = 'seeding'
interface SeedingRow extends TableRow {
  /** Server's clock, ms. */
  readonly begunAt: number
  readonly isComplete: boolean
}
const sampleSchoolTables: readonly TableDefinition[] = [{ name: 'sample_school', indexes: [] }]
