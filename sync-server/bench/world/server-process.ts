import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'

export interface ServerProcess {
  readonly port: number
  /** Resident memory, bytes. */
  memory(): number
  /** Seconds of processor time since its start. */
  processorSeconds(): number
  stop(): Promise<void>
}

const START = fileURLToPath(new URL('../../../tools/start.mjs', import.meta.url))
const APP = fileURLToPath(new URL('../../../pwa/dist', import.meta.url))
const BARE = fileURLToPath(new URL('./bare-server.ts', import.meta.url))
/** Linux counts processor time in hundredths. */
const TICKS_PER_SECOND = 100

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })

/** The server as `npm start` runs it, on a folder that is there. `nodeArgs` are for profiling. */
export const startServerProcess = async (folder: string, nodeArgs: readonly string[] = []): Promise<ServerProcess> => {
  const port = await freePort()
  return startProcess([...nodeArgs, START, '--app', APP, '--empty', '--data', folder, '--port', String(port)], port)
}

/** The least that could do the same work, to compare with. */
export const startBareServer = async (folder: string): Promise<ServerProcess> => {
  const port = await freePort()
  return startProcess([BARE, folder, String(port)], port)
}

const startProcess = async (args: readonly string[], port: number): Promise<ServerProcess> => {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise<void>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      // What it logs is read, as a log collector would, and thrown away.
      if (said.includes('listens at')) return
      said += chunk.toString()
      if (said.includes('listens at')) resolve()
    })
    child.on('exit', (code) => reject(new Error(`the server ended with ${String(code)}: ${said}`)))
  })
  const pid = String(child.pid)
  return {
    port,
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024,
    processorSeconds: () => {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
      return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
    },
    stop: () =>
      new Promise((resolve) => {
        child.removeAllListeners('exit').on('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}
