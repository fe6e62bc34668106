import { createChance } from './chance.ts'
import { learners } from './simulated-school.ts'

/**
 * What happens in a run, step by step. Each step has a seed of its own, so that a plan stays the same for those steps that are left when others are taken
 * out of it: a failing plan can be shortened.
 */
export interface Step {
  readonly kind: StepKind
  readonly seed: number
}
type StepKind = 'device' | 'staff' | 'time' | 'late deliveries' | 'server killed' | 'half a year'

export interface PlannedDevice {
  readonly device: string
  readonly personId: string
  /** Device's clock minus the true time, ms. */
  readonly clockError: number
  /** Its build is of the previous protocol, until all is well (S19). */
  readonly isOldBuild: boolean
}

export interface Plan {
  readonly seed: number
  readonly devices: readonly PlannedDevice[]
  readonly steps: readonly Step[]
}

const HOUR = 3_600_000

export const createPlan = (seed: number): Plan => {
  const chance = createChance(seed)
  // Ana always has two devices: sharing an account is where sync goes wrong.
  const owners = ['ana', 'ana', ...learners.filter((id) => id !== 'ana' && chance.happens(0.6))]
  const devices = owners.map((personId, index) => ({
    device: `d${String(index)}`,
    personId,
    clockError: chance.happens(0.3) ? (chance.below(49) - 24) * HOUR : 0,
    isOldBuild: chance.happens(0.15),
  }))
  const steps = Array.from({ length: 6 + chance.below(12) }, () => ({
    kind: chance.pickWeighted<StepKind>({
      device: 60,
      staff: 14,
      time: 12,
      'late deliveries': 8,
      'server killed': 6,
      'half a year': 4,
    }),
    seed: chance.below(2 ** 31),
  }))
  return { seed, devices, steps }
}
