import { connect, createServer, type AddressInfo } from 'node:net'

/** Bytes that went over the wire, headers and all. */
interface Counted {
  readonly up: number
  readonly down: number
  readonly connections: number
}

export interface CountingProxy {
  readonly url: string
  /** Since the last call. */
  take(): Counted
  close(): Promise<void>
}

/** Passes every byte on to a local port and counts it: what a learner's data plan would see. */
export const startCountingProxy = async (port: number): Promise<CountingProxy> => {
  let up = 0
  let down = 0
  let connections = 0
  const sockets = new Set<{ destroy(): void }>()
  const server = createServer((client) => {
    connections += 1
    const school = connect(port, '127.0.0.1')
    for (const socket of [client, school]) {
      sockets.add(socket)
      // Either end may hang up at any time; the other then does, too.
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        school.destroy()
      })
    }
    client.on('data', (chunk) => {
      up += chunk.length
    })
    school.on('data', (chunk) => {
      down += chunk.length
    })
    client.pipe(school)
    school.pipe(client)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address() as AddressInfo
  return {
    url: `http://localhost:${String(address.port)}`,
    take: () => {
      const counted = { up, down, connections }
      up = 0
      down = 0
      connections = 0
      return counted
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
