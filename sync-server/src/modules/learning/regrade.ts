import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import type { Regrade, RegradeRequest, RegradeResult } from '@edutrack/shared-schema/protocol/review'
import { isQuestionVersion, isVersionOf, questionIdOf } from '@edutrack/shared-schema/questions/question-versions'
import { gradeAnswer } from '@edutrack/shared-schema/questions/registry'
import { courseOf, mayTeach } from '#modules/courses/index.ts'
import type { Clock } from '#ports/clock/clock.ts'
import type { Store, StoreReader, TableDefinition, TableRow } from '#ports/store/store.ts'
import type { AlsoWrite, Reader } from '#sync/collection-rules.ts'
import { stateHash } from '#sync/json-hash.ts'
import type { SyncEngine } from '#sync/sync-engine.ts'
import { earnedAfterDecision } from './earned-after-decision.ts'

/** What was graded anew, by whom and when: one row for each time. */
export const regradesTable: TableDefinition = {
  name: 'regrades',
  indexes: [{ name: 'by_question_and_time', fields: ['questionId', 'at'] }],
}
type RegradeRow = TableRow &
  Omit<Regrade, 'regradeId'> & { readonly questionId: string; readonly by: string; readonly comment?: string }

interface RegradeDeps {
  readonly store: Store
  readonly engine: Pick<SyncEngine, 'commitAsServer'>
  readonly clock: Pick<Clock, 'now'>
}

/** Attempts of one transaction. */
const PART = 200
const MOST_TOLD = 300
const MOST_LOGGED = 100

/**
 * Grades by the present version of a question what earlier versions have graded. What was answered, and its receipt, stay as they were (S12); points that a
 * person has given stay too. Part by part, each in a transaction: cut short, it is said to be so; done again, it does the rest. Undefined for whoever doesn't teach the course.
 */
export const regradeQuestion = async (
  deps: RegradeDeps,
  reader: Reader,
  questionId: string,
  { isPreview, comment }: RegradeRequest,
): Promise<RegradeResult | undefined> => {
  const { store, clock } = deps
  const versions = await versionsOf(store, reader, questionId)
  if (versions === undefined) return undefined
  const attempts = await attemptsWith(store, versions.present)
  const told = tell(attempts.map((attempt) => ({ attempt, change: changeOf(attempt, versions) })))
  if (isPreview) return told
  const at = clock.now()
  const word = comment?.trim()
  const row: RegradeRow = {
    id: `regrade-${stateHash({ questionId, at, by: reader.personId })}`,
    questionId,
    at,
    by: reader.personId,
    byName: String((await store.document('people', reader.personId))?.content['name'] ?? ''),
    version: versions.present.version,
    gain: told.gain,
    lose: told.lose,
    isDone: false,
    ...(word === undefined || word === '' ? {} : { comment: word }),
  }
  await writeChanges(deps, attempts, {
    by: reader.personId,
    at,
    changeFor: (attempt) => withComment(changeOf(attempt, versions), row.comment),
    rowAfter: (isDone) => ({ ...row, isDone }),
  })
  return { ...told, regradeId: row.id }
}

/** Grades what a regrade has changed by the versions that were answered again; its comment goes. Undefined where there is none to take back. */
export const undoRegrade = async (
  deps: RegradeDeps,
  reader: Reader,
  questionId: string,
  regradeId: string,
): Promise<RegradeResult | undefined> => {
  const { store, clock } = deps
  const versions = await versionsOf(store, reader, questionId)
  const row = await store.row<RegradeRow>('regrades', regradeId)
  if (versions === undefined || row?.questionId !== questionId || row.undoneAt !== undefined) return undefined
  const graded = versions.all.get(row.version)
  if (graded === undefined) return undefined
  const back = (attempt: Attempt): Change => {
    const { part, answered } = standingOf(attempt, versions)
    if (part === undefined || answered === undefined) return { kind: 'none' }
    const isOfRegrade = isEarned(part, earnedBy(graded, attempt)) && part.comment === row.comment
    if (!isOfRegrade) return { kind: 'by-hand' }
    const { comment: _comment, ...rest } = part
    const { earned, points } = earnedBy(answered, attempt)
    return toChange(part, { ...rest, earned, points })
  }
  const attempts = await attemptsWith(store, versions.present)
  const told = tell(attempts.map((attempt) => ({ attempt, change: back(attempt) })))
  const at = clock.now()
  await writeChanges(deps, attempts, {
    by: reader.personId,
    at,
    changeFor: back,
    rowAfter: (isDone) => ({ ...row, isDone, ...(isDone ? { undoneAt: at } : {}) }),
  })
  return told
}

/** The latest first; undefined for whoever doesn't teach the course. */
export const regradesOf = async (
  { store }: Pick<RegradeDeps, 'store'>,
  reader: Reader,
  questionId: string,
): Promise<readonly Regrade[] | undefined> => {
  if ((await versionsOf(store, reader, questionId)) === undefined) return undefined
  const rows = await store.rows<RegradeRow>({
    table: 'regrades',
    index: 'by_question_and_time',
    equals: [questionId],
    order: 'descending',
    limit: MOST_LOGGED,
  })
  return rows.map(({ id, questionId: _question, by: _by, comment: _comment, ...rest }) => ({ regradeId: id, ...rest }))
}

type Part = NonNullable<Attempt['grade']>['parts'][number]
interface Versions {
  readonly present: Question
  readonly all: ReadonlyMap<number, Question>
}
type Change =
  | { readonly kind: 'none' | 'same' | 'by-hand' }
  | { readonly kind: 'change'; readonly before: Part; readonly after: Part }

const versionsOf = async (store: StoreReader, reader: Reader, questionId: string): Promise<Versions | undefined> => {
  const stored = await store.document('questions', questionId)
  const present = stored?.deleted === false ? (stored.content as Question) : undefined
  const course = present === undefined ? undefined : await courseOf(store, present.courseId)
  if (present === undefined || isQuestionVersion(present) || course === undefined || !mayTeach(course, reader))
    return undefined
  const kept = (await store.documentsBy({ lookup: 'questions_by_course', values: [present.courseId] })).filter((one) =>
    isVersionOf(one, questionId),
  )
  const all = [...kept.map(({ content }) => content as Question), present]
  return { present, all: new Map(all.map((question) => [question.version, question])) }
}

/** Handed-in attempts that asked the question, in whichever quiz of its course. */
const attemptsWith = async (store: StoreReader, { id, courseId }: Question): Promise<readonly Attempt[]> => {
  const units = (await store.documentsBy({ lookup: 'units_by_course', values: [courseId] })).filter(
    ({ content }) => (content as Unit).quiz !== undefined,
  )
  const found: Attempt[] = []
  for (const unit of units)
    for (const { content } of await store.documentsBy({ lookup: 'attempts_by_unit', values: [unit.id] })) {
      const attempt = content as Attempt
      if (attempt.status === 'handed-in' && attempt.asked.some(({ questionId }) => questionId === id))
        found.push(attempt)
    }
  return found
}

/** An attempt's part of the question, and the version that it answered. */
const standingOf = (attempt: Attempt, { present, all }: Versions) => {
  const asked = attempt.asked.find(({ questionId }) => questionId === present.id)
  return {
    part: attempt.grade?.parts.find(({ questionId }) => questionId === present.id),
    answered: asked === undefined ? undefined : (all.get(asked.version) ?? present),
  }
}

const changeOf = (attempt: Attempt, versions: Versions): Change => {
  const { part, answered } = standingOf(attempt, versions)
  // An essay, and what waits for a person, is nobody's to regrade.
  if (part === undefined || answered === undefined || part.pending === true) return { kind: 'none' }
  const now = earnedBy(versions.present, attempt)
  if (now.isPending) return { kind: 'none' }
  const isByRule = [...versions.all.values()].some((version) => isEarned(part, earnedBy(version, attempt)))
  return isByRule ? toChange(part, { ...part, earned: now.earned, points: now.points }) : { kind: 'by-hand' }
}

const toChange = (before: Part, { questionId, earned, points, pending, comment }: Part): Change =>
  before.earned === earned && before.points === points
    ? { kind: 'same' }
    : {
        kind: 'change',
        before,
        after: {
          questionId,
          earned,
          points,
          ...(pending === undefined ? {} : { pending }),
          ...(comment === undefined ? {} : { comment }),
        },
      }

const withComment = (change: Change, comment: string | undefined): Change =>
  change.kind !== 'change' || comment === undefined ? change : { ...change, after: { ...change.after, comment } }

/** What a version gives for the answer of an attempt. */
const earnedBy = (
  { id, kind, content, key, points }: Question,
  { answers }: Attempt,
): { readonly earned: number; readonly points: number; readonly isPending: boolean } => {
  const score = gradeAnswer({ kind, content, key }, answers[questionIdOf(id)]?.value)
  return { earned: score.fraction * points, points, isPending: score.pending === true }
}

const isEarned = (part: Part, { earned, points }: { readonly earned: number; readonly points: number }): boolean =>
  part.earned === earned && part.points === points

const tell = (changes: readonly { readonly attempt: Attempt; readonly change: Change }[]): RegradeResult => {
  const told = changes.flatMap(({ attempt, change }) =>
    change.kind === 'change'
      ? [
          {
            attemptId: attempt.id,
            personName: attempt.personName ?? '',
            before: change.before.earned,
            after: change.after.earned,
            points: change.after.points,
          },
        ]
      : [],
  )
  const count = (kind: Change['kind']): number => changes.filter(({ change }) => change.kind === kind).length
  return {
    gain: told.filter(({ before, after }) => after > before).length,
    lose: told.filter(({ before, after }) => after < before).length,
    // What it can earn may have changed where what it has earned has not.
    same: count('same') + told.filter(({ before, after }) => after === before).length,
    byHand: count('by-hand'),
    changes: told.toSorted((a, b) => a.after - a.before - (b.after - b.before)).slice(0, MOST_TOLD),
  }
}

interface Regrading {
  readonly by: string
  /** Server's clock, ms. */
  readonly at: number
  readonly changeFor: (attempt: Attempt) => Change
  /** What the log of regrades says after a part, and after the last. */
  readonly rowAfter: (isDone: boolean) => RegradeRow
}

/**
 * Looks at each attempt anew inside the transaction: what was graded by hand meanwhile stays. Its author is told where their points change. What the log of regrades says is written with each part, so that
 * none is graded anew without a word there, and none is said to be whole that was cut short.
 */
const writeChanges = async (
  { engine }: RegradeDeps,
  attempts: readonly Attempt[],
  { by, at, changeFor, rowAfter }: Regrading,
): Promise<void> => {
  const affected = attempts.filter((attempt) => changeFor(attempt).kind === 'change')
  const parts = Math.max(1, Math.ceil(affected.length / PART))
  for (let index = 0; index < parts; index += 1)
    await engine.commitAsServer(async (store) => {
      const part = affected.slice(index * PART, (index + 1) * PART)
      const stored = await store.documents(part.map(({ id }) => ({ collection: 'attempts', id })))
      const titles = new Map<string, string>()
      const writes: AlsoWrite[] = []
      for (const one of stored) {
        const attempt = one?.deleted === false ? (one.content as Attempt) : undefined
        const change = attempt === undefined ? undefined : changeFor(attempt)
        if (attempt?.grade === undefined || change?.kind !== 'change') continue
        const graded = attempt.grade.parts.map((each) =>
          each.questionId === change.after.questionId ? change.after : each,
        )
        writes.push({
          collection: 'attempts',
          document: {
            ...attempt,
            grade: {
              ...attempt.grade,
              parts: graded,
              earned: earnedAfterDecision(graded, attempt.decision),
              points: graded.reduce((total, each) => total + each.points, 0),
              gradedAt: at,
              gradedBy: by,
            },
          },
        })
        if (change.before.earned === change.after.earned) continue
        const title =
          titles.get(attempt.unitId) ?? String((await store.document('units', attempt.unitId))?.content['title'] ?? '')
        titles.set(attempt.unitId, title)
        const notice: Notice = {
          id: `graded-${stateHash({ attempt: attempt.id, at })}`,
          personId: attempt.personId,
          kind: 'graded',
          at,
          courseId: attempt.courseId,
          subject: { collection: 'attempts', id: attempt.id, title },
        }
        writes.push({ collection: 'notices', document: notice })
      }
      return { writes, rows: [{ table: regradesTable.name, row: rowAfter(index === parts - 1) }] }
    })
}
