import type { Plan } from './plan.ts'

/**
 * The shortest plan found that still fails: takes out ever smaller pieces of its steps (delta debugging, Zeller 1999), then devices that nothing needs.
 * `fails` is asked at most `most` times.
 */
export const shortenPlan = async (plan: Plan, fails: (plan: Plan) => Promise<boolean>, most = 200): Promise<Plan> => {
  let asked = 0
  let best = plan
  const tryPlan = async (candidate: Plan): Promise<boolean> => {
    if (asked >= most) return false
    asked += 1
    if (!(await fails(candidate))) return false
    best = candidate
    return true
  }
  for (let size = Math.ceil(best.steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < best.steps.length;) {
      const steps = best.steps.toSpliced(start, size)
      if (!(await tryPlan({ ...best, steps }))) start += size
    }
  }
  for (const { device } of best.devices)
    if (best.devices.length > 1)
      await tryPlan({ ...best, devices: best.devices.filter((other) => other.device !== device) })
  return best
}
