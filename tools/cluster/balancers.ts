import { readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { projectRoot } from '../run-command.ts'
import { byApt, findProgram } from '../services/find-program.ts'
import { freePort, pause, ServiceMissing, startProgram, type RunningService } from '../services/service.ts'

const CONFIGURATION = join(projectRoot, 'deploy', 'load-balancer', 'haproxy.cfg')
const HOW_TO_GET = 'HAProxy is not on this machine: install it, for instance by `apt-get install haproxy`.'
const WATCH_EVERY_MS = 200
const PATIENCE_MS = 300
/** Silent so often, the primary is taken for gone. */
const MISSES = 2
const LISTENING = 'public'

/** Puts HAProxy on this machine. */
export const installBalancer = async (): Promise<void> => {
  if (findProgram('haproxy') === undefined && !(await byApt('haproxy')())) throw new ServiceMissing(HOW_TO_GET)
}

/** Two HAProxy at one address: the primary, and a failover that takes the address while the primary says nothing. */
export interface Balancers {
  readonly port: number
  killPrimary(): Promise<void>
  startPrimary(): Promise<void>
  /** Both take connections: for more devices than the files of one process allow. */
  useBoth(): Promise<void>
  stop(): Promise<void>
}

/**
 * What a virtual address (keepalived) does between two machines, done on one: both listen at the port, and the failover's listener rests until a watch on the
 * primary wakes it. The configuration is that of `deploy/`, with these servers in place of names.
 */
export const startBalancers = async (options: {
  readonly port: number
  readonly folder: string
  readonly serverPorts: readonly number[]
}): Promise<Balancers> => {
  const { port, folder, serverPorts } = options
  if (findProgram('haproxy') === undefined) throw new ServiceMissing(HOW_TO_GET)
  const configuration = join(folder, 'haproxy.cfg')
  const servers = serverPorts.map((at, index) => `  server api-${String(index + 1)} 127.0.0.1:${String(at)}`)
  const text = await readFile(CONFIGURATION, 'utf8')
  await writeFile(configuration, text.replace(/^ {2}server-template .*$/m, servers.join('\n')))

  const alivePorts = { primary: await freePort(), failover: await freePort() }
  const start = async (name: keyof typeof alivePorts): Promise<RunningService> => {
    const socket = join(folder, `${name}.sock`)
    await rm(socket, { force: true })
    return startProgram(findProgram('haproxy') ?? 'haproxy', ['-db', '-f', configuration], () => isAlive(name), {
      EDUTRACK_LB_BIND: `127.0.0.1:${String(port)}`,
      EDUTRACK_LB_ALIVE: `127.0.0.1:${String(alivePorts[name])}`,
      EDUTRACK_LB_SOCKET: socket,
      EDUTRACK_LB_MAXCONN: '9900',
    })
  }
  const isAlive = async (name: keyof typeof alivePorts): Promise<boolean> => {
    const answer = await fetch(`http://127.0.0.1:${String(alivePorts[name])}/alive`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).catch(() => undefined)
    return answer?.status === 200
  }
  const setFailover = (state: 'enable' | 'disable'): Promise<string> =>
    askSocket(join(folder, 'failover.sock'), `${state} frontend ${LISTENING}`)

  let primary = await start('primary')
  const failover = await start('failover')
  await setFailover('disable')
  let isOver = false
  let isBoth = false
  const watch = (async () => {
    let misses = 0
    let isActive = false
    while (!isOver) {
      misses = (await isAlive('primary')) ? 0 : misses + 1
      const isWanted = isBoth || misses >= MISSES
      if (isWanted !== isActive && !isOver) {
        await setFailover(isWanted ? 'enable' : 'disable').catch(() => undefined)
        isActive = isWanted
      }
      await pause(WATCH_EVERY_MS)
    }
  })()
  return {
    port,
    killPrimary: async () => {
      if (primary.pid !== undefined) process.kill(primary.pid, 'SIGKILL')
      await primary.stop()
    },
    startPrimary: async () => {
      primary = await start('primary')
    },
    useBoth: async () => {
      isBoth = true
      await pause(WATCH_EVERY_MS * 3)
    },
    stop: async () => {
      isOver = true
      await watch
      await Promise.all([primary.stop(), failover.stop()])
    },
  }
}

const askSocket = (path: string, command: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(path)
    let answer = ''
    socket.on('error', reject)
    socket.on('data', (chunk) => {
      answer += chunk.toString()
    })
    socket.on('close', () => resolve(answer))
    socket.on('connect', () => socket.write(`${command}\n`))
  })
