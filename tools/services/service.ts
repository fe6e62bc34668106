import { spawn, type ChildProcess } from 'node:child_process'
import { connect, createServer } from 'node:net'

/** One of the services that the cluster stands on: how to see whether it is there, and how to start it on this machine. */
export interface Service {
  readonly name: ServiceName
  /** As a sentence's subject: `MongoDB`. */
  readonly title: string
  /** Where `npm run services` puts it. */
  readonly port: number
  /** What the product is told of it. */
  environment(port: number): Readonly<Record<string, string>>
  /** Whether it answers at that port, in its own protocol. */
  answers(port: number): Promise<boolean>
  /** Starts it and resolves when it answers. Rejects with `ServiceMissing` where its program is not on this machine. */
  start(options: { readonly port: number; readonly folder: string }): Promise<RunningService>
  /** Puts its program on this machine, showing progress. Rejects with `ServiceMissing` where that can't be done. */
  install(): Promise<void>
}

export const serviceNames = ['mongodb', 'redis-jobs', 'redis-cache', 's3', 'smtp'] as const
export type ServiceName = (typeof serviceNames)[number]

export interface RunningService {
  /** Resolves when it has ended, of itself too. */
  stop(): Promise<void>
  /** Of its process, where it has one of its own: tests kill and pause it. */
  readonly pid?: number
}

/** The program of a service is not on this machine; the message says how to get it. */
export class ServiceMissing extends Error {
  override readonly name = 'ServiceMissing'
}

const START_MS = 30_000
const STOP_MS = 5000
const POLL_MS = 50

/** Starts a program that serves until it is stopped; resolves when `answers`, rejects with what it said when it ends before. */
export const startProgram = async (
  command: string,
  args: readonly string[],
  answers: () => Promise<boolean>,
  env: Readonly<Record<string, string>> = {},
): Promise<RunningService> => {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const take = (chunk: Buffer): void => {
    said = (said + chunk.toString()).slice(-4000)
  }
  child.stdout.on('data', take)
  child.stderr.on('data', take)
  const ended = new Promise<never>((_, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`${command} ended (${String(code)}): ${said}`)))
  })
  ended.catch(() => undefined)
  const isKilledWithUs = (): void => void child.kill('SIGKILL')
  process.once('exit', isKilledWithUs)
  child.once('exit', () => process.off('exit', isKilledWithUs))
  const until = Date.now() + START_MS
  while (!(await Promise.race([answers(), ended]))) {
    if (Date.now() > until) {
      child.kill('SIGKILL')
      throw new Error(`${command} does not answer after ${String(START_MS / 1000)} s: ${said}`)
    }
    await pause(POLL_MS)
  }
  return { stop: () => stopChild(child), ...(child.pid === undefined ? {} : { pid: child.pid }) }
}

const stopChild = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve()
      return
    }
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
    child.once('exit', () => {
      clearTimeout(force)
      resolve()
    })
    child.kill('SIGTERM')
  })

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** What a server on this machine answers to `sent`, or undefined if it doesn't within a second. */
export const askPort = (port: number, sent: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    const end = (answer: string | undefined): void => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(1000, () => end(undefined))
    socket.on('error', () => end(undefined))
    socket.on('close', () => end(undefined))
    socket.on('connect', () => void (sent === '' || socket.write(sent)))
    socket.on('data', (chunk) => end(chunk.toString()))
  })

/** A port that is free now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
