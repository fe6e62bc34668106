import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  randomBytes,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto'
import { promisify } from 'node:util'
import type { Clock } from '#ports/clock/clock.ts'
import type { Store, StoreReader, TableDefinition, TableRow } from '#ports/store/store.ts'
import { stateHash } from '#sync/json-hash.ts'

/**
 * The school's keys for credentials: RSA, since every verifier of Open Badges knows RS256. The newest signs, all verify. Made at the first start, in the
 * store, so that all servers of a school have the same.
 */
const table: TableDefinition = { name: 'credential_keys', indexes: [{ name: 'by_time', fields: ['createdAt'] }] }
const ID_SECRET = 'certificate-ids'
const MOST_KEYS = 1000
const BITS = 2048

interface KeyRow extends TableRow {
  /** PKCS #8 in PEM. */
  readonly privateKey: string
  /** Server's clock, ms. */
  readonly createdAt: number
}
interface SecretRow extends TableRow {
  readonly secret: string
}
export interface CredentialKey {
  /** Follows from the public half. */
  readonly id: string
  readonly privateKey: KeyObject
}

type Deps = { readonly store: Store; readonly clock: Pick<Clock, 'now'> }

/** Whoever starts first makes the first key and the secret that ids of certificates follow from. */
export const prepareCredentialKeys = async ({ store, clock }: Deps): Promise<void> => {
  await store.migrate([table])
  const [known] = await keyRows(store, 1)
  if (known !== undefined && (await store.row(table.name, ID_SECRET)) !== undefined) return
  const made = await newKeyRow(clock.now())
  const secret = randomBytes(32).toString('base64url')
  await store.transact(async (tx) => {
    if ((await keyRows(tx, 1)).length === 0) await tx.insertRow(table.name, made)
    if ((await tx.row(table.name, ID_SECRET)) === undefined) await tx.insertRow(table.name, { id: ID_SECRET, secret })
  })
}

/** From now on a new key signs; what older ones have signed stays valid. Resolves to the new key's id. */
export const rotateCredentialKey = async ({ store, clock }: Deps): Promise<string> => {
  const [newest] = await keyRows(store, 1)
  // Two within one millisecond still have an order.
  const made = await newKeyRow(Math.max(clock.now(), (newest?.createdAt ?? 0) + 1))
  await store.transact((tx) => tx.insertRow(table.name, made))
  return made.id
}

export const signingKeyOf = async (store: StoreReader): Promise<CredentialKey> => {
  const [newest] = await keyRows(store, 1)
  if (newest === undefined) throw new Error('The school has no key for credentials: prepareCredentialKeys makes it.')
  return { id: newest.id, privateKey: createPrivateKey(newest.privateKey) }
}

/** JSON Web Keys that credentials are verified with, the newest first. */
export const publicKeysOf = async (store: StoreReader): Promise<readonly JsonWebKey[]> =>
  (await keyRows(store, MOST_KEYS)).map(({ id, privateKey }) => ({
    ...publicJwk(privateKey),
    kid: id,
    use: 'sig',
    alg: 'RS256',
  }))

/**
 * A learner has one certificate of a course: its id follows from both (S15). It is also the address that the public page is found at, so it follows by
 * the school's secret: who knows a person's id and a course's can't ask whether they have passed.
 */
export const certificateIdOf = async (store: StoreReader, personId: string, courseId: string): Promise<string> => {
  const row = await store.row<SecretRow>(table.name, ID_SECRET)
  if (row === undefined)
    throw new Error('The school has no secret for ids of certificates: prepareCredentialKeys makes it.')
  return createHmac('sha256', row.secret)
    .update(JSON.stringify([personId, courseId]))
    .digest('base64url')
    .slice(0, 22)
}

const keyRows = (store: StoreReader, limit: number): Promise<readonly KeyRow[]> =>
  store.rows<KeyRow>({ table: table.name, index: 'by_time', equals: [], order: 'descending', limit })

const newKeyRow = async (createdAt: number): Promise<KeyRow> => {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: BITS })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  return { id: stateHash(publicJwk(pem)), privateKey: pem, createdAt }
}

const publicJwk = (privateKey: string): JsonWebKey => createPublicKey(privateKey).export({ format: 'jwk' })
