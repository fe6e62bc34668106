import { startCluster } from '@edutrack/tools/cluster/start-cluster'
import type { RunningServer, ServerOptions } from './start-server.ts'

/** The school as a cluster behind its balancers: two API servers and a worker, on services of its own whose data are in the folder. */
export const startClusterServer = async (options: ServerOptions): Promise<RunningServer> => {
  const { folder, port, app, isEmpty = false, env = {} } = options
  const cluster = await startCluster({
    folder,
    port,
    apiServers: 2,
    workers: 1,
    hasSample: !isEmpty,
    logLevel: 'warn',
    env,
    ...(app === undefined ? {} : { app }),
  })
  return {
    url: cluster.url,
    kill: async () => {
      await Promise.all([...cluster.apiServers, ...cluster.workers].map((server) => server.kill()))
      await cluster.stop()
    },
    stop: cluster.stop,
  }
}
