/**
 * `node sync-server/bench/cluster/run.ts [--devices N] [--json FILE]`: loads on a whole cluster on this machine, through its balancers: three API servers, two workers,
 * and all services share the processors with the load itself.
 */
import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Figure } from '@edutrack/tools/bench/figure'
import { startCluster } from '@edutrack/tools/cluster/start-cluster'
import { composeCluster } from '../../src/compose-cluster.ts'
import { readClusterSettings } from '../../src/server/cluster-settings.ts'
import { fillBenchSchool } from '../world/bench-school.ts'
import { acrossServers, cacheHits, connectDevices, handInRate, reconnect, type ClusterBench } from './cluster-loads.ts'

const RATES = [50, 100, 200, 300, 400, 600, 800, 1000, 1300, 1600]
const CATALOGUE = 5000

const { values } = parseArgs({
  options: {
    devices: { type: 'string', default: '10000' },
    json: { type: 'string' },
    only: { type: 'string' },
  },
})
const folder = await mkdtemp(join(tmpdir(), 'edutrack-cluster-bench-'))
const figures: Figure[] = []
const note = (measured: readonly Figure[]): void => {
  for (const figure of measured) {
    figures.push(figure)
    console.log(`  ${figure.name}: ${figure.value.toPrecision(4)} ${figure.unit}`)
  }
}
const isWanted = (name: string): boolean => values.only?.split(',').includes(name) ?? true

console.log('a cluster starts …')
const cluster = await startCluster({ folder, logLevel: 'warn' })
try {
  const settings = readClusterSettings(cluster.environment)
  if (!('cluster' in settings) || settings.cluster === undefined) throw new Error('The services told no cluster')
  const school = await composeCluster({
    cluster: settings.cluster,
    folder,
    baseUrl: cluster.url,
    isRateLimited: false,
    roles: [],
    log: { info: () => {}, warn: () => {}, error: console.error },
  })
  console.log('the school is filled …')
  const secret = await school.store.row<{ readonly id: string; readonly value: string }>('secrets', 'sessions')
  const size = { learners: Number(values.devices), catalogue: CATALOGUE }
  const { learners } = await fillBenchSchool(school, secret?.value ?? '', size)
  const bench: ClusterBench = { cluster, school, learners, catalogue: CATALOGUE }
  // A connection is two files of a balancer, which has 20,000: both of them carry the devices.
  await cluster.balancers.useBoth()
  if (isWanted('rate') || isWanted('reconnect')) {
    console.log('devices connect …')
    const devices = await connectDevices(bench)
    if (isWanted('rate')) note(await handInRate(bench, RATES))
    if (isWanted('reconnect')) {
      note(await reconnect(bench, devices))
      await cluster.apiServers[0]?.start()
    }
    devices.close()
  }
  // Last: each course that it changes is work for a minute after.
  if (isWanted('cache')) note(await cacheHits(bench))
  if (isWanted('across')) note(await acrossServers(bench))
  await school.close()
} finally {
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`)
process.exit(0)
