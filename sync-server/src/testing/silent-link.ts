import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A way to a service that can go silent: connections stay open, new ones are taken, and nothing that is sent arrives. */
export interface SilentLink {
  readonly port: number
  /** What passed through meanwhile stays dead, as where a firewall has forgotten it; connections made after are whole. */
  setSilent(isSilent: boolean): void
  close(): Promise<void>
}

export const createSilentLink = async (to: { readonly host: string; readonly port: number }): Promise<SilentLink> => {
  let isSilent = false
  const sockets = new Set<Socket>()
  const dead = new Set<Socket>()
  const server = createServer((inner) => {
    const outer = connect(to)
    const pass = (from: Socket, into: Socket): void => {
      sockets.add(from)
      from.on('data', (data) => {
        if (isSilent) dead.add(from).add(into)
        if (!dead.has(from)) into.write(data)
      })
      from.on('error', () => undefined)
      from.on('close', () => {
        sockets.delete(from)
        into.destroy()
      })
    }
    pass(inner, outer)
    pass(outer, inner)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    setSilent: (next) => {
      isSilent = next
      if (next) for (const socket of sockets) dead.add(socket)
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => void server.close(() => resolve()))
    },
  }
}
