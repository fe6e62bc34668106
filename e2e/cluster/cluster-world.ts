import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fillBenchSchool, type Member, type Members } from '@edutrack/sync-server/bench/world/bench-school'
import { composeCluster } from '@edutrack/sync-server/compose-cluster'
import type { School } from '@edutrack/sync-server/compose-school'
import { readClusterSettings } from '@edutrack/sync-server/server/cluster-settings'
import { startCluster, type Cluster } from '@edutrack/tools/cluster/start-cluster'
import type { ReceivedLetter } from '@edutrack/tools/services/smtp-service'

/** A cluster with people in it, and a look into its store that goes by no server. */
export interface ClusterWorld extends Members {
  readonly cluster: Cluster
  readonly school: School
  /** All that the mail server has taken. */
  letters(): Promise<readonly ReceivedLetter[]>
  stop(): Promise<void>
}

const SECRETS = { table: 'secrets', id: 'sessions' }

/** Starts it with `learners` who are signed in, and `catalogue` courses that they may enrol in. */
export const openClusterWorld = async (options: {
  readonly learners: number
  readonly catalogue: number
  readonly apiServers?: number
  readonly workers?: number
  readonly hasLinks?: boolean
}): Promise<ClusterWorld> => {
  const { learners, catalogue, ...processes } = options
  const folder = await mkdtemp(join(tmpdir(), 'edutrack-cluster-'))
  const cluster = await startCluster({ folder, ...processes }).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true })
    throw error
  })
  const settings = readClusterSettings(cluster.environment)
  if (!('cluster' in settings) || settings.cluster === undefined) throw new Error('The services told no cluster')
  const school = await composeCluster({
    cluster: settings.cluster,
    folder: join(folder, 'observer'),
    baseUrl: cluster.url,
    isRateLimited: false,
    roles: [],
    log: { info: () => {}, warn: () => {}, error: () => {} },
  })
  const secret = await school.store.row<{ readonly id: string; readonly value: string }>(SECRETS.table, SECRETS.id)
  const members = await fillBenchSchool(school, secret?.value ?? '', { learners, catalogue })
  return {
    ...members,
    cluster,
    school,
    letters: async () => {
      const names = await readdir(join(folder, 'smtp'))
      return Promise.all(
        names.map(async (name) => JSON.parse(await readFile(join(folder, 'smtp', name), 'utf8')) as ReceivedLetter),
      )
    },
    stop: async () => {
      await school.close()
      await cluster.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export type { Member }
