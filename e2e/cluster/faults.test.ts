import { installLinks } from '@edutrack/tools/cluster/links'
import { ServiceMissing } from '@edutrack/tools/services/service'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openClusterWorld, type ClusterWorld } from './cluster-world.ts'
import { faultsOfLinks, faultsOfPrograms, rollServers, type Fault } from './faults.ts'
import { CATALOGUE, faultLine, runFault } from './run-fault.ts'
import { waitForLetters } from './wait-for-letters.ts'

/** One world for all: each fault is met by a cluster that has been through those before. */
let world: ClusterWorld
let missing: string | undefined
let missingLinks: string | undefined
let enrolled = 0

beforeAll(async () => {
  await installLinks().catch((error: unknown) => (missingLinks = reasonOf(error)))
  try {
    world = await openClusterWorld({ learners: 60, catalogue: CATALOGUE, hasLinks: missingLinks === undefined })
  } catch (error) {
    missing = reasonOf(error)
    if (process.env['CI'] === 'true') throw error
  }
}, 300_000)
afterAll(() => world?.stop(), 30_000)
beforeEach(({ skip }) => skip(missing !== undefined, missing))

const reasonOf = (error: unknown): string => {
  if (!(error instanceof ServiceMissing)) throw error
  return error.message
}

const strike = async (fault: Fault) => {
  const report = await runFault(world, fault)
  enrolled += report.load.enrolled
  console.log(faultLine(report))
  expect(report.load.accepted.size).toBeGreaterThan(70)
  expect(report).toMatchObject({ lost: [], doubled: [], faults: [] })
  return report
}

test.each(faultsOfPrograms)(
  'S7: $name: no accepted hand-in is lost or doubled, and the log is whole',
  async (fault) => {
    await strike(fault)
  },
  120_000,
)

describe('ways to services', () => {
  beforeEach(({ skip }) => skip(missingLinks !== undefined, missingLinks))
  test.each(faultsOfLinks)(
    'S7: $name: no accepted hand-in is lost or doubled, and the log is whole',
    async (fault) => {
      await strike(fault)
    },
    120_000,
  )
})

test('S7: a rolling restart of all servers fails no push', async () => {
  const { load } = await strike(rollServers)
  expect(load.failures).toEqual([])
}, 120_000)

test('S15: through all of it each enrolment is told by one letter', async () => {
  expect(enrolled).toBeGreaterThan(30)
  // Those that were handed over again bear one Message-ID, by which mail servers know them.
  expect(await waitForLetters(world, enrolled)).toMatchObject({ came: enrolled })
}, 60_000)
