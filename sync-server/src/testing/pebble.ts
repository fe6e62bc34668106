import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { freePort } from './free-port.ts'
import { makeTestCertificate, noCertificatesReason } from './test-certificate.ts'

const findPebble = (): string | undefined => {
  const installed = join(homedir(), 'go', 'bin', 'pebble')
  if (existsSync(installed)) return installed
  try {
    execFileSync('pebble', ['-version'], { stdio: 'ignore' })
    return 'pebble'
  } catch {
    return undefined
  }
}
const program = findPebble()

/** Why tests against an authority can't run here; undefined: they can. */
export const noPebbleReason =
  program === undefined
    ? 'pebble, a certificate authority for tests, is not installed (go install github.com/letsencrypt/pebble/v2/cmd/pebble@latest)'
    : noCertificatesReason

export interface Pebble {
  readonly directoryUrl: string
  /** The port at which it asks for proof. */
  readonly httpPort: number
  /** PEM: what it signs its own answers with. */
  readonly ca: string
  stop(): Promise<void>
}

/** A certificate authority of this test, to which every domain is this machine, and which this process trusts. */
export const startPebble = async ({
  validSeconds = 7_776_000,
}: { readonly validSeconds?: number } = {}): Promise<Pebble> => {
  const folder = await mkdtemp(join(tmpdir(), 'edutrack-pebble-'))
  const own = makeTestCertificate()
  const [port, managementPort, httpPort, tlsPort] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ]
  const dns = await startDns()
  const paths = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem'), config: join(folder, 'config.json') }
  await writeFile(paths.cert, own.cert)
  await writeFile(paths.key, own.key)
  await writeFile(
    paths.config,
    JSON.stringify({
      pebble: {
        listenAddress: `127.0.0.1:${String(port)}`,
        managementListenAddress: `127.0.0.1:${String(managementPort)}`,
        certificate: paths.cert,
        privateKey: paths.key,
        httpPort,
        tlsPort,
        ocspResponderURL: '',
        externalAccountBindingRequired: false,
        retryAfter: { authz: 1, order: 1 },
        keyAlgorithm: 'ecdsa',
        profiles: { default: { description: 'for tests', validityPeriod: validSeconds } },
      },
    }),
  )
  const child = spawn(program ?? 'pebble', ['-config', paths.config, '-dnsserver', `127.0.0.1:${String(dns.port)}`], {
    env: { ...process.env, PEBBLE_VA_NOSLEEP: '1', PEBBLE_WFE_NONCEREJECT: '0', PEBBLE_AUTHZREUSE: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  await new Promise<void>((resolve, reject) => {
    let said = ''
    const take = (chunk: Buffer): void => {
      said += chunk.toString()
      if (said.includes('ACME directory available')) resolve()
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('exit', () => reject(new Error(`pebble ended: ${said}`)))
  })
  setDefaultCACertificates([...getCACertificates('default'), own.cert])
  return {
    directoryUrl: `https://localhost:${String(port)}/dir`,
    httpPort,
    ca: own.cert,
    stop: async () => {
      await new Promise<void>((resolve) => {
        child.removeAllListeners('exit').on('exit', () => resolve())
        child.kill()
      })
      dns.stop()
      await rm(folder, { recursive: true })
    },
  }
}

/** Says 127.0.0.1 to every question for an address, and nothing to any other. Pebble asks by TCP: each message after its length. */
const startDns = (): Promise<{ readonly port: number; stop(): void }> =>
  new Promise((resolve) => {
    const server = createServer((socket) => {
      let received = Buffer.alloc(0)
      socket.on('error', () => socket.destroy())
      socket.on('data', (chunk) => {
        received = Buffer.concat([received, chunk])
        while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
          const end = 2 + received.readUInt16BE(0)
          const answer = dnsAnswer(received.subarray(2, end))
          const length = Buffer.alloc(2)
          length.writeUInt16BE(answer.length)
          socket.write(Buffer.concat([length, answer]))
          received = received.subarray(end)
        }
      })
    })
    server.listen(0, '127.0.0.1', () =>
      resolve({ port: (server.address() as AddressInfo).port, stop: () => void server.close() }),
    )
  })

const dnsAnswer = (query: Buffer): Buffer => {
  let end = 12
  while ((query[end] ?? 0) !== 0) end += (query[end] ?? 0) + 1
  const isAddress = query.readUInt16BE(end + 1) === 1
  const head = Buffer.from(query.subarray(0, 12))
  head.writeUInt16BE(0x8580, 2)
  head.writeUInt16BE(isAddress ? 1 : 0, 6)
  head.fill(0, 8)
  const record = isAddress ? Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 1]) : Buffer.alloc(0)
  return Buffer.concat([head, query.subarray(12, end + 5), record])
}
