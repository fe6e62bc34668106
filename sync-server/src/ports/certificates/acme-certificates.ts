import { X509Certificate } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { Client, crypto, directory } from 'acme-client'
import type { Clock } from '../clock/clock.ts'
import type { Log } from '../log/log.ts'
import { NoCertificate, type CertificatePair, type Certificates } from './certificates.ts'

/** A certificate is renewed when less than a third of its time is left: a month of the usual three. */
const RENEWED_BEFORE = 1 / 3
const LOOK_EVERY_MS = 6 * 3600_000
const CHALLENGE_PATH = '/.well-known/acme-challenge/'

/**
 * Certificates for a domain from an authority that speaks ACME (RFC 8555), proved by http-01: the authority asks this server at port 80 of the domain. That port also sends
 * browsers on to HTTPS. Account and certificate are kept in `folder`, so a restart asks for nothing. Rejects with `NoCertificate` where there is none and none
 * can be had.
 */
export const createAcmeCertificates = async (options: {
  readonly domain: string
  readonly email: string | undefined
  readonly folder: string
  /** Let's Encrypt unless told. */
  readonly directoryUrl?: string
  readonly httpPort?: number
  readonly host: string
  /** Where browsers are sent on to; 443 is not named in an address. */
  readonly httpsPort: number
  readonly clock: Clock
  readonly log: Log
}): Promise<Certificates & { /** Gets another certificate now. */ renew(): Promise<void> }> => {
  const { domain, email, folder, host, httpsPort, clock, log, httpPort = 80 } = options
  const { directoryUrl = directory.letsencrypt.production } = options
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const listeners = new Set<(pair: CertificatePair) => void>()
  const answersByToken = new Map<string, string>()
  const server = await openChallengeServer({ port: httpPort, host, domain, httpsPort, answersByToken })
  let current: CertificatePair | undefined = await readKept(folder, domain)
  let renewing: Promise<void> | undefined

  const order = async (): Promise<void> => {
    const accountKey = await keptKey(folder)
    const client = new Client({ directoryUrl, accountKey, backoffMin: 1000 })
    const [key, csr] = await crypto.createCsr({ commonName: domain, altNames: [domain] }, await newKey())
    const cert = await client.auto({
      csr,
      ...(email === undefined ? {} : { email }),
      termsOfServiceAgreed: true,
      challengePriority: ['http-01'],
      // The authority's own look is what counts; a server behind a router often can't reach itself by its public name.
      skipChallengeVerification: true,
      challengeCreateFn: async (_authorization, { token }, answer) => void answersByToken.set(token, answer),
      challengeRemoveFn: async (_authorization, { token }) => void answersByToken.delete(token),
    })
    const pair = { cert, key: key.toString() }
    await keep(folder, domain, pair)
    current = pair
    log.info({ domain, until: new X509Certificate(cert).validTo }, 'a new certificate is shown')
    for (const listener of listeners) listener(pair)
  }
  const renew = (): Promise<void> => {
    renewing ??= order().finally(() => {
      renewing = undefined
    })
    return renewing
  }
  const renewIfDue = (): void => {
    if (current !== undefined && !isDue(current, clock.now())) return
    renew().catch((error: unknown) =>
      log.error({ error, domain }, 'the certificate could not be renewed; tried again later'),
    )
  }

  if (current === undefined || new X509Certificate(current.cert).validToDate.getTime() <= clock.now())
    await renew().catch(async (cause: unknown) => {
      await closeServer(server)
      const reason = cause instanceof Error ? cause.message : String(cause)
      throw new NoCertificate(
        `No certificate for ${domain} could be had from ${new URL(directoryUrl).host}: ${reason}. The domain must lead to this machine, and port ${String(httpPort)} must be open to the internet.`,
        { cause },
      )
    })
  else renewIfDue()
  const stopLooking = clock.every(LOOK_EVERY_MS, renewIfDue)

  return {
    current: () => current as CertificatePair,
    onChange: (listener) => void listeners.add(listener),
    renew,
    close: async () => {
      stopLooking()
      listeners.clear()
      await renewing?.catch(() => undefined)
      await closeServer(server)
    },
  }
}

const isDue = ({ cert }: CertificatePair, now: number): boolean => {
  const { validFromDate, validToDate } = new X509Certificate(cert)
  const [from, until] = [validFromDate.getTime(), validToDate.getTime()]
  return until - now < (until - from) * RENEWED_BEFORE
}

/** Answers the authority's question, and sends everybody else on to HTTPS. */
const openChallengeServer = (options: {
  readonly port: number
  readonly host: string
  readonly domain: string
  readonly httpsPort: number
  readonly answersByToken: ReadonlyMap<string, string>
}): Promise<Server> => {
  const { port, host, domain, httpsPort, answersByToken } = options
  const origin = `https://${domain}${httpsPort === 443 ? '' : `:${String(httpsPort)}`}`
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const answer = path.startsWith(CHALLENGE_PATH) ? answersByToken.get(path.slice(CHALLENGE_PATH.length)) : undefined
    if (answer !== undefined) response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(answer)
    else if (path.startsWith('/') && !path.startsWith(CHALLENGE_PATH))
      response.writeHead(308, { location: `${origin}${path}` }).end()
    else response.writeHead(404).end()
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve(server))
  })
}

const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

const newKey = (): Promise<Buffer> => crypto.createPrivateEcdsaKey('P-256')

const keptKey = async (folder: string): Promise<string> => {
  const path = join(folder, 'account.key')
  try {
    return await readFile(path, 'utf8')
  } catch {
    await writeFile(path, await newKey(), { mode: 0o600 })
    return readFile(path, 'utf8')
  }
}

/** Certificate and key stand in one file, so that there is never one without the other. */
const keptPath = (folder: string, domain: string): string => join(folder, `${encodeURIComponent(domain)}.json`)

const keep = async (folder: string, domain: string, pair: CertificatePair): Promise<void> => {
  const path = keptPath(folder, domain)
  await writeFile(`${path}.part`, JSON.stringify(pair), { mode: 0o600 })
  await rename(`${path}.part`, path)
}

const readKept = async (folder: string, domain: string): Promise<CertificatePair | undefined> => {
  const text = await readFile(keptPath(folder, domain), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : (JSON.parse(text) as CertificatePair)
}
