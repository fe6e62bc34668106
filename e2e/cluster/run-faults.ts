/**
 * `npm run cluster:faults [-- --only TEXT]`: a cluster on this machine under a steady load of hand-ins, through all that may happen to it. Prints a line for each
 * fault; ends with 1 where a hand-in was lost or doubled, the log has a gap, or a letter is missing.
 */
import { parseArgs } from 'node:util'
import { installLinks } from '@edutrack/tools/cluster/links'
import { openClusterWorld } from './cluster-world.ts'
import { waitForLetters } from './wait-for-letters.ts'
import { faultsOfLinks, faultsOfPrograms, rollServers } from './faults.ts'
import { CATALOGUE, faultLine, runFault } from './run-fault.ts'

const { values } = parseArgs({ options: { only: { type: 'string' } } })
console.log('A cluster starts …')
await installLinks()
const world = await openClusterWorld({ learners: 60, catalogue: CATALOGUE, hasLinks: true })
let isSound = true
let enrolled = 0
try {
  for (const fault of [...faultsOfPrograms, ...faultsOfLinks, rollServers]) {
    if (values.only !== undefined && !fault.name.includes(values.only)) continue
    const report = await runFault(world, fault)
    enrolled += report.load.enrolled
    console.log(faultLine(report))
    const { lost, doubled, faults, load } = report
    const isZeroFailures = fault !== rollServers || load.failures.length === 0
    if (!isZeroFailures) console.log(`  failed: ${[...new Set(load.failures.map(({ why }) => why))].join('; ')}`)
    if (lost.length + doubled.length + faults.length > 0 || !isZeroFailures) isSound = false
  }
  const { came, repeated } = await waitForLetters(world, enrolled)
  console.log(
    `letters: ${String(came)} of ${String(enrolled)} came, ${String(repeated)} were handed over twice under one Message-ID`,
  )
  if (came !== enrolled) isSound = false
} finally {
  await world.stop()
}
process.exit(isSound ? 0 : 1)
