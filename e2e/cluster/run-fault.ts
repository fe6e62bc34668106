import { setTimeout as pause } from 'node:timers/promises'
import { percentile } from '@edutrack/tools/bench/figure'
import { lostAndDoubled } from './check-log.ts'
import type { ClusterWorld, Member } from './cluster-world.ts'
import { startLoad, type LoadReport } from './devices.ts'
import type { Fault } from './faults.ts'

export interface FaultReport {
  readonly name: string
  readonly load: LoadReport
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  /** Gaps and repeats of the log. */
  readonly faults: readonly string[]
  /** From the fault's beginning to the last try that failed; 0 where none did. */
  readonly recoveryMs: number
}

/** Courses to enrol in. */
export const CATALOGUE = 100

let runs = 0

/** Hand-ins come steadily; in the midst of them the fault strikes, and they go on for a while. */
export const runFault = async (
  world: ClusterWorld,
  fault: Fault,
  { perSecond = 25, beforeMs = 1000, afterMs = 2000 } = {},
): Promise<FaultReport> => {
  const { cluster, school, learners } = world
  runs += 1
  const run = runs
  const load = startLoad({
    port: cluster.port,
    learners,
    perSecond,
    name: `fault-${String(run)}`,
    enrolments: (n) => ({
      member: learners[(run * 7 + n) % learners.length] as Member,
      courseId: `bench-catalogue-${String(n % CATALOGUE)}`,
    }),
  })
  await pause(beforeMs)
  const struckAt = performance.now()
  await fault.strike(cluster)
  await pause(afterMs)
  const report = await load.stop()
  const last = report.failures.findLast(({ at }) => at >= struckAt)
  return {
    name: fault.name,
    load: report,
    ...(await lostAndDoubled(school.store, report.accepted)),
    recoveryMs: last === undefined ? 0 : last.at - struckAt,
  }
}

/** One line: how many, what failed at first, how long until nothing did. */
export const faultLine = ({ name, load, lost, doubled, faults, recoveryMs }: FaultReport): string => {
  const { accepted, tries, failures, times } = load
  const rate = `${((failures.length / Math.max(1, tries)) * 100).toFixed(1)} % of tries failed`
  const recovery = `last failure ${(recoveryMs / 1000).toFixed(1)} s after`
  const slowest = `p95 ${percentile(times, 0.95).toFixed(0)} ms, slowest ${(Math.max(...times) / 1000).toFixed(1)} s`
  const truth = `${String(lost.length)} lost, ${String(doubled.length)} doubled, ${String(faults.length)} faults of the log`
  return `${name}: ${String(accepted.size)} hand-ins; ${rate}, ${recovery}; ${slowest}; ${truth}`
}
