import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import { enrolmentIdOf } from '@edutrack/shared-schema/id'
import type { RosterEntry, RosterImport, RosterResult, RosterUndo } from '@edutrack/shared-schema/protocol/roster'
import { mailAddressOf, personByMail, type Accounts } from '#modules/accounts/index.ts'
import { courseOf, mayTeach } from '#modules/courses/index.ts'
import type { Clock } from '#ports/clock/clock.ts'
import type { StoreReader } from '#ports/store/store.ts'
import type { AlsoWrite, Reader } from '#sync/collection-rules.ts'
import { stateHash } from '#sync/json-hash.ts'
import type { SyncEngine } from '#sync/sync-engine.ts'
import { enrolmentLetter } from './jobs/enrolment-letter.ts'

interface RosterDeps {
  readonly store: StoreReader
  readonly engine: Pick<SyncEngine, 'commitAsServer'>
  readonly accounts: Pick<Accounts, 'import'>
  readonly clock: Pick<Clock, 'now'>
  /** Of new accounts, until their people choose their own: nobody is told it. */
  readonly newPassword: () => string
}

/**
 * Puts the people of a list into a course: whoever has no account gets one, and a letter by which they choose a password. Each row is answered, none is
 * dropped. Sent again, a list changes nothing. Undefined for whoever doesn't teach the course.
 */
export const importRoster = async (
  deps: RosterDeps,
  decider: Reader,
  courseId: string,
  { importId, isPreview, rows }: RosterImport,
): Promise<readonly RosterResult[] | undefined> => {
  const { store, engine, accounts, clock, newPassword } = deps
  if (!(await isTaught(store, decider, courseId))) return undefined
  const read = rows.map(readRow)
  const known = new Map<string, string>()
  for (const row of read) {
    if (typeof row === 'string') continue
    const personId = await personByMail(store, row.email)
    if (personId !== undefined && !(await isHalfMade(store, personId, row.email, courseId)))
      known.set(row.email, personId)
  }
  const newcomers = new Map(
    read.flatMap((row) => (typeof row === 'string' || known.has(row.email) ? [] : [[row.email, row] as const])),
  )
  if (!isPreview && newcomers.size > 0)
    await accounts.import(
      [...newcomers.values()].map(({ email, name }) => ({ personId: newIdOf(email), name, email, role: 'learner' })),
      { password: newPassword(), now: clock.now() },
    )
  let results: readonly RosterResult[] = []
  await engine.commitAsServer(async (inside) => {
    const writes: AlsoWrite[] = []
    const jobs: ReturnType<typeof enrolmentLetter>[] = []
    const made: RosterResult[] = []
    for (const row of read) {
      if (typeof row === 'string') {
        made.push({ outcome: 'faulty', reason: row })
        continue
      }
      const isNew = newcomers.has(row.email)
      const personId = known.get(row.email) ?? newIdOf(row.email)
      const { result, enrolment } = await enter(inside, courseId, { personId, row, isNew, importId, at: clock.now() })
      made.push(result)
      if (enrolment === undefined) continue
      writes.push({ collection: 'enrolments', document: enrolment })
      if (result.outcome !== 'already-in')
        jobs.push(enrolmentLetter({ ...enrolment, wishedAt: clock.now() }, { status: 'active', isNew }))
    }
    results = made
    return isPreview ? [] : { writes, jobs }
  })
  return results
}

/** Takes a list back: whom it let in and who has not begun to work is out again, groups are as they were. Resolves to how many are out, and how many have begun. */
export const undoRoster = async (
  { store, engine }: Pick<RosterDeps, 'store' | 'engine'>,
  decider: Reader,
  courseId: string,
  { importId, groups }: RosterUndo,
): Promise<{ readonly removed: number; readonly kept: number } | undefined> => {
  if (!(await isTaught(store, decider, courseId))) return undefined
  const all = (await store.documentsBy({ lookup: 'enrolments_by_course', values: [courseId] })).map(
    ({ content }) => content as Enrolment,
  )
  const came = all.filter(({ invitation, status }) => invitation === markOf(importId) && status === 'active')
  const groupOf = new Map(groups.map(({ personId, group }) => [personId, group]))
  const regrouped = all.filter(({ personId, group = '' }) => (groupOf.get(personId) ?? group) !== group)
  let removed = 0
  for (const part of partsOf(came)) {
    let count = 0
    await engine.commitAsServer(async (inside) => {
      const writes: AlsoWrite[] = []
      for (const { id, personId } of part) {
        const stored = await inside.document('enrolments', id)
        const enrolment = stored?.deleted === false ? (stored.content as Enrolment) : undefined
        if (enrolment?.status !== 'active' || (await hasBegun(inside, personId, courseId))) continue
        writes.push({ collection: 'enrolments', document: enrolment, deleted: true })
      }
      count = writes.length
      return writes
    })
    removed += count
  }
  for (const part of partsOf(regrouped))
    await engine.commitAsServer(async (inside) => {
      const stored = await inside.documents(part.map(({ id }) => ({ collection: 'enrolments', id })))
      return stored.flatMap((one): readonly AlsoWrite[] => {
        if (one?.deleted !== false) return []
        const enrolment = one.content as Enrolment
        const group = groupOf.get(enrolment.personId)
        return group === undefined ? [] : [{ collection: 'enrolments', document: { ...enrolment, group } }]
      })
    })
  return { removed, kept: came.length - removed }
}

/** Addresses of who is or was in the course, for a table of them. */
export const rosterOf = async (
  { store }: Pick<RosterDeps, 'store'>,
  reader: Reader,
  courseId: string,
): Promise<readonly RosterEntry[] | undefined> => {
  if (!(await isTaught(store, reader, courseId))) return undefined
  const entries: RosterEntry[] = []
  for (const part of partsOf(await store.documentsBy({ lookup: 'enrolments_by_course', values: [courseId] })))
    entries.push(
      ...(await Promise.all(
        part.map(async ({ content }) => {
          const personId = String(content['personId'])
          return { personId, email: (await mailAddressOf(store, personId)) ?? '' }
        }),
      )),
    )
  return entries
}

type Fault = Extract<RosterResult, { outcome: 'faulty' }>['reason']
interface ReadRow {
  readonly email: string
  readonly name: string
  readonly group: string | undefined
}

/** A fault, or the row as it is kept. */
const readRow = ({ name, email, group }: RosterImport['rows'][number]): ReadRow | Fault => {
  const address = email.trim().toLowerCase()
  if (address === '') return 'email-missing'
  if (!ADDRESS.test(address) || address.length > 320) return 'email-wrong'
  const named = name.trim()
  if (named === '') return 'name-missing'
  if (named.length > 120 || !isLine(named)) return 'name-wrong'
  const grouped = group?.trim()
  if (grouped !== undefined && (grouped.length > 80 || !isLine(grouped))) return 'group-wrong'
  return { email: address, name: named, group: grouped === '' ? undefined : grouped }
}
const ADDRESS = /^[^\s@"(),:;<>[\]\\\p{Cc}]+@[^\s@"(),:;<>[\]\\\p{Cc}]+\.[^\s@.,\p{Cc}]+$/u
const isLine = (text: string): boolean => text.isWellFormed() && !/\p{Cc}/u.test(text)

const enter = async (
  store: StoreReader,
  courseId: string,
  { personId, row, isNew, importId, at }: EnterInput,
): Promise<{ readonly result: RosterResult; readonly enrolment?: Enrolment }> => {
  const course = await courseOf(store, courseId)
  if (course?.instructorId === personId || course?.staffIds.includes(personId) === true)
    return { result: { outcome: 'faulty', reason: 'teaches' } }
  const id = enrolmentIdOf(personId, courseId)
  const stored = await store.document('enrolments', id)
  const before = stored?.deleted === false ? (stored.content as Enrolment) : undefined
  const grouped = row.group === undefined ? {} : { group: row.group }
  if (before?.status === 'active' || before?.status === 'completed') {
    const isMoved = row.group !== undefined && row.group !== (before.group ?? '')
    return {
      result: { outcome: 'already-in', personId, ...(isMoved ? { groupBefore: before.group ?? '' } : {}) },
      ...(isMoved ? { enrolment: { ...before, ...grouped } } : {}),
    }
  }
  // Nobody is brought back who has left by themselves.
  if (before?.wish === 'left') return { result: { outcome: 'faulty', reason: 'left' } }
  const { reason: _reason, ...rest } = before ?? {}
  const personName = String((await store.document('people', personId))?.content['name'] ?? row.name)
  return {
    result: { outcome: isNew ? 'account-made' : 'enrolled', personId },
    enrolment: {
      wishedAt: at,
      ...rest,
      ...grouped,
      id,
      personId,
      courseId,
      wish: 'enrolled',
      status: 'active',
      decidedAt: at,
      invitation: markOf(importId),
      personName,
    },
  }
}
interface EnterInput {
  readonly personId: string
  readonly row: ReadRow
  readonly isNew: boolean
  readonly importId: string
  readonly at: number
}

/** What an enrolment says of the list that it came by. No invitation's code has a colon. */
const markOf = (importId: string): string => `roster:${importId}`

/** Follows from the address, so that a list that was cut short finds who it made before. */
const newIdOf = (email: string): string => `listed-${stateHash(email)}`

/** Their account was made by a list that was cut off before it let them in anywhere: nobody has told them of it. */
const isHalfMade = async (store: StoreReader, personId: string, email: string, courseId: string): Promise<boolean> =>
  personId === newIdOf(email) &&
  (await store.document('enrolments', enrolmentIdOf(personId, courseId))) === undefined &&
  (await store.documentsBy({ lookup: 'enrolments_by_person', values: [personId], limit: 1 })).length === 0

const hasBegun = async (store: StoreReader, personId: string, courseId: string): Promise<boolean> =>
  (await store.documentsBy({ lookup: 'attempts_by_person_and_unit', values: [personId] })).some(
    ({ content }) => content['courseId'] === courseId,
  )

const isTaught = async (store: StoreReader, reader: Reader, courseId: string): Promise<boolean> => {
  const course = await courseOf(store, courseId)
  return course !== undefined && mayTeach(course, reader)
}

/** So many that one transaction of them lets others in soon. */
const PART = 250
const partsOf = <Member>(members: readonly Member[]): readonly (readonly Member[])[] =>
  Array.from({ length: Math.ceil(members.length / PART) }, (_, index) =>
    members.slice(index * PART, (index + 1) * PART),
  )
