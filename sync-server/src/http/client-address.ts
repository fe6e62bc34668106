import { nodeMessages, type HttpContext } from './environment.ts'

/**
 * The address that a request came from. Behind proxies each adds the address that it saw to `x-forwarded-for`; of these only the last `trustedProxies` are
 * true, so the client is the one that the outermost trusted proxy saw. Without a socket (a request made within the process) all share one.
 */
export const clientAddress = (context: HttpContext, trustedProxies: number): string => {
  const socketAddress = nodeMessages(context)?.incoming.socket.remoteAddress ?? '127.0.0.1'
  if (trustedProxies === 0) return socketAddress
  const seen = (context.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '')
  return seen.at(-trustedProxies) ?? seen[0] ?? socketAddress
}

/** Who shares a limit: an address, or the network of 64 bits that one household or phone gets of IPv6. */
export const limitKeyOf = (address: string): string => {
  const bare = address.startsWith('::ffff:') ? address.slice(7) : address
  if (!bare.includes(':')) return bare
  const [head = '', tail] = bare.split('::')
  const groups = head.split(':').filter((group) => group !== '')
  if (tail !== undefined) {
    const after = tail.split(':').filter((group) => group !== '').length
    while (groups.length + after < 8 && groups.length < 4) groups.push('0')
  }
  return `${groups.slice(0, 4).join(':')}::/64`
}
