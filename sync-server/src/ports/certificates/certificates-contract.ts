import { X509Certificate, createPrivateKey } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CertificatePair, Certificates } from './certificates.ts'

/** What every adapter of the certificates port promises. `renew` brings about that there is another certificate. */
export const describeCertificatesContract = (
  name: string,
  makeCertificates: () => Promise<{
    readonly certificates: Certificates
    readonly renew: () => Promise<void>
    readonly cleanUp: () => Promise<void>
  }>,
): void => {
  describe(`certificates: ${name}`, () => {
    let certificates: Certificates
    let renew: () => Promise<void>
    let cleanUp: () => Promise<void>
    beforeEach(async () => {
      ;({ certificates, renew, cleanUp } = await makeCertificates())
    })
    afterEach(() => cleanUp())

    const isPair = ({ cert, key }: CertificatePair) => new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))

    test('there is a certificate that fits its key from the start', () => {
      expect(isPair(certificates.current())).toBe(true)
    })

    test('a new certificate is told to every listener, and is the current one then', async () => {
      const before = certificates.current()
      const told: CertificatePair[] = []
      for (let i = 0; i < 2; i += 1)
        certificates.onChange((pair) => {
          expect(certificates.current()).toEqual(pair)
          told.push(pair)
        })
      await renew()
      await expect.poll(() => told.length, { timeout: 20_000 }).toBe(2)
      expect(told[0]?.cert).not.toBe(before.cert)
      expect(told[0] !== undefined && isPair(told[0])).toBe(true)
    })
  })
}
