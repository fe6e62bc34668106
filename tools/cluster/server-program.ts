import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../run-command.ts'
import { pause } from '../services/service.ts'

/** One server of the cluster as a process of its own; it can be killed, stopped and started again at the same port. */
export interface ServerProgram {
  readonly name: string
  readonly port: number
  start(): Promise<void>
  /** As an operator does: it ends what it has begun. Resolves to how long that took, ms. */
  stop(): Promise<number>
  /** As a power cut does. */
  kill(): Promise<void>
  /** Its process is held and says nothing, as one that hangs. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void
  /** What it has logged, of all its lives. */
  logged(): string
}

const MAIN = join(projectRoot, 'sync-server', 'src', 'main.ts')
const START_MS = 60_000
const FORCE_MS = 15_000

export const serverProgram = (options: {
  readonly name: string
  readonly port: number
  readonly folder: string
  readonly args: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}): ServerProgram => {
  const { name, port, folder, args, environment } = options
  const logFile = join(folder, `${name}.log`)
  let child: ChildProcess | undefined
  const isOver = (): boolean => child === undefined || child.exitCode !== null || child.signalCode !== null
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    const ending = child
    if (ending === undefined || isOver()) return
    const ended = new Promise<void>((resolve) => ending.once('exit', () => resolve()))
    const force = setTimeout(() => ending.kill('SIGKILL'), FORCE_MS)
    ending.kill(signal)
    await ended
    clearTimeout(force)
  }
  return {
    name,
    port,
    start: async () => {
      const log = createWriteStream(logFile, { flags: 'a' })
      // In a group of its own: Ctrl-C is for whoever started the cluster, who ends its servers in order.
      const started = spawn(process.execPath, [MAIN, '--port', String(port), '--data', join(folder, name), ...args], {
        env: { ...process.env, ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      })
      child = started
      started.stdout.pipe(log, { end: false })
      started.stderr.pipe(log, { end: false })
      const isKilledWithUs = (): void => void started.kill('SIGKILL')
      process.once('exit', isKilledWithUs)
      started.once('exit', () => {
        process.off('exit', isKilledWithUs)
        log.end()
      })
      for (const until = Date.now() + START_MS; !(await isReady(port)); await pause(50))
        if (isOver() || Date.now() > until) {
          started.kill('SIGKILL')
          throw new Error(`${name} did not get ready: ${readFileSync(logFile, 'utf8').slice(-2000)}`)
        }
    },
    stop: async () => {
      const startedAt = performance.now()
      await end('SIGTERM')
      return performance.now() - startedAt
    },
    kill: () => end('SIGKILL'),
    signal: (signal) => void child?.kill(signal),
    logged: () => readFileSync(logFile, 'utf8'),
  }
}

const isReady = async (port: number): Promise<boolean> => {
  const response = await fetch(`http://127.0.0.1:${String(port)}/ready`).catch(() => undefined)
  return response?.status === 200
}

/** Runs the server with `--migrate`, to its end; resolves to what it said. */
export const setUpSchool = (options: {
  readonly folder: string
  readonly args: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [MAIN, '--migrate', '--data', join(options.folder, 'set-up'), ...options.args],
      { env: { ...process.env, ...options.environment }, stdio: ['ignore', 'pipe', 'pipe'] },
    )
    let said = ''
    const take = (chunk: Buffer): void => {
      said += chunk.toString()
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.once('error', reject)
    child.once('exit', (code) => {
      if (code === 0) resolve(said)
      else reject(new Error(`The school could not be set up: ${said}`))
    })
  })
