import { X509Certificate } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freePort } from '#testing/free-port.ts'
import { noPebbleReason, startPebble, type Pebble } from '#testing/pebble.ts'
import { createTestClock } from '#testing/test-clock.ts'
import { createTestLog, silentLog } from '#testing/test-log.ts'
import { createAcmeCertificates } from './acme-certificates.ts'
import { describeCertificatesContract } from './certificates-contract.ts'
import { NoCertificate } from './certificates.ts'

const DAY_MS = 24 * 3600_000

describe.skipIf(noPebbleReason !== undefined)(`ACME ${noPebbleReason ?? ''}`, () => {
  let pebble: Pebble
  let folder: string
  beforeAll(async () => {
    pebble = await startPebble()
  }, 30_000)
  afterAll(() => pebble.stop())
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'edutrack-acme-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  const open = (more: Partial<Parameters<typeof createAcmeCertificates>[0]> = {}) => {
    const clock = createTestClock()
    clock.set(Date.now())
    return createAcmeCertificates({
      domain: 'school.example.org',
      email: 'operator@example.org',
      folder,
      directoryUrl: pebble.directoryUrl,
      httpPort: pebble.httpPort,
      host: '127.0.0.1',
      httpsPort: 443,
      clock,
      log: silentLog,
      ...more,
    })
  }

  describeCertificatesContract('ACME', async () => {
    const certificates = await open()
    return { certificates, renew: certificates.renew, cleanUp: () => certificates.close() }
  })

  test('the certificate is the domain’s, and a restart asks for no other', async () => {
    const first = await open()
    const pair = first.current()
    expect(new X509Certificate(pair.cert).checkHost('school.example.org')).toBe('school.example.org')
    await first.close()
    // Nobody answers there: what is kept must do.
    const second = await open({ directoryUrl: 'https://localhost:1/dir' })
    expect(second.current()).toEqual(pair)
    await second.close()
  }, 60_000)

  test('it is renewed in its last third, and not before', async () => {
    const clock = createTestClock()
    clock.set(Date.now())
    const certificates = await open({ clock })
    const { cert } = certificates.current()
    clock.set(Date.now() + 58 * DAY_MS)
    clock.tick()
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(certificates.current().cert).toBe(cert)
    clock.set(Date.now() + 62 * DAY_MS)
    clock.tick()
    await expect.poll(() => certificates.current().cert === cert, { timeout: 20_000 }).toBe(false)
    await certificates.close()
  }, 60_000)

  test('a renewal that fails leaves the certificate, is told, and is tried again', async () => {
    const first = await open()
    await first.close()
    const clock = createTestClock()
    clock.set(Date.now() + 80 * DAY_MS)
    const log = createTestLog()
    // The authority asks at the port where nobody answers now.
    const second = await open({ httpPort: await freePort(), clock, log })
    await expect.poll(() => log.said.length, { timeout: 60_000 }).toBe(1)
    clock.tick()
    await expect.poll(() => log.said.length, { timeout: 60_000 }).toBe(2)
    expect(second.current()).toEqual(first.current())
    await second.close()
  }, 150_000)

  test('browsers that come by HTTP are sent on; the authority’s path answers nothing else', async () => {
    const certificates = await open({ httpsPort: 8443 })
    const get = (path: string) => fetch(`http://127.0.0.1:${String(pebble.httpPort)}${path}`, { redirect: 'manual' })
    const page = await get('/courses?a=b')
    expect([page.status, page.headers.get('location')]).toEqual([308, 'https://school.example.org:8443/courses?a=b'])
    expect((await get('/.well-known/acme-challenge/none')).status).toBe(404)
    await certificates.close()
  }, 60_000)

  test('a domain that does not lead here has no certificate, and the sentence says why', async () => {
    const error: unknown = await open({ httpPort: await freePort() }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(NoCertificate)
    expect((error as Error).message).toMatch(
      /No certificate for school\.example\.org could be had from localhost:\d+: .*must lead to this machine/,
    )
  }, 60_000)
})
