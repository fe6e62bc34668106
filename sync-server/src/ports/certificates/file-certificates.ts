import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Clock } from '../clock/clock.ts'
import type { Log } from '../log/log.ts'
import { NoCertificate, type CertificatePair, type Certificates } from './certificates.ts'

const LOOK_EVERY_MS = 30_000

/**
 * Certificate and key from two files, which another program renews. They are read again every half minute; a pair that doesn't fit (half of it
 * written yet) is left alone until it does.
 */
export const createFileCertificates = async (options: {
  readonly certPath: string
  readonly keyPath: string
  readonly clock: Clock
  readonly log: Log
}): Promise<Certificates> => {
  const { certPath, keyPath, clock, log } = options
  const listeners = new Set<(pair: CertificatePair) => void>()
  let current = await readPair(certPath, keyPath)
  let toldProblem = ''

  const look = async (): Promise<void> => {
    try {
      const pair = await readPair(certPath, keyPath)
      toldProblem = ''
      if (pair.cert === current.cert && pair.key === current.key) return
      current = pair
      log.info({ certPath, until: new X509Certificate(pair.cert).validTo }, 'a new certificate is shown')
      for (const listener of listeners) listener(pair)
    } catch (error) {
      const problem = String(error)
      if (problem !== toldProblem)
        log.warn({ error }, 'the certificate files can’t be used; the last certificate stays')
      toldProblem = problem
    }
  }
  const stopLooking = clock.every(LOOK_EVERY_MS, () => void look())

  return {
    current: () => current,
    onChange: (listener) => void listeners.add(listener),
    close: async () => {
      stopLooking()
      listeners.clear()
    },
  }
}

const readPair = async (certPath: string, keyPath: string): Promise<CertificatePair> => {
  const cert = await readText(certPath, 'certificate')
  const key = await readText(keyPath, 'key')
  try {
    if (new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) return { cert, key }
  } catch (cause) {
    throw new NoCertificate(`${certPath} and ${keyPath} are not a certificate and a key in PEM.`, { cause })
  }
  throw new NoCertificate(`The key in ${keyPath} is not that of the certificate in ${certPath}.`)
}

const readText = async (path: string, what: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new NoCertificate(`The ${what} file ${path} can’t be read.`, { cause })
  }
}
