import type { NetworkInterfaceInfo } from 'node:os'
import type { Role } from '@edutrack/shared-schema/collections/people'
import type { ServerOptions } from './command-line.ts'

/** What is printed once the school is open. */
export const startReport = (facts: {
  readonly options: ServerOptions
  readonly hasApp: boolean
  readonly isCluster: boolean
  readonly networkAddresses: readonly string[]
  /** Of the sample school, the administrator first; empty in another school. */
  readonly signIns: readonly {
    readonly name: string
    readonly email: string
    readonly password: string
    readonly role: Role
  }[]
}): string => {
  const { options, hasApp, isCluster, networkAddresses, signIns } = facts
  const isSecure = options.tls !== undefined || options.acme !== undefined
  const lines = [
    isCluster
      ? `EduTrack listens at port ${String(options.port)} for ${options.url} (${options.roles.join(' and ')} of a cluster)`
      : `EduTrack listens at ${options.url} (data in ${options.data})`,
  ]
  const isReachable = !isLoopback(options.host)
  if (isReachable && networkAddresses.length > 0)
    lines.push(
      `On this network: ${networkAddresses.map((address) => `${isSecure ? 'https' : 'http'}://${address}:${String(options.port)}`).join('  ')}`,
    )
  if (isReachable && !isSecure && options.trustedProxies === 0)
    lines.push(
      '',
      'This is HTTP, without encryption. A browser on a phone then gives the app no service worker: it can’t start without a network, download',
      'courses, or deliver work in the background, and passwords cross the network in clear. Only on this machine itself (localhost) all of it works.',
      'Give a certificate with --tls-cert and --tls-key, or a public domain with --acme-domain.',
    )
  if (!hasApp && options.roles.includes('api'))
    lines.push('', 'The app is not built, so only the API answers: npm start builds it.')
  if (signIns.length > 0) lines.push('', 'The sample school. Sign in as:', ...signInLines(signIns))
  return lines.join('\n')
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.')

/** Addresses by which others on the network reach this machine. */
export const networkAddressesOf = (
  interfaces: Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>,
): readonly string[] =>
  Object.values(interfaces).flatMap((addresses) =>
    (addresses ?? []).filter(({ internal, family }) => !internal && family === 'IPv4').map(({ address }) => address),
  )

const SHOWN_OF_ROLE: Readonly<Record<Role, number>> = { learner: 4, instructor: 2, administrator: 1 }

export const signInLines = (signIns: Parameters<typeof startReport>[0]['signIns']): readonly string[] => {
  if (signIns.length === 0) return []
  const roles: readonly Role[] = ['learner', 'instructor', 'administrator']
  const shown = roles.flatMap((role) => signIns.filter((signIn) => signIn.role === role).slice(0, SHOWN_OF_ROLE[role]))
  const width = Math.max(...shown.map(({ email }) => email.length))
  const lines = shown.map(
    ({ name, email, password, role }) => `  ${role.padEnd(14)} ${email.padEnd(width)}  ${password}   ${name}`,
  )
  const others = signIns.length - shown.length
  return others === 0 ? lines : [...lines, `  and ${String(others)} more`]
}
