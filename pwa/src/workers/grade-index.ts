import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Enrolment } from '@edutrack/shared-schema/collections/enrolments'
import type { QuizSettings } from '@edutrack/shared-schema/collections/units'
import type { GradeCell, ListedWork, WorkList } from '#app/gradebook.ts'
import { cellOf, isUndecided, isWaiting, toHandIn, type HandIn } from './grade-cell.ts'
import type { Stored } from './read-collection.ts'

/** Entries of a list of work: so far ahead does somebody look who grades one after the other. */
const LISTED = 200

export interface GradeColumn {
  readonly unitId: string
  readonly counts: QuizSettings['counts']
}

/**
 * A course's grades, kept up by what has changed alone: an attempt touches one cell, an enrolment one row. Lives in a worker, which tells the screen what
 * `takeNews` gives; plain enough to be tested without one.
 */
export interface GradeIndex {
  putEnrolments(enrolments: readonly Stored<Enrolment>[]): void
  putAttempts(attempts: readonly Stored<Attempt>[]): void
  /** What has changed since it was last asked. */
  takeNews(): GradeNews
}

/** People are told by numbers, that stay the same as long as the index lives. */
export interface GradeNews {
  readonly people: readonly PersonNews[]
  readonly cells: readonly { readonly number: number; readonly column: number; readonly cell: GradeCell | undefined }[]
  /** Numbers of all who are shown, by name; absent: as before. */
  readonly order?: Int32Array
  /** Absent: as before. */
  readonly waiting?: WorkList
  readonly unusual?: WorkList
  readonly decided?: WorkList
}
export interface PersonNews {
  readonly number: number
  readonly personId: string
  readonly name: string
  readonly isIn: boolean
  readonly group: string
}

interface Known {
  readonly personId: string
  name: string
  isIn: boolean
  hasWork: boolean
  group: string
  /** By column. */
  readonly handIns: (HandIn[] | undefined)[]
}

export const createGradeIndex = (columns: readonly GradeColumn[]): GradeIndex => {
  const columnByUnit = new Map(columns.map(({ unitId }, column) => [unitId, column]))
  const people: Known[] = []
  const numberById = new Map<string, number>()
  const cameAt = ({ receipt }: Attempt): number => receipt?.receivedAt ?? 0
  const waiting = createWorkList(isWaiting, cameAt)
  const unusual = createWorkList(isUndecided, cameAt)
  const decided = createWorkList(
    ({ marks = [], decision }) => marks.length > 0 && decision !== undefined,
    ({ decision }) => -(decision?.at ?? 0),
  )
  const changedPeople = new Set<number>()
  /** A number, times columns, plus the column. */
  const changedCells = new Set<number>()

  const know = (personId: string): readonly [number: number, person: Known] => {
    const number = numberById.get(personId) ?? people.length
    const known = people[number] ?? { personId, name: '', isIn: false, hasWork: false, group: '', handIns: [] }
    if (number === people.length) {
      people.push(known)
      numberById.set(personId, number)
    }
    return [number, known]
  }

  const putAttempt = (attempt: Stored<Attempt>): void => {
    const isHere = attempt._deleted !== '1' && attempt._deleted !== true
    const isHandedIn = isHere && attempt.status === 'handed-in'
    waiting.put(attempt, isHere)
    unusual.put(attempt, isHere)
    decided.put(attempt, isHere)
    if (!isHandedIn && !numberById.has(attempt.personId)) return
    const [number, person] = know(attempt.personId)
    if (isHandedIn && !person.hasWork) {
      person.hasWork = true
      changedPeople.add(number)
    }
    if (person.name === '' && attempt.personName !== undefined) {
      person.name = attempt.personName
      changedPeople.add(number)
    }
    const column = columnByUnit.get(attempt.unitId)
    if (column === undefined) return
    const others = person.handIns[column]?.filter(({ id }) => id !== attempt.id) ?? []
    person.handIns[column] = isHandedIn ? [...others, toHandIn(attempt)] : others
    changedCells.add(number * columns.length + column)
  }

  const putEnrolment = ({ personId, personName, status, group = '', _deleted }: Stored<Enrolment>): void => {
    const [number, person] = know(personId)
    person.isIn = _deleted !== '1' && _deleted !== true && (status === 'active' || status === 'completed')
    person.name = personName ?? person.name
    person.group = group
    changedPeople.add(number)
  }

  const orderByName = (): Int32Array => {
    const { compare } = new Intl.Collator()
    return Int32Array.from(
      people
        .map((person, number) => ({ person, number }))
        .filter(({ person }) => person.isIn || person.hasWork)
        .toSorted((a, b) => compare(a.person.name, b.person.name) || (a.person.personId < b.person.personId ? -1 : 1))
        .map(({ number }) => number),
    )
  }

  return {
    putEnrolments: (enrolments) => {
      for (const enrolment of enrolments) putEnrolment(enrolment)
    },
    putAttempts: (attempts) => {
      for (const attempt of attempts) putAttempt(attempt)
    },
    takeNews: () => {
      const news: GradeNews = {
        people: [...changedPeople].flatMap((number) => {
          const person = people[number]
          if (person === undefined) return []
          const { personId, name, isIn, group } = person
          return [{ number, personId, name, isIn, group }]
        }),
        cells: [...changedCells].map((key) => {
          const number = Math.floor(key / columns.length)
          const column = key % columns.length
          const cell = cellOf(people[number]?.handIns[column] ?? [], columns[column]?.counts ?? 'last')
          return { number, column, cell }
        }),
        ...(changedPeople.size === 0 ? {} : { order: orderByName() }),
        ...waiting.takeChanged('waiting'),
        ...unusual.takeChanged('unusual'),
        ...decided.takeChanged('decided'),
      }
      changedPeople.clear()
      changedCells.clear()
      return news
    },
  }
}

/** Work that somebody should look at. */
const createWorkList = (belongs: (attempt: Attempt) => boolean, placeOf: (attempt: Attempt) => number) => {
  const entries = new Map<string, WorkEntry>()
  let isChanged = true
  return {
    put: (attempt: Attempt, isHere: boolean): void => {
      const { id, personName = '', unitId, receipt, marks = [] } = attempt
      if (isHere && belongs(attempt)) {
        const receivedAt = receipt === undefined ? {} : { receivedAt: receipt.receivedAt }
        entries.set(id, { work: { attemptId: id, personName, unitId, marks, ...receivedAt }, place: placeOf(attempt) })
        isChanged = true
      } else if (entries.delete(id)) isChanged = true
    },
    takeChanged: <Name extends 'waiting' | 'unusual' | 'decided'>(
      name: Name,
    ): { readonly [Key in Name]?: WorkList } => {
      if (!isChanged) return {}
      isChanged = false
      const list: WorkList = { count: entries.size, first: firstOf(entries.values()) }
      return { [name]: list } as { readonly [Key in Name]: WorkList }
    },
  }
}

interface WorkEntry {
  readonly work: ListedWork
  /** By it they are in order. */
  readonly place: number
}

/** Of many, only those that are listed are put in order. */
const firstOf = (entries: Iterable<WorkEntry>): readonly ListedWork[] => {
  let first: WorkEntry[] = []
  const tidy = (): void => {
    first = first
      .toSorted((a, b) => a.place - b.place || (a.work.attemptId < b.work.attemptId ? -1 : 1))
      .slice(0, LISTED)
  }
  for (const entry of entries) {
    first.push(entry)
    if (first.length >= 4 * LISTED) tidy()
  }
  tidy()
  return first.map(({ work }) => work)
}
