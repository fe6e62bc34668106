import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAccounts, createKnownLearners, type Accounts } from '#modules/accounts/index.ts'
import { rulesRegistry } from '#modules/rules-registry.ts'
import type { Blobs } from '#ports/blobs/blobs.ts'
import { createDiskBlobs } from '#ports/blobs/disk-blobs.ts'
import { createInProcessBus } from '#ports/bus/in-process-bus.ts'
import { createMemoryCache } from '#ports/cache/memory-cache.ts'
import { createMemoryStore } from '#ports/store/memory-store.ts'
import type { Store } from '#ports/store/store.ts'
import { createReceiptSigner } from '#sync/receipts.ts'
import { createSyncEngine, type SyncEngine } from '#sync/sync-engine.ts'
import { createTestClock, type TestClock } from './test-clock.ts'
import { silentLog } from './test-log.ts'

export interface EmptySchool {
  readonly store: Store
  readonly engine: SyncEngine
  readonly accounts: Accounts
  readonly blobs: Blobs
  readonly clock: TestClock
}

// One key for all schools of a test run: receipts of two of them can be compared.
const privateKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

/** A school in which nothing has ever been written. */
export const createEmptySchool = async (): Promise<EmptySchool> => {
  const folder = mkdtempSync(join(tmpdir(), 'empty-school-'))
  const store = createMemoryStore()
  const clock = createTestClock()
  const bus = createInProcessBus()
  const engine = await createSyncEngine({
    store,
    bus,
    rules: rulesRegistry,
    signer: createReceiptSigner({ privateKey }),
    clock,
    checkpointSecret: 'test',
    log: silentLog,
  })
  const accounts = await createAccounts({
    store,
    engine,
    learners: createKnownLearners({ store, isFollowing: false }),
    cache: createMemoryCache({ clock }),
    clock,
    bus,
    secret: 'test-secret-of-thirty-two-letters',
    baseUrl: 'http://localhost:4000',
    log: silentLog,
  })
  return { store, engine, accounts, blobs: createDiskBlobs({ folder: join(folder, 'blobs') }), clock }
}

/** Every document of a school as it is, by collection and id. */
export const allDocuments = async (store: Store): Promise<Readonly<Record<string, unknown>>> => {
  const head = await store.head()
  const commits = await store.commits(0, head, head)
  const keys = commits.flatMap(({ entries }) => entries)
  const documents = await store.documents(keys)
  return Object.fromEntries(
    documents.flatMap((document) =>
      document === undefined ? [] : [[`${document.collection}/${document.id}`, document.content] as const],
    ),
  )
}

/** Signs in as a browser does; resolves to whether the school let them. */
export const canSignIn = async (
  accounts: Accounts,
  credentials: { readonly email: string; readonly password: string },
): Promise<boolean> => {
  const answer = await accounts.handle(
    new Request('http://localhost:4000/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json', host: 'localhost:4000', origin: 'http://localhost:4000' },
      body: JSON.stringify(credentials),
    }),
  )
  if ('problem' in answer) return false
  const cookie = answer.response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  return (await accounts.signedIn(new Headers({ cookie })))?.person.email === credentials.email
}
