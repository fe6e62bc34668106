/**
 * `npm run cluster [-- --port N] [--api N] [--workers N]`: a whole cluster on this machine: MongoDB (or its stand-in), two Redis, S3, a mail server that delivers
 * nothing, two load balancers at one address, API servers and workers. Ctrl-C ends all; data stay in `.services/cluster`.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildAppIfStale } from './build-app.ts'
import { installBalancer } from './cluster/balancers.ts'
import { startCluster } from './cluster/start-cluster.ts'
import { services } from './services/ensure-services.ts'
import { servicesFolder } from './services/find-program.ts'
import { ServiceMissing } from './services/service.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4400' },
    api: { type: 'string', default: '3' },
    workers: { type: 'string', default: '2' },
  },
})
const numbers = [values.port, values.api, values.workers].map(Number)
if (!numbers.every((number) => Number.isInteger(number) && number > 0)) {
  console.error('--port, --api and --workers take numbers.')
  process.exit(2)
}
await buildAppIfStale()
const folder = join(servicesFolder, 'cluster')
try {
  for (const service of services) await service.install()
  await installBalancer()
  const cluster = await startCluster({
    folder,
    port: Number(values.port),
    apiServers: Number(values.api),
    workers: Number(values.workers),
    hasSample: true,
    onProgress: (what) => console.log(`  ${what} …`),
  })
  const lines = [...cluster.apiServers, ...cluster.workers].map(
    ({ name, port }) => `  ${name.padEnd(10)} http://127.0.0.1:${String(port)}/health  and /metrics`,
  )
  console.log(`\nEduTrack’s cluster is at ${cluster.url}\n\n${lines.join('\n')}\n\n${cluster.setUp.trim()}`)
  console.log(`\nLogs and data are in ${folder}. Ctrl-C ends all.`)
  let isEnding = false
  const end = (): void => {
    if (isEnding) return
    isEnding = true
    console.log('\nending, in order')
    void cluster.stop().then(() => process.exit(0))
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  setInterval(() => undefined, 60_000)
} catch (error) {
  console.error(error instanceof ServiceMissing ? error.message : error)
  process.exit(1)
}
