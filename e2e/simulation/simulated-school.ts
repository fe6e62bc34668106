import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Role } from '@edutrack/shared-schema/collections/people'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { rulesRegistry } from '@edutrack/sync-server/modules/rules-registry'
import { createInProcessBus } from '@edutrack/sync-server/ports/bus/in-process-bus'
import type { Clock } from '@edutrack/sync-server/ports/clock/clock'
import type { Log } from '@edutrack/sync-server/ports/log/log'
import type { Store } from '@edutrack/sync-server/ports/store/store'
import type { AlsoWrite, Reader } from '@edutrack/sync-server/sync/collection-rules'
import { createForgetting } from '@edutrack/sync-server/sync/forget-what-is-gone'
import { createReceiptSigner } from '@edutrack/sync-server/sync/receipts'
import { createSyncEngine, type SyncEngine } from '@edutrack/sync-server/sync/sync-engine'

export const learners = ['ana', 'ben', 'cem'] as const
export const readers: Readonly<Record<string, Reader>> = {
  ana: { personId: 'ana', role: 'learner' },
  ben: { personId: 'ben', role: 'learner' },
  cem: { personId: 'cem', role: 'learner' },
  ines: { personId: 'ines', role: 'instructor' },
  omar: { personId: 'omar', role: 'instructor' },
  ada: { personId: 'ada', role: 'administrator' },
}
export const courseIds = ['sums', 'beans', 'small'] as const
/** In a school, half a year. */
export const FORGOTTEN_DAYS = 5
const START = Date.UTC(2026, 5, 1, 8)

const silent = { info: () => {}, warn: () => {}, error: () => {} }

/** A store whose process can be killed: after so many more steps nothing it does takes effect, and what was not committed is gone. */
interface KillableStore {
  readonly store: Store
  killAfter(steps: number): void
  isKilled(): boolean
  /** The next process starts on the same data. */
  revive(): void
}

class Killed extends Error {
  override readonly name = 'Killed'
}

const createKillableStore = (inner: Store): KillableStore => {
  let left = Number.POSITIVE_INFINITY
  const step = (): void => {
    left -= 1
    if (left < 0) throw new Killed('The server was killed')
  }
  const guard = <Target extends object>(target: Target): Target =>
    new Proxy(target, {
      get: (object, property) => {
        const value = Reflect.get(object, property, object) as unknown
        // What a transaction has written is told at once: no server is killed between two lines.
        if (typeof value !== 'function' || property === 'changes') return value
        return async (...args: unknown[]) => {
          step()
          if (property !== 'transact') return (value as (...given: unknown[]) => unknown).apply(object, args)
          const [work, options] = args as Parameters<Store['transact']>
          const result = await (object as unknown as Store).transact(async (tx) => {
            const done = await work(guard(tx))
            step()
            return done
          }, options)
          // Committed, and killed before anybody heard.
          step()
          return result
        }
      },
    })
  return {
    store: guard(inner),
    killAfter: (steps) => {
      left = steps
    },
    isKilled: () => left < 0,
    revive: () => {
      left = Number.POSITIVE_INFINITY
    },
  }
}

export interface SimulatedSchool {
  engine(): SyncEngine
  readonly killable: KillableStore
  readonly store: Store
  readonly publicKey: KeyObject
  readonly clock: { now(): number; advance(ms: number): void }
  /** Devices that the self-check found to hold something else than they should (S20). */
  readonly differing: ReadonlySet<string>
  /** Removes what has been gone for `FORGOTTEN_DAYS` (S18), when its pass is asked for. */
  readonly forgetting: { pass(): Promise<void> }
  /** A new process after a kill. */
  restart(): Promise<void>
  close(): Promise<void>
}

export const createSimulatedSchool = async (inner: Store): Promise<SimulatedSchool> => {
  let now = START
  const clock: Clock = { now: () => now, every: () => () => undefined, after: () => () => undefined }
  const killable = createKillableStore(inner)
  const { privateKey } = generateKeyPairSync('ed25519')
  const signer = createReceiptSigner({ privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() })
  const differing = new Set<string>()
  const log: Log = {
    ...silent,
    warn: (fields) => {
      if ('device' in fields) differing.add(String(fields['device']))
    },
  }
  const start = (): Promise<SyncEngine> =>
    createSyncEngine({
      store: killable.store,
      bus: createInProcessBus(),
      rules: rulesRegistry,
      signer,
      clock,
      checkpointSecret: 'simulation',
      log,
    })
  let engine = await start()
  await engine.commitAsServer(content())
  const forgetting = await createForgetting({ store: killable.store, clock, log: silent, keptDays: FORGOTTEN_DAYS })
  return {
    engine: () => engine,
    forgetting,
    differing,
    killable,
    store: inner,
    publicKey: createPublicKey(privateKey),
    clock: {
      now: () => now,
      advance: (ms) => {
        now += ms
      },
    },
    restart: async () => {
      killable.revive()
      engine = await start()
    },
    close: async () => {
      killable.revive()
      await engine.close()
      await inner.close()
    },
  }
}

const content = (): readonly AlsoWrite[] => [
  ...Object.values(readers).map(({ personId, role }) => person(personId, role)),
  // Most runs are about people in the middle of a course.
  ...['ana', 'ben'].map((personId): AlsoWrite => ({
    collection: 'enrolments',
    document: {
      id: `${personId}:sums`,
      personId,
      courseId: 'sums',
      wish: 'enrolled',
      wishedAt: START,
      status: 'active',
      decidedAt: START,
      personName: personId,
    },
  })),
  ...courseIds.flatMap((courseId) => [course(courseId), ...questions(courseId), ...units(courseId)]),
]

const person = (id: string, role: Role): AlsoWrite => ({
  collection: 'people',
  document: { id, name: id, role, settings: {} },
})

const course = (id: string): AlsoWrite => {
  const document: Course = {
    id,
    title: `Course ${id}`,
    description: '',
    category: 'any',
    level: 'beginner',
    language: 'en',
    instructorId: id === 'beans' ? 'omar' : 'ines',
    instructorName: '',
    staffIds: [],
    status: 'published',
    modules: [{ id: `${id}-m`, title: 'All', unitIds: units(id).map(({ document: unit }) => unit.id) }],
    minutes: 10,
    enrolment: { mode: 'open', ...(id === 'small' ? { capacity: 1 } : {}) },
    contents: { units: 4, questions: 2, files: 0, bytes: 0 },
    createdAt: START,
    updatedAt: START,
  }
  return { collection: 'courses', document }
}

const questions = (courseId: string) =>
  ['g', 'p'].map((kind): { collection: 'questions'; document: Question } => ({
    collection: 'questions',
    document: {
      id: `${courseId}-${kind}`,
      courseId,
      kind: 'numeric',
      title: kind,
      prompt: '1 + 1?',
      content: {},
      key: { value: 2 },
      isKeyOpen: kind === 'p',
      points: 1,
      tags: [],
      version: 1,
      updatedAt: START,
    },
  }))

const units = (courseId: string) =>
  (['page', 'quiz', 'practice', 'essay'] as const).map((name): { collection: 'units'; document: Unit } => ({
    collection: 'units',
    document: {
      id: `${courseId}-${name}`,
      courseId,
      title: name,
      kind: name === 'page' ? 'page' : name === 'essay' ? 'assignment' : 'quiz',
      minutes: 5,
      status: 'published',
      markdown: '',
      fileIds: [],
      updatedAt: START,
      ...(name === 'essay' ? { assignment: { points: 5, dueAt: START + 5 * 86_400_000 } } : {}),
      ...(name === 'quiz' || name === 'practice'
        ? {
            quiz: {
              mode: name === 'quiz' ? 'graded' : 'practice',
              questionIds: [`${courseId}-${name === 'quiz' ? 'g' : 'p'}`],
              counts: 'best',
              shuffleQuestions: false,
              shuffleChoices: false,
              feedback: 'after-hand-in',
              passPercent: 50,
              ...(name === 'quiz' ? { attemptLimit: 2, timeLimitSeconds: 600, closesAt: START + 3 * 86_400_000 } : {}),
            },
          }
        : {}),
    },
  }))
