import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeTestCertificate, noCertificatesReason } from '#testing/test-certificate.ts'
import { createTestClock } from '#testing/test-clock.ts'
import { createTestLog } from '#testing/test-log.ts'
import { describeCertificatesContract } from './certificates-contract.ts'
import { NoCertificate, type CertificatePair } from './certificates.ts'
import { createFileCertificates } from './file-certificates.ts'

const openFiles = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'edutrack-tls-'))
  const [certPath, keyPath] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  const write = async ({ cert, key }: Partial<CertificatePair>) => {
    if (cert !== undefined) await writeFile(certPath, cert)
    if (key !== undefined) await writeFile(keyPath, key)
  }
  const clock = createTestClock()
  const log = createTestLog()
  return {
    write,
    clock,
    log,
    open: () => createFileCertificates({ certPath, keyPath, clock, log }),
    cleanUp: () => rm(folder, { recursive: true }),
  }
}

describe.skipIf(noCertificatesReason !== undefined)(`certificate files${noCertificatesReason ?? ''}`, () => {
  describeCertificatesContract('files', async () => {
    const { write, clock, open, cleanUp } = await openFiles()
    await write(makeTestCertificate())
    const certificates = await open()
    return {
      certificates,
      renew: async () => {
        await write(makeTestCertificate())
        clock.tick()
      },
      cleanUp: async () => {
        await certificates.close()
        await cleanUp()
      },
    }
  })

  test('a pair that is half written is left alone, said once, and taken when it is whole', async () => {
    const { write, clock, log, open, cleanUp } = await openFiles()
    const before = makeTestCertificate()
    await write(before)
    const certificates = await open()
    const next = makeTestCertificate()
    await write({ cert: next.cert })
    for (let i = 0; i < 3; i += 1) {
      clock.tick()
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    expect(certificates.current()).toEqual(before)
    expect(log.said.map(({ level }) => level)).toEqual(['warn'])
    await write({ key: next.key })
    clock.tick()
    await expect.poll(() => certificates.current()).toEqual(next)
    await certificates.close()
    await cleanUp()
  })

  test('files that are missing, no PEM, or don’t fit are said in a sentence at start', async () => {
    const { write, open, cleanUp } = await openFiles()
    const problem = () =>
      open().then(
        () => 'none',
        (error: unknown) => (error instanceof NoCertificate ? error.message : error),
      )
    expect(await problem()).toMatch(/The certificate file .*cert.pem can’t be read\./)
    await write({ cert: 'no', key: 'no' })
    expect(await problem()).toMatch(/are not a certificate and a key in PEM\./)
    await write({ cert: makeTestCertificate().cert, key: makeTestCertificate().key })
    expect(await problem()).toMatch(/is not that of the certificate/)
    await cleanUp()
  })
})
