import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { getRequestListener } from '@hono/node-server'
import type { createApp } from '#http/app.ts'
import type { Certificates } from '#ports/certificates/certificates.ts'
import type { Clock } from '#ports/clock/clock.ts'

/** Connections that wait to be taken: ten thousand devices that come back at once must not be turned away into slow retries. */
const BACKLOG = 4096
/** Longer than that of common load balancers, so that they, not we, end a connection that nobody uses. */
const KEEP_ALIVE_MS = 75_000
/** A request that takes longer to arrive is no request. */
const REQUEST_MS = 120_000

export interface Listening {
  /** Takes no new connections, lets running requests end within `graceMs`, then cuts what is left. */
  close(graceMs: number): Promise<void>
}

/** Opens the port. Rejects with Node's error when it can't be had. */
export const listen = (options: {
  readonly app: Pick<ReturnType<typeof createApp>, 'fetch'>
  readonly port: number
  readonly host: string
  readonly certificates: Certificates | undefined
  readonly clock: Clock
  /** Told of each connection that opens and closes. */
  readonly onConnections?: (change: 1 | -1) => void
}): Promise<Listening> => {
  const { app, port, host, certificates, clock, onConnections } = options
  const listener = getRequestListener(app.fetch as Parameters<typeof getRequestListener>[0])
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse): void => void listener(incoming, outgoing)
  const limits = { keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: REQUEST_MS, noDelay: true }
  let server: Server
  if (certificates === undefined) server = createHttpServer(limits, answer)
  else {
    const secure = createHttpsServer({ ...limits, ...certificates.current(), minVersion: 'TLSv1.2' }, answer)
    certificates.onChange((pair) => secure.setSecureContext({ ...pair, minVersion: 'TLSv1.2' }))
    server = secure
  }
  if (onConnections !== undefined)
    server.on('connection', (socket) => {
      onConnections(1)
      socket.once('close', () => onConnections(-1))
    })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host, backlog: BACKLOG }, () => {
      resolve({ close: (graceMs) => closeServer(server, graceMs, clock) })
    })
  })
}

const closeServer = (server: Server, graceMs: number, clock: Clock): Promise<void> =>
  new Promise((resolve) => {
    const cancel = clock.after(graceMs, () => server.closeAllConnections())
    // Connections that are kept open between requests are closed when they fall idle.
    const stopSweeping = clock.every(100, () => server.closeIdleConnections())
    server.close(() => {
      cancel()
      stopSweeping()
      resolve()
    })
  })
