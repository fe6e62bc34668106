import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { composeSchool, type School, type SchoolOptions } from './compose-school.ts'
import { createDiskBlobs } from './ports/blobs/disk-blobs.ts'
import { createInProcessBus } from './ports/bus/in-process-bus.ts'
import { createMemoryCache } from './ports/cache/memory-cache.ts'
import type { Certificates } from './ports/certificates/certificates.ts'
import { createFileCertificates } from './ports/certificates/file-certificates.ts'
import { createSystemClock } from './ports/clock/clock.ts'
import { createMemoryLimits } from './ports/limits/memory-limits.ts'
import type { Log } from './ports/log/log.ts'
import { createOutboxMail } from './ports/mail/outbox-mail.ts'
import { newVapidKeys } from './ports/push/web-push.ts'
import { createSqliteQueue } from './ports/queue/sqlite-queue.ts'
import { createSqliteStore } from './ports/store/sqlite-store.ts'
import { newSecret, newSigningKey } from './server/new-secrets.ts'

export type { School } from './compose-school.ts'

export interface EmbeddedOptions extends SchoolOptions {
  /** All data of the school; made where it is missing. */
  readonly folder: string
}

/** A whole school in one process and one folder. */
export const composeEmbedded = async (options: EmbeddedOptions): Promise<School> => {
  const { folder, log, clock = createSystemClock() } = options
  mkdirSync(folder, { recursive: true })
  return composeSchool(
    {
      store: createSqliteStore({ path: join(folder, 'school.db') }),
      blobs: createDiskBlobs({ folder: join(folder, 'blobs') }),
      queue: createSqliteQueue({ path: join(folder, 'jobs.db'), clock, log }),
      cache: createMemoryCache({ clock }),
      mail: createOutboxMail({ folder: join(folder, 'outbox') }),
      limits: createMemoryLimits({ clock }),
      bus: createInProcessBus(),
    },
    {
      receiptKey: secretOf(folder, 'receipt-key.pem', newSigningKey),
      checkpoints: secretOf(folder, 'checkpoint-secret', newSecret),
      sessions: secretOf(folder, 'session-secret', newSecret),
      vapid: secretOf(folder, 'vapid-keys.json', () => JSON.stringify(newVapidKeys())),
    },
    { ...options, clock, keepFolder: join(folder, 'app-assets') },
  )
}

/** The certificates that a server is told to show; undefined for HTTP. */
export const composeCertificates = async (options: {
  readonly tls: { readonly cert: string; readonly key: string } | undefined
  readonly acme:
    | {
        readonly domain: string
        readonly email: string | undefined
        readonly directory: string | undefined
        readonly port: number
      }
    | undefined
  readonly folder: string
  readonly host: string
  readonly port: number
  readonly log: Log
}): Promise<Certificates | undefined> => {
  const { tls, acme, folder, host, port, log } = options
  const clock = createSystemClock()
  if (tls !== undefined) return createFileCertificates({ certPath: tls.cert, keyPath: tls.key, clock, log })
  if (acme === undefined) return undefined
  // A large library that few schools need.
  const { createAcmeCertificates } = await import('./ports/certificates/acme-certificates.ts')
  return createAcmeCertificates({
    domain: acme.domain,
    email: acme.email,
    ...(acme.directory === undefined ? {} : { directoryUrl: acme.directory }),
    httpPort: acme.port,
    folder: join(folder, 'certificates'),
    host,
    httpsPort: port,
    clock,
    log,
  })
}

/** A secret of the school, made at the first start and kept beside the data, readable by its owner alone. */
const secretOf = (folder: string, name: string, make: () => string): string => {
  const path = join(folder, name)
  if (!existsSync(path)) writeFileSync(path, make(), { mode: 0o600, flag: 'wx' })
  return readFileSync(path, 'utf8')
}
