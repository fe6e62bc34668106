import { parseArgs } from 'node:util'
import { roles, type Role } from '@edutrack/shared-schema/collections/people'
import { serverRoles, type ServerRole } from './server-roles.ts'

export interface ServerOptions {
  readonly port: number
  readonly host: string
  readonly data: string
  readonly isEmpty: boolean
  /** The sample school in a cluster, where nothing is made unless asked. */
  readonly isSample: boolean
  /** Sets a cluster up, and ends. */
  readonly isMigrating: boolean
  readonly roles: readonly ServerRole[]
  readonly generate: Readonly<Record<string, number>> | undefined
  /** Who is to have which role. */
  readonly people: readonly { readonly email: string; readonly role: Role }[]
  readonly tls: { readonly cert: string; readonly key: string } | undefined
  readonly acme:
    | {
        readonly domain: string
        readonly email: string | undefined
        readonly directory: string | undefined
        readonly port: number
      }
    | undefined
  /** Public address, without a slash at the end. */
  readonly url: string
  readonly trustedProxies: number
  readonly isSignUpOpen: boolean
  readonly app: string | undefined
  readonly logLevel: string | undefined
}

export const HELP = `EduTrack: a school in one process and one folder.

  npm start -- [options]

  --port N            the port; 4000 (443 with --acme-domain)
  --host H            the address to listen at; 127.0.0.1, this machine alone. 0.0.0.0: the whole network
  --data DIR          the folder of all data; .edutrack
  --empty             no sample school in a new folder
  --generate KEY=N,…  fills a new folder for loads: courses, learners, units (of a course), seed

HTTPS, which phones need for offline use:
  --tls-cert FILE     certificate, with those that vouch for it, in PEM; read again when it changes
  --tls-key FILE      its key
  --acme-domain NAME  gets and renews certificates for a public domain that leads here (needs port 80)
  --acme-email MAIL   where the authority writes to
  --acme-directory U  another authority than Let's Encrypt
  --acme-port N       where the authority's question arrives, if not at port 80

Behind a proxy, and who may come:
  --url URL           the school's public address, for letters and cookies
  --trust-proxy [N]   believe the last N (1) entries of X-Forwarded-For
  --sign-up open|closed  whether people make their own accounts; open
  --person MAIL=ROLE  who has this address is learner, instructor or administrator from now on; makes an account where there is none. May be given several times

  --app DIR           another built app than pwa/dist
In a cluster, which the environment names (EDUTRACK_MONGODB_URL, EDUTRACK_REDIS_JOBS_URL, EDUTRACK_REDIS_CACHE_URL, EDUTRACK_S3_REGION, EDUTRACK_S3_BUCKET,
EDUTRACK_SMTP_URL, EDUTRACK_MAIL_FROM; for S3 also EDUTRACK_S3_ENDPOINT, EDUTRACK_S3_ACCESS_KEY_ID, EDUTRACK_S3_SECRET_ACCESS_KEY):
  --roles api,worker  what this server does: answers devices, does jobs; both
  --migrate           makes bucket, collections and indexes, and ends: once before the servers of a version start
  --sample            with --migrate: the sample school, where there is none yet

  --log-level LEVEL   trace, debug, info, warn, error, silent; info, on a terminal warn
  --help              this
`

/** Options of the command line; a sentence where they can't be understood. */
export const parseCommandLine = (
  args: readonly string[],
): { readonly options: ServerOptions } | { readonly help: true } | { readonly problem: string } => {
  let values
  try {
    values = parseArgs({
      args: withProxyCount(args),
      options: {
        port: { type: 'string' },
        host: { type: 'string', default: '127.0.0.1' },
        data: { type: 'string', default: '.edutrack' },
        empty: { type: 'boolean', default: false },
        generate: { type: 'string' },
        person: { type: 'string', multiple: true, default: [] },
        sample: { type: 'boolean', default: false },
        migrate: { type: 'boolean', default: false },
        roles: { type: 'string', default: 'api,worker' },
        'tls-cert': { type: 'string' },
        'tls-key': { type: 'string' },
        'acme-domain': { type: 'string' },
        'acme-email': { type: 'string' },
        'acme-directory': { type: 'string' },
        'acme-port': { type: 'string', default: '80' },
        url: { type: 'string' },
        'trust-proxy': { type: 'string', default: '0' },
        'sign-up': { type: 'string', default: 'open' },
        app: { type: 'string' },
        'log-level': { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    return { problem: (error as Error).message.split('. ')[0] ?? 'The options can’t be read' }
  }
  if (values.help) return { help: true }
  const problem = problemOf(values)
  if (problem !== undefined) return { problem }

  const generate = values.generate === undefined ? undefined : parseGenerate(values.generate)
  if (typeof generate === 'string') return { problem: generate }
  const people = parsePeople(values.person)
  if (typeof people === 'string') return { problem: people }
  const domain = values['acme-domain']
  const port = Number(values.port ?? (domain === undefined ? 4000 : 443))
  const cert = values['tls-cert']
  const key = values['tls-key']
  const tls = cert === undefined || key === undefined ? undefined : { cert, key }
  const scheme = tls === undefined && domain === undefined ? 'http' : 'https'
  const portText = (scheme === 'https' && port === 443) || (scheme === 'http' && port === 80) ? '' : `:${String(port)}`
  return {
    options: {
      port,
      host: values.host,
      data: values.data,
      isEmpty: values.empty,
      isSample: values.sample,
      isMigrating: values.migrate,
      roles: serverRoles.filter((role) => rolesOf(values.roles).includes(role)),
      generate,
      people,
      tls,
      acme:
        domain === undefined
          ? undefined
          : {
              domain,
              email: values['acme-email'],
              directory: values['acme-directory'],
              port: Number(values['acme-port']),
            },
      url: (values.url ?? `${scheme}://${domain ?? 'localhost'}${portText}`).replace(/\/+$/, ''),
      trustedProxies: Number(values['trust-proxy']),
      isSignUpOpen: values['sign-up'] === 'open',
      app: values.app,
      logLevel: values['log-level'],
    },
  }
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent']
const GENERATED = ['courses', 'learners', 'units', 'seed']

const rolesOf = (text: string): readonly string[] => text.split(',').map((role) => role.trim())

const problemOf = (
  values: Readonly<Record<string, string | boolean | readonly string[] | undefined>>,
): string | undefined => {
  const isPort = (text: unknown): boolean =>
    /^\d{1,5}$/.test(String(text)) && Number(text) >= 1 && Number(text) <= 65_535
  if (values['port'] !== undefined && !isPort(values['port']))
    return `--port takes a number from 1 to 65535, not ${String(values['port'])}`
  if (!isPort(values['acme-port']))
    return `--acme-port takes a number from 1 to 65535, not ${String(values['acme-port'])}`
  if ((values['tls-cert'] === undefined) !== (values['tls-key'] === undefined))
    return 'A certificate needs its key: give both --tls-cert and --tls-key'
  if (values['tls-cert'] !== undefined && values['acme-domain'] !== undefined)
    return 'Give either certificate files (--tls-cert, --tls-key) or --acme-domain'
  if (values['acme-domain'] === undefined && values['acme-email'] !== undefined)
    return '--acme-email goes with --acme-domain'
  if (values['url'] !== undefined && !/^https?:\/\/[^/?#\s]+\/?$/.test(String(values['url'])))
    return `--url takes an address like https://school.example, not ${String(values['url'])}`
  if (!/^\d{1,2}$/.test(String(values['trust-proxy'])))
    return `--trust-proxy takes the number of proxies before this server, not ${String(values['trust-proxy'])}`
  if (!rolesOf(String(values['roles'])).every((role) => serverRoles.some((known) => known === role)))
    return `--roles takes ${serverRoles.join(', ')} or both, not ${String(values['roles'])}`
  if (values['sign-up'] !== 'open' && values['sign-up'] !== 'closed')
    return `--sign-up is open or closed, not ${String(values['sign-up'])}`
  if (values['log-level'] !== undefined && !LOG_LEVELS.includes(String(values['log-level'])))
    return `--log-level is one of ${LOG_LEVELS.join(', ')}`
  return undefined
}

const parsePeople = (texts: readonly string[]): ServerOptions['people'] | string => {
  const people: ServerOptions['people'][number][] = []
  for (const text of texts) {
    const [email = '', name] = text.split('=')
    const role = roles.find((known) => known === name)
    if (!/^[^\s@]+@[^\s@]+$/.test(email) || role === undefined)
      return `--person takes for instance lena@school.example=instructor, not ${text}; of ${roles.join(', ')}`
    people.push({ email: email.toLowerCase(), role })
  }
  return people
}

/** `--trust-proxy` alone means one. */
const withProxyCount = (args: readonly string[]): string[] =>
  args.flatMap((arg, index) =>
    arg === '--trust-proxy' && !/^\d/.test(args[index + 1] ?? '') ? ['--trust-proxy', '1'] : [arg],
  )

const parseGenerate = (text: string): Readonly<Record<string, number>> | string => {
  const made: Record<string, number> = {}
  for (const part of text.split(',')) {
    const [name = '', count = ''] = part.split('=')
    if (!GENERATED.includes(name) || !/^\d{1,7}$/.test(count))
      return `--generate takes for instance courses=10000,learners=1000; of ${GENERATED.join(', ')}`
    made[name] = Number(count)
  }
  return made
}
