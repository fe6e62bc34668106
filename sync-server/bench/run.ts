/**
 * `node sync-server/bench/run.ts [--only NAME,…] [--json FILE] [--profile DIR]`: loads on the server as `npm start` runs it. Server and clients are
 * processes of their own.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Figure } from '@edutrack/tools/bench/figure'
import { batchedHandIns } from './loads/batched-hand-ins.ts'
import { fanOut } from './loads/fan-out.ts'
import { firstPull } from './loads/first-pull.ts'
import { manyDevices } from './loads/many-devices.ts'
import type { Load } from './loads/load.ts'
import { singleHandIns } from './loads/single-hand-ins.ts'
import { makeBenchSchool } from './world/bench-school.ts'
import { startBareServer, startServerProcess } from './world/server-process.ts'

const LOADS: readonly Load[] = [batchedHandIns, singleHandIns, firstPull, fanOut, manyDevices]

const { values } = parseArgs({
  options: { only: { type: 'string' }, json: { type: 'string' }, profile: { type: 'string' } },
})
const wanted = values.only?.split(',')
const figures: Figure[] = []
for (const load of LOADS) {
  if (wanted !== undefined && !wanted.includes(load.name)) continue
  console.log(`${load.name} …`)
  const school = await makeBenchSchool(load.school)
  if (values.profile !== undefined) mkdirSync(values.profile, { recursive: true })
  const profiling = values.profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', values.profile]
  const server = await startServerProcess(school.folder, profiling)
  const bare = await startBareServer(school.folder)
  try {
    for (const figure of await load.run({ school, server, bare })) {
      figures.push(figure)
      console.log(`  ${figure.name}: ${figure.value.toPrecision(4)} ${figure.unit}`)
    }
  } finally {
    await server.stop()
    await bare.stop()
    await school.remove()
  }
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`)
