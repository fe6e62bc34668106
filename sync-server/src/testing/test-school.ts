import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import { clientStateHash } from '@edutrack/shared-schema/collections/define-collection'
import { collections, type AnyDocument, type CollectionName } from '@edutrack/shared-schema/collections/registry'
import type { Role } from '@edutrack/shared-schema/collections/people'
import type { PushResult, SyncRequest, SyncResponse } from '@edutrack/shared-schema/protocol/sync'
import { PROTOCOL_VERSION } from '@edutrack/shared-schema/protocol/version'
import { createUnsubscribeTokens, type UnsubscribeTokens } from '#modules/messaging/index.ts'
import { rulesRegistry } from '#modules/rules-registry.ts'
import { createInProcessBus } from '#ports/bus/in-process-bus.ts'
import type { Bus } from '#ports/bus/bus.ts'
import { createMemoryStore } from '#ports/store/memory-store.ts'
import type { Store } from '#ports/store/store.ts'
import type { AlsoWrite, Reader } from '#sync/collection-rules.ts'
import { createReceiptSigner } from '#sync/receipts.ts'
import { createSyncEngine, type SyncEngine } from '#sync/sync-engine.ts'
import { createMemoryPush, type MemoryPush } from './memory-push.ts'
import { createTestClock, NOON, type TestClock } from './test-clock.ts'
import { silentLog } from './test-log.ts'

export { NOON }

/** Who takes part in tests: two learners, a teacher of course `c1`, an administrator. */
export const ana: Reader = { personId: 'ana', role: 'learner' }
export const ben: Reader = { personId: 'ben', role: 'learner' }
export const ines: Reader = { personId: 'ines', role: 'instructor' }
export const ada: Reader = { personId: 'ada', role: 'administrator' }

export interface TestSchool {
  /** A push service that has everything at once. */
  readonly push: MemoryPush
  readonly unsubscribeTokens: UnsubscribeTokens
  readonly store: Store
  readonly engine: SyncEngine
  readonly clock: TestClock
  readonly publicKey: KeyObject
  sync(reader: Reader, request: Partial<SyncRequest>): Promise<SyncResponse>
  pushRow(
    reader: Reader,
    collection: string,
    document: AnyDocument,
    options?: { readonly assumed?: AnyDocument; readonly device?: string; readonly clock?: number },
  ): Promise<PushResult>
  /** Documents of one collection in all pages from `checkpoint` on, as last told, without their numbers. */
  pullAll(
    reader: Reader,
    collection: CollectionName,
    checkpoint?: string | null,
    limit?: number,
  ): Promise<{ readonly documents: readonly AnyDocument[]; readonly checkpoint: string }>
}

const person = (id: string, role: Role): AlsoWrite => ({
  collection: 'people',
  document: { id, name: id.toUpperCase(), role, settings: {} },
})

export const question = (id: string, isKeyOpen: boolean): AlsoWrite => ({
  collection: 'questions',
  document: {
    id,
    courseId: 'c1',
    kind: 'single-choice',
    title: id,
    prompt: '1 + 1?',
    isKeyOpen,
    explanation: 'Count.',
    points: 2,
    tags: [],
    version: 1,
    updatedAt: NOON,
    content: {
      choices: [
        { id: 'a', markdown: '2' },
        { id: 'b', markdown: '3' },
      ],
    },
    key: { choiceId: 'a' },
  },
})

export const attempt = (id: string, more: Partial<Attempt> = {}): Attempt => ({
  id,
  personId: 'ana',
  courseId: 'c1',
  unitId: 'quiz',
  device: 'phone',
  startedAt: NOON - 60_000,
  asked: [{ questionId: 'q1', version: 1 }],
  seed: 1,
  answers: { q1: { value: { choiceId: 'a' }, at: NOON - 30_000 } },
  flagged: [],
  secondsUsed: 50,
  status: 'handed-in',
  handedInAt: NOON - 1000,
  ...more,
})

export const enrolment = (personId: string, wish: 'enrolled' | 'left' = 'enrolled', courseId = 'c1') => ({
  id: `${personId}:${courseId}`,
  personId,
  courseId,
  wish,
  wishedAt: NOON,
  status: 'requested',
})

/** A school with one course (a page, a graded quiz with q1, a practice quiz with q2), on the memory store unless told. */
export const createTestSchool = async (
  options: { readonly store?: Store; readonly bus?: Bus } = {},
): Promise<TestSchool> => {
  const store = options.store ?? createMemoryStore()
  const clock = createTestClock()
  const { privateKey } = generateKeyPairSync('ed25519')
  const signer = createReceiptSigner({ privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() })
  const engine = await createSyncEngine({
    store,
    bus: options.bus ?? createInProcessBus(),
    rules: rulesRegistry,
    signer,
    clock,
    checkpointSecret: 'test',
    log: silentLog,
  })
  const quiz = (mode: 'practice' | 'graded', questionIds: string[]) => ({
    mode,
    questionIds,
    counts: 'best' as const,
    shuffleQuestions: false,
    shuffleChoices: false,
    feedback: 'never' as const,
    passPercent: 50,
    ...(mode === 'graded' ? { attemptLimit: 1, closesAt: NOON + 3_600_000, timeLimitSeconds: 600 } : {}),
  })
  const unit = {
    courseId: 'c1',
    minutes: 5,
    status: 'published' as const,
    markdown: 'Text',
    fileIds: [],
    updatedAt: NOON,
  }
  const course = {
    id: 'c1',
    title: 'Sums',
    description: 'd',
    category: 'maths',
    level: 'beginner' as const,
    language: 'en',
    instructorId: 'ines',
    instructorName: 'INES',
    staffIds: [],
    status: 'published' as const,
    modules: [],
    minutes: 10,
    enrolment: { mode: 'open' as const },
    contents: { units: 3, questions: 2, files: 0, bytes: 0 },
    createdAt: NOON,
    updatedAt: NOON,
  }
  await engine.commitAsServer([
    person('ana', 'learner'),
    person('ben', 'learner'),
    person('ines', 'instructor'),
    person('ada', 'administrator'),
    { collection: 'courses', document: course },
    { collection: 'courses', document: { ...course, id: 'closed', enrolment: { mode: 'closed' } } },
    { collection: 'courses', document: { ...course, id: 'small', enrolment: { mode: 'open', capacity: 1 } } },
    question('q1', false),
    question('q2', true),
    { collection: 'units', document: { ...unit, id: 'page', title: 'Page', kind: 'page' } },
    {
      collection: 'units',
      document: { ...unit, id: 'quiz', title: 'Quiz', kind: 'quiz', quiz: quiz('graded', ['q1']) },
    },
    {
      collection: 'units',
      document: { ...unit, id: 'practice', title: 'Practice', kind: 'quiz', quiz: quiz('practice', ['q2']) },
    },
  ])
  const sync: TestSchool['sync'] = (reader, request) =>
    engine.handle(reader, {
      protocol: PROTOCOL_VERSION,
      device: 'phone',
      person: reader.personId,
      clock: clock.now(),
      push: [],
      ...request,
    })
  return {
    store,
    engine,
    clock,
    sync,
    publicKey: createPublicKey(privateKey),
    push: createMemoryPush(),
    unsubscribeTokens: createUnsubscribeTokens({ secret: 'test' }),
    pushRow: async (
      reader,
      collection,
      document,
      { assumed, device = 'phone', clock: deviceClock = clock.now() } = {},
    ) => {
      const assumedHash =
        assumed === undefined ? null : clientStateHash(collections[collection as CollectionName], assumed)
      const answer = await sync(reader, {
        device,
        clock: deviceClock,
        push: [{ collection, rows: [{ assumed: assumedHash, document }] }],
      })
      return answer.push[0]?.results[0] as PushResult
    },
    pullAll: async (reader, collection, checkpoint = null, limit = 100) => {
      const documents = new Map<string, AnyDocument>()
      let at = checkpoint
      for (;;) {
        const { pull } = await sync(reader, { pull: { checkpoint: at, limit } })
        if (pull === undefined) throw new Error('no page')
        for (const told of pull.changes)
          if (told.collection === collection)
            for (const { _number, ...document } of told.documents) documents.set(document.id, document)
        at = pull.checkpoint
        if (!pull.more) return { documents: [...documents.values()], checkpoint: at }
      }
    },
  }
}
