import { createPublicKey } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { expect, test } from 'vitest'
import { createMemoryStore } from '#ports/store/memory-store.ts'
import { expandBadge } from '#testing/read-badge.ts'
import { createTestClock, NOON } from '#testing/test-clock.ts'
import {
  certificateIdOf,
  prepareCredentialKeys,
  publicKeysOf,
  rotateCredentialKey,
  signingKeyOf,
} from './credential-keys.ts'
import { openBadge, publicAddresses, signBadge } from './open-badge.ts'

const BASE = 'https://school.example'
const certificate = {
  id: 'certificate-of-ana',
  personName: 'محمد الأحمدي',
  courseTitle: 'Sums',
  courseId: 'c1',
  percent: 92.5,
  issuedAt: NOON + 250,
}
const course = { description: 'All about sums', language: 'en', certificate: { minimumPercent: 60 } }

const openKeys = async () => {
  const store = createMemoryStore()
  const clock = createTestClock()
  await prepareCredentialKeys({ store, clock })
  return { store, clock }
}
/** The key that a token names, as a verifier gets it: by its address. */
const keyNamedBy = async (store: Parameters<typeof publicKeysOf>[0], token: string) => {
  const kid = jwt.decode(token, { complete: true })?.header.kid ?? ''
  const jwk = (await publicKeysOf(store)).find((key) => publicAddresses(BASE).key(String(key['kid'])) === kid)
  if (jwk === undefined) throw new Error(`no key at ${kid}`)
  return createPublicKey({ key: jwk, format: 'jwk' })
}

test('the token is verified by another library: signature, issuer, subject, time and the name of its key', async () => {
  const { store } = await openKeys()
  const token = await signBadge(openBadge(certificate, course, BASE), await signingKeyOf(store), BASE)
  const { header } = jwt.decode(token, { complete: true }) ?? {}
  expect(header).toEqual({
    alg: 'RS256',
    typ: 'JWT',
    kid: expect.stringContaining(`${BASE}/api/issuer/keys/`) as string,
  })
  const claims = jwt.verify(token, await keyNamedBy(store, token), {
    algorithms: ['RS256'],
    issuer: `${BASE}/api/issuer`,
    jwtid: `${BASE}/verify/certificate-of-ana`,
    subject: `${BASE}/verify/certificate-of-ana#holder`,
    clockTimestamp: NOON / 1000,
  })
  // The payload is the credential itself, and its claims say what it says.
  expect(claims).toMatchObject({
    id: `${BASE}/verify/certificate-of-ana`,
    nbf: NOON / 1000,
    validFrom: new Date(NOON).toISOString(),
    credentialSubject: {
      identifier: [{ identityType: 'name', identityHash: certificate.personName, hashed: false }],
      achievement: { name: 'Sums', achievementType: 'Course' },
      result: [{ value: '92.5' }],
    },
  })
  expect(JSON.stringify(claims)).not.toMatch(/@example\.org|personId/)
  // A letter more, and it is not the school's.
  const [head = '', body = '', signature = ''] = token.split('.')
  const forged = Buffer.from(JSON.stringify({ ...(claims as object), name: 'Physics' })).toString('base64url')
  const key = await keyNamedBy(store, token)
  expect(() => jwt.verify([head, forged, signature].join('.'), key)).toThrow('invalid signature')
  expect(() => jwt.verify([head, body, signature].join('.'), key, { clockTimestamp: NOON / 1000 - 1 })).toThrow(
    'not active',
  )
})

test('every word of the credential is one of Open Badges 3.0 and Verifiable Credentials 2.0, by their own contexts and a JSON-LD processor', async () => {
  const badge = openBadge(certificate, course, BASE)
  const expanded = await expandBadge(badge)
  expect(expanded['@type']).toEqual([
    'https://www.w3.org/2018/credentials#VerifiableCredential',
    'https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential',
  ])
  expect(JSON.stringify(expanded)).toContain('https://purl.imsglobal.org/spec/vc/ob/vocab.html#Achievement')
  await expect(expandBadge({ ...badge, ownWord: 1 })).rejects.toThrow(/safe mode/i)
})

test('a key that was changed still verifies what it signed; the new one signs from then on', async () => {
  const { store, clock } = await openKeys()
  const badge = openBadge(certificate, course, BASE)
  const before = await signBadge(badge, await signingKeyOf(store), BASE)
  expect(await signBadge(badge, await signingKeyOf(store), BASE)).toBe(before)
  const id = await rotateCredentialKey({ store, clock })
  const after = await signBadge(badge, await signingKeyOf(store), BASE)
  expect(after).not.toBe(before)
  expect(jwt.decode(after, { complete: true })?.header.kid).toBe(publicAddresses(BASE).key(id))
  for (const token of [before, after])
    expect(jwt.verify(token, await keyNamedBy(store, token), { clockTimestamp: NOON / 1000 })).toBeDefined()
  const keys = await publicKeysOf(store)
  expect(keys.map(({ kid }) => kid)).toHaveLength(2)
  expect(keys[0]?.['kid']).toBe(id)
  for (const key of keys) expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use'])
})

test('S15: keys and the secret of ids are made once; an id follows from person and course, and not without the secret', async () => {
  const { store, clock } = await openKeys()
  const id = await certificateIdOf(store, 'ana', 'c1')
  await Promise.all([prepareCredentialKeys({ store, clock }), prepareCredentialKeys({ store, clock })])
  expect(await publicKeysOf(store)).toHaveLength(1)
  expect(await certificateIdOf(store, 'ana', 'c1')).toBe(id)
  expect(id).toMatch(/^[\w-]{22}$/)
  expect(await certificateIdOf(store, 'ana', 'c2')).not.toBe(id)
  expect(await certificateIdOf((await openKeys()).store, 'ana', 'c1')).not.toBe(id)
})

test('a long description in a script of three bytes a letter still fits the certificate', async () => {
  const { store } = await openKeys()
  const long = { ...course, description: 'क्षि'.repeat(1250) }
  const wide = { ...certificate, personName: 'क'.repeat(120), courseTitle: 'क'.repeat(200) }
  expect((await signBadge(openBadge(wide, long, BASE), await signingKeyOf(store), BASE)).length).toBeLessThan(20_000)
})
