import { setTimeout as pause } from 'node:timers/promises'
import type { ServerProgram } from '@edutrack/tools/cluster/server-program'
import type { Links } from '@edutrack/tools/cluster/links'
import type { Cluster } from '@edutrack/tools/cluster/start-cluster'
import type { ServiceName } from '@edutrack/tools/services/service'

/** What may happen to a cluster, and how it is whole again. */
export interface Fault {
  readonly name: string
  strike(cluster: Cluster): Promise<void>
}

const GONE_MS = 1500

/** Whoever watches is told what is gone. */
const expectHealth = async (
  { apiServers: [server] }: Cluster,
  status: number,
  state: string,
  down: readonly string[],
): Promise<void> => {
  const response = await fetch(`http://127.0.0.1:${String(server?.port)}/health`)
  const health = (await response.json()) as { status: string; checks: Readonly<Record<string, unknown>> }
  const isTold = down.every((part) => health.checks[part] === 'down')
  if (response.status !== status || health.status !== state || !isTold)
    throw new Error(`/health says ${String(response.status)} ${JSON.stringify(health)} without ${down.join(', ')}`)
}

const killApiServer: Fault = {
  name: 'an API server is killed',
  strike: async ({ apiServers: [server] }) => {
    await server?.kill()
    await pause(GONE_MS)
    await server?.start()
  },
}
const killWorker: Fault = {
  name: 'a worker is killed',
  strike: async ({ workers: [worker] }) => {
    await worker?.kill()
    await pause(GONE_MS)
    await worker?.start()
  },
}
const killBalancer: Fault = {
  name: 'the primary balancer is killed',
  strike: async ({ balancers }) => {
    await balancers.killPrimary()
    await pause(GONE_MS)
    await balancers.startPrimary()
  },
}
const restartRedis: Fault = {
  name: 'both Redis are gone and come back',
  strike: async (cluster) => {
    const both = [cluster.services['redis-jobs'], cluster.services['redis-cache']]
    await Promise.all(both.map((redis) => redis.stop()))
    await pause(GONE_MS)
    await expectHealth(cluster, 200, 'degraded', ['cache', 'bus', 'queue'])
    await Promise.all(both.map((redis) => redis.start()))
  },
}
const hangApiServer: Fault = {
  name: 'an API server hangs for 3 s',
  strike: async ({ apiServers: [, server] }) => {
    server?.signal('SIGSTOP')
    await pause(3000)
    server?.signal('SIGCONT')
  },
}
const pauseMongodb: Fault = {
  name: 'MongoDB hangs for some seconds',
  strike: async (cluster) => {
    const pid = cluster.services.mongodb.pid()
    if (pid === undefined) throw new Error('MongoDB has no process')
    process.kill(pid, 'SIGSTOP')
    await expectHealth(cluster, 503, 'down', ['database'])
    process.kill(pid, 'SIGCONT')
  },
}
const restartMongodb: Fault = {
  name: 'MongoDB is gone and comes back',
  strike: async ({ services: { mongodb } }) => {
    await mongodb.stop()
    await pause(GONE_MS)
    await mongodb.start()
  },
}
/** Something is wrong on the way to services for a while, and then no more. */
const linkFault = (
  name: string,
  wrong: (links: Links) => Promise<unknown>,
  { forMs = 3000, health }: { readonly forMs?: number; readonly health?: (cluster: Cluster) => Promise<void> } = {},
): Fault => ({
  name,
  strike: async (cluster) => {
    const { links } = cluster
    if (links === undefined) throw new Error('The cluster was started without links')
    await wrong(links)
    try {
      await pause(forMs)
      await health?.(cluster)
    } finally {
      await links.restore()
    }
  },
})
const redis: readonly ServiceName[] = ['redis-jobs', 'redis-cache']
const toEach =
  (names: readonly ServiceName[], wrong: (links: Links, name: ServiceName) => Promise<void>) => (links: Links) =>
    Promise.all(names.map((name) => wrong(links, name)))

/** Needs a cluster with links. */
export const faultsOfLinks: readonly Fault[] = [
  linkFault('the way to MongoDB is slow (20 ms each way)', (links) => links.slow('mongodb', 20)),
  linkFault('the way to MongoDB is cut for 3 s', (links) => links.cut('mongodb')),
  linkFault('the way to MongoDB is silent for 5 s', (links) => links.silence('mongodb'), {
    forMs: 1000,
    health: (cluster) => expectHealth(cluster, 503, 'down', ['database']),
  }),
  linkFault(
    'the way to both Redis is slow (100 ms each way)',
    toEach(redis, (links, name) => links.slow(name, 100)),
  ),
  linkFault(
    'the way to both Redis is silent for some seconds',
    toEach(redis, (links, name) => links.silence(name)),
    { health: (cluster) => expectHealth(cluster, 200, 'degraded', ['cache', 'queue']) },
  ),
  linkFault('the way to S3 is cut for 3 s', (links) => links.cut('s3'), {
    health: (cluster) => expectHealth(cluster, 200, 'degraded', ['blobs']),
  }),
  linkFault('the way to S3 is slow (300 ms each way)', (links) => links.slow('s3', 300)),
]

const seconds = (ms: number): string => (ms / 1000).toFixed(1)

const roll = async (servers: readonly ServerProgram[]): Promise<void> => {
  for (const server of servers) {
    const stopped = await server.stop()
    const startedAt = performance.now()
    await server.start()
    const started = performance.now() - startedAt
    console.log(`  ${server.name} ended in ${seconds(stopped)} s and was ready again ${seconds(started)} s after`)
  }
}

export const rollServers: Fault = {
  name: 'all servers are restarted one after the other',
  strike: ({ apiServers, workers }) => roll([...apiServers, ...workers]),
}

export const faultsOfPrograms: readonly Fault[] = [
  killApiServer,
  hangApiServer,
  killWorker,
  killBalancer,
  restartRedis,
  pauseMongodb,
  restartMongodb,
]
