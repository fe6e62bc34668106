import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { services } from '../services/ensure-services.ts'
import { freePort, type RunningService, type Service, type ServiceName } from '../services/service.ts'
import { startBalancers, type Balancers } from './balancers.ts'
import { startLinks, type Links } from './links.ts'
import { serverProgram, setUpSchool, type ServerProgram } from './server-program.ts'

/** A service that this cluster has for itself; its port and its data stay through a restart. */
export interface ClusterService {
  readonly service: Service
  readonly port: number
  /** Of its process, to be paused. */
  pid(): number | undefined
  stop(): Promise<void>
  start(): Promise<void>
}

export interface Cluster {
  /** Where devices come: the balancers' address. */
  readonly url: string
  readonly port: number
  /** What the servers were told of the services. */
  readonly environment: Readonly<Record<string, string>>
  readonly services: Readonly<Record<ServiceName, ClusterService>>
  readonly apiServers: readonly ServerProgram[]
  readonly workers: readonly ServerProgram[]
  readonly balancers: Balancers
  /** Where it was started with them. */
  readonly links: Links | undefined
  /** What setting the school up has said. */
  readonly setUp: string
  stop(): Promise<void>
}

/** Services, servers, workers and two balancers as processes of this machine, all in one folder and at free ports. */
export const startCluster = async (options: {
  readonly folder: string
  readonly apiServers?: number
  readonly workers?: number
  /** Of the balancers; a free one unless told. */
  readonly port?: number
  readonly hasSample?: boolean
  /** Whether what passes between servers and services can be cut and slowed. */
  readonly hasLinks?: boolean
  readonly logLevel?: string
  /** Of the servers, beside this process's own and what they are told of the services. */
  readonly env?: Readonly<Record<string, string>>
  /** The app; without it `pwa/dist`. */
  readonly app?: string
  readonly onProgress?: (what: string) => void
}): Promise<Cluster> => {
  const {
    folder,
    apiServers = 3,
    workers = 2,
    hasSample = false,
    hasLinks = false,
    logLevel = 'info',
    env = {},
    app,
    onProgress,
  } = options
  const logs = join(folder, 'servers')
  await mkdir(logs, { recursive: true })
  const undo: (() => Promise<unknown>)[] = []
  const stop = async (): Promise<void> => {
    for (const end of undo.reverse()) await end()
  }
  // Each process that is started here is ended with this one.
  process.setMaxListeners(100)
  try {
    onProgress?.('MongoDB, Redis for jobs, Redis for the cache, S3 and a mail server start')
    const started = await Promise.all(services.map((service) => startService(service, join(folder, service.name))))
    undo.push(() => Promise.all(started.map((service) => service.stop())))
    const links = hasLinks ? await startLinks() : undefined
    if (links !== undefined) undo.push(() => links.stop())
    const environment: Record<string, string> = { ...env }
    for (const { service, port } of started)
      Object.assign(environment, service.environment((await links?.open(service.name, port)) ?? port))
    const port = options.port ?? (await freePort())
    const url = `http://localhost:${String(port)}`
    onProgress?.('the school is set up')
    const setUp = await setUpSchool({ folder: logs, args: hasSample ? ['--sample'] : [], environment })
    const common = [
      '--url',
      url,
      '--trust-proxy',
      '1',
      '--log-level',
      logLevel,
      ...(app === undefined ? [] : ['--app', app]),
    ]
    const makeServers = async (count: number, role: string): Promise<readonly ServerProgram[]> =>
      Promise.all(
        Array.from({ length: count }, async (_, index) =>
          serverProgram({
            name: `${role}-${String(index + 1)}`,
            port: await freePort(),
            folder: logs,
            args: ['--roles', role, ...common],
            environment,
          }),
        ),
      )
    const [api, working] = [await makeServers(apiServers, 'api'), await makeServers(workers, 'worker')]
    onProgress?.(`${String(apiServers)} API servers and ${String(workers)} workers start`)
    undo.push(() => Promise.all([...api, ...working].map((server) => server.stop())))
    // One after the other: each takes a whole core to start.
    for (const server of [...api, ...working]) await server.start()
    const balancers = await startBalancers({ port, folder, serverPorts: api.map((server) => server.port) })
    undo.push(() => balancers.stop())
    return {
      url,
      port,
      environment,
      services: Object.fromEntries(started.map((one) => [one.service.name, one])) as Cluster['services'],
      apiServers: api,
      workers: working,
      balancers,
      links,
      setUp,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

const startService = async (service: Service, folder: string): Promise<ClusterService> => {
  const port = await freePort()
  let running: RunningService = await service.start({ port, folder })
  return {
    service,
    port,
    pid: () => running.pid,
    stop: () => running.stop(),
    start: async () => {
      running = await service.start({ port, folder })
    },
  }
}
