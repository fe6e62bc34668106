import { setTimeout as pause } from 'node:timers/promises'
import { makeHandIn } from '@edutrack/sync-server/bench/world/bench-school'
import { enrolmentIdOf } from '@edutrack/shared-schema/id'
import { PROTOCOL_VERSION } from '@edutrack/shared-schema/protocol/version'
import type { SyncResponse } from '@edutrack/shared-schema/protocol/sync'
import type { Member } from './cluster-world.ts'

/** What a device that waits no longer than this for an answer does next. */
const PATIENCE_MS = 15_000
const AGAIN_MS = 200
const LONGEST_AGAIN_MS = 5000
const QUIZZES = 100

/** One request of a device; rejects where none or no good answer has come. */
export const sync = async (port: number, member: Member, more: object, requestId?: string): Promise<SyncResponse> => {
  const response = await fetch(`http://127.0.0.1:${String(port)}/api/sync`, {
    method: 'POST',
    headers: {
      cookie: member.cookie,
      'content-type': 'application/json',
      ...(requestId === undefined ? {} : { 'x-request-id': requestId }),
    },
    body: JSON.stringify({
      protocol: PROTOCOL_VERSION,
      device: `device-of-${member.personId}`,
      person: member.personId,
      clock: Date.now(),
      push: [],
      ...more,
    }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  if (response.status !== 200) throw new Error(`${String(response.status)} ${(await response.text()).slice(0, 300)}`)
  return (await response.json()) as SyncResponse
}

const rowsOf = (collection: string, document: { readonly id: string }): object => ({
  push: [{ collection, rows: [{ assumed: null, document }] }],
})
export const handInOf = (member: Member, index: number, id: string): object =>
  rowsOf('attempts', makeHandIn(member.personId, index % QUIZZES, id))
export const enrolmentOf = ({ personId }: Member, courseId: string): object => {
  const wish = { personId, courseId, wish: 'enrolled', wishedAt: Date.now() }
  return rowsOf('enrolments', { id: enrolmentIdOf(personId, courseId), ...wish })
}

export interface LoadReport {
  /** Ids of hand-ins that were accepted. */
  readonly accepted: ReadonlySet<string>
  /** Enrolments that were accepted, each of which is told by one letter. */
  readonly enrolled: number
  readonly tries: number
  readonly failures: readonly { readonly at: number; readonly why: string }[]
  /** From a device's first try to its answer, ms. */
  readonly times: readonly number[]
}

/**
 * Learners hand in at a steady rate, whatever the servers do, and each device tries again until it is answered. Every tenth also enrols, which sends a
 * letter. `stop` resolves when all that was begun is answered.
 */
export const startLoad = (options: {
  readonly port: number
  readonly learners: readonly Member[]
  readonly perSecond: number
  /** Makes ids that no other load has. */
  readonly name: string
  /** Who enrols where at the n-th time; each pair once. */
  readonly enrolments?: (n: number) => { readonly member: Member; readonly courseId: string }
}): { readonly stop: () => Promise<LoadReport> } => {
  const { port, learners, perSecond, name, enrolments } = options
  const accepted = new Set<string>()
  const failures: { at: number; why: string }[] = []
  const times: number[] = []
  const running = new Set<Promise<void>>()
  let tries = 0
  let enrolled = 0
  let index = 0
  let isOver = false

  const deliver = async (member: Member, body: object, startedAt: number): Promise<void> => {
    for (let wait = AGAIN_MS; ; wait = Math.min(LONGEST_AGAIN_MS, wait * 2)) {
      tries += 1
      try {
        const { push } = await sync(port, member, body)
        const result = push[0]?.results[0]
        if (result?.outcome !== 'accepted') throw new Error(JSON.stringify(result))
        times.push(performance.now() - startedAt)
        return
      } catch (error) {
        failures.push({ at: performance.now(), why: reasonOf(error) })
        await pause(wait * (0.5 + Math.random()))
      }
    }
  }
  const begin = (): void => {
    const member = learners[index % learners.length] as Member
    const id = `${name}-${String(index)}`
    const startedAt = performance.now()
    const wish = index % 10 === 0 ? enrolments?.(index / 10) : undefined
    const work = deliver(member, handInOf(member, Math.floor(index / learners.length), id), startedAt).then(() => {
      accepted.add(id)
    })
    const also =
      wish === undefined
        ? Promise.resolve()
        : deliver(wish.member, enrolmentOf(wish.member, wish.courseId), startedAt).then(() => {
            enrolled += 1
          })
    const both = Promise.all([work, also]).then(() => void running.delete(both))
    running.add(both)
    index += 1
  }
  const startedAt = performance.now()
  const loop = (async () => {
    while (!isOver) {
      while (index < ((performance.now() - startedAt) / 1000) * perSecond) begin()
      await pause(5)
    }
  })()
  return {
    stop: async () => {
      isOver = true
      await loop
      await Promise.all(running)
      return { accepted, enrolled, tries, failures, times }
    },
  }
}

const reasonOf = (error: unknown): string => {
  const { message, cause } = error as Error
  return cause instanceof Error ? cause.message : message
}
