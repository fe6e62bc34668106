import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { startClusterServer } from './start-cluster-server.ts'

export interface ServerOptions {
  readonly folder: string
  readonly port: number
  /** The built app; without it `pwa/dist`. */
  readonly app?: string
  /** No sample school. */
  readonly isEmpty?: boolean
  /** Beside this process's own. */
  readonly env?: Readonly<Record<string, string>>
}

export interface RunningServer {
  readonly url: string
  /** Ends the process at once, as a power cut does. */
  kill(): Promise<void>
  /** Ends it as an operator does. */
  stop(): Promise<void>
}

const START_MS = 60_000
const POLL_MS = 50

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })

/** Where journeys find their school: one process, or by `EDUTRACK_JOURNEYS_ON=cluster` a whole cluster. */
export const isOnCluster = process.env['EDUTRACK_JOURNEYS_ON'] === 'cluster'

/** Starts the real server as a process of its own; resolves once it says that it is ready. */
export const startServer = async (options: ServerOptions): Promise<RunningServer> => {
  if (isOnCluster) return startClusterServer(options)
  const { folder, port, app, isEmpty = false, env = {} } = options
  const main = new URL('../../sync-server/src/main.ts', import.meta.url).pathname
  const url = `http://localhost:${String(port)}`
  const child = spawn(
    process.execPath,
    [
      main,
      '--port',
      String(port),
      '--data',
      folder,
      '--log-level',
      'warn',
      ...(app === undefined ? [] : ['--app', app]),
      ...(isEmpty ? ['--empty'] : []),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } },
  )
  let output = ''
  let ended: number | string | undefined
  const take = (chunk: Buffer) => {
    output += chunk.toString()
  }
  child.stdout.on('data', take)
  child.stderr.on('data', take)
  child.on('exit', (code, signal) => {
    ended = code ?? signal ?? 'nothing'
  })
  for (const startedAt = performance.now(); !(await isReady(url));) {
    if (ended !== undefined) throw new Error(`the server ended with ${String(ended)}: ${output}`)
    if (performance.now() - startedAt > START_MS) throw new Error(`the server did not get ready: ${output}`)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  return { url, kill: () => end(child, 'SIGKILL'), stop: () => end(child, 'SIGTERM') }
}

const isReady = async (url: string): Promise<boolean> => {
  const response = await fetch(`${url}/ready`).catch(() => undefined)
  return response?.status === 200
}

const end = (child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.on('exit', () => resolve())
    child.kill(signal)
  })
