import { combineLatest, distinctUntilChanged, map, of, switchMap, type Observable } from 'rxjs'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import type { CollectionName } from '@edutrack/shared-schema/collections/registry'
import type { OutboxItem, SyncState } from '#app/services.ts'
import type { LocalDocument } from '#local-db/local-document.ts'
import type { UnsentDocument } from './local-documents.ts'

/** Sent work that the outbox still shows. */
const MAX_SENT = 50

interface OutboxDeps {
  readonly unsent$: Observable<readonly UnsentDocument[]>
  readonly attempts$: Observable<readonly Attempt[]>
  readonly notices$: Observable<readonly Notice[]>
  /** `collection/id` of what is on its way right now. */
  readonly sending$: Observable<ReadonlySet<string>>
  /** True while the school is in reach. */
  readonly isInReach$: Observable<boolean>
  /** Titles of units and courses by id, live. */
  readonly titles: (ids: readonly string[]) => Observable<ReadonlyMap<string, string>>
}

/** Where each piece of the person's work is: in need, unsent, and sent, each part newest first. */
export const watchOutbox = ({
  unsent$,
  attempts$,
  notices$,
  sending$,
  titles,
}: OutboxDeps): Observable<readonly OutboxItem[]> =>
  combineLatest([unsent$, attempts$, notices$, sending$]).pipe(
    map(([unsent, attempts, notices, sending]) => [
      ...notices.filter(isCallForHelp).map(noticeToItem),
      ...unsent.filter(isWork).map((document) => unsentToItem(document, sending)),
      ...sentAttempts(attempts, unsent).map(attemptToItem),
    ]),
    switchMap((items) => withTitles(items, titles)),
  )

/** The quiet word on every screen. While all is well, places of reading and the like come and go without a word. */
export const watchStatus = (deps: OutboxDeps): SyncState['status$'] =>
  combineLatest([deps.unsent$, deps.notices$, deps.sending$, deps.isInReach$]).pipe(
    map(([unsent, notices, sending, isInReach]) => {
      const held = unsent.filter(({ document }) => document.heldCode !== undefined).length
      const inNeed = notices.filter(isCallForHelp).length + held
      if (inNeed > 0) return { kind: 'needs-you' as const, count: inNeed }
      const counted = unsent.filter((document) => isWork(document) && (!isInReach || !isTrifle(document)))
      if (counted.length === 0) return { kind: 'all-sent' as const, count: 0 }
      return {
        kind: counted.some((document) => sending.has(keyOf(document))) ? ('sending' as const) : ('waiting' as const),
        count: counted.length,
      }
    }),
    distinctUntilChanged((a, b) => a.kind === b.kind && a.count === b.count),
  )

export const keyOf = ({ collection, document }: UnsentDocument): string => `${collection}/${document.id}`

const isCallForHelp = (notice: Notice): boolean => notice.kind === 'refused' && notice.readAt === undefined

/** That a notice was read is no work of anybody's. */
const isWork = ({ collection }: UnsentDocument): boolean => collection !== 'notices'
const isTrifle = ({ collection, document }: UnsentDocument): boolean =>
  collection === 'progress' || (collection === 'attempts' && document['status'] === 'open')

const sentAttempts = (attempts: readonly Attempt[], unsent: readonly UnsentDocument[]): readonly Attempt[] => {
  const unsentIds = new Set(unsent.map(({ document }) => document.id))
  return attempts
    .filter(({ id, status }) => status === 'handed-in' && !unsentIds.has(id))
    .sort((a, b) => (b.handedInAt ?? 0) - (a.handedInAt ?? 0))
    .slice(0, MAX_SENT)
}

type Untitled = Omit<OutboxItem, 'title'> & { readonly titleOf: readonly string[]; readonly title?: string }

const unsentToItem = ({ collection, document }: UnsentDocument, sending: ReadonlySet<string>): Untitled => {
  const { unitId, courseId, title } = document as LocalDocument & {
    readonly unitId?: string
    readonly courseId?: string
    readonly title?: string
  }
  const isHeld = document.heldCode !== undefined
  return {
    id: document.id,
    collection: collection as OutboxItem['collection'],
    // What has a title of its own, as a unit that is being written, is called by it.
    ...(title === undefined || title === ''
      ? { titleOf: [unitId, courseId].filter((id) => id !== undefined) }
      : { titleOf: [], title }),
    ...(courseId === undefined ? {} : { courseId }),
    state: isHeld ? 'needs-you' : sending.has(keyOf({ collection, document })) ? 'sending' : 'on-this-phone',
    since: document.unsentSince,
    ...(isHeld ? { code: document.heldCode } : {}),
    ...(collection === 'attempts' ? { attempt: document as unknown as Attempt } : {}),
  }
}

const attemptToItem = (attempt: Attempt): Untitled => {
  const isGraded = attempt.grade !== undefined && !attempt.grade.pending
  return {
    id: attempt.id,
    collection: 'attempts',
    titleOf: [attempt.unitId, attempt.courseId],
    courseId: attempt.courseId,
    state: isGraded ? 'graded' : 'received',
    since: (isGraded ? attempt.grade?.gradedAt : attempt.receipt?.receivedAt) ?? attempt.handedInAt ?? 0,
    attempt,
  }
}

const noticeToItem = (notice: Notice): Untitled => ({
  id: notice.id,
  collection: (notice.subject?.collection ?? 'notices') as Extract<CollectionName, OutboxItem['collection']>,
  titleOf: [String(notice.refusal?.document['unitId'] ?? ''), notice.courseId ?? ''].filter((id) => id !== ''),
  title: notice.subject?.title ?? '',
  ...(notice.courseId === undefined ? {} : { courseId: notice.courseId }),
  state: 'needs-you',
  since: notice.at,
  ...(notice.refusal === undefined ? {} : { code: notice.refusal.code }),
  notice,
})

const withTitles = (items: readonly Untitled[], titles: OutboxDeps['titles']): Observable<readonly OutboxItem[]> => {
  const ids = [...new Set(items.flatMap(({ titleOf }) => titleOf))]
  const titled = (byId: ReadonlyMap<string, string>): readonly OutboxItem[] =>
    items.map(({ titleOf, title, ...item }) => ({
      ...item,
      title: titleOf.map((id) => byId.get(id)).find((found) => found !== undefined) ?? title ?? '',
    }))
  return ids.length === 0 ? of(titled(new Map())) : titles(ids).pipe(map(titled))
}
