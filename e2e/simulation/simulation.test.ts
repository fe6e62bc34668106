import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { createPlan } from './plan.ts'
import { runPlanOn } from './run-seed.ts'

const here = new URL('.', import.meta.url).pathname

test('200 lives of learners, teachers, networks and servers that fail, on two stores: every promise is kept', async () => {
  const args = [`${here}simulate.ts`, '--seeds', '200', '--store', 'alternate']
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 10_000_000 })
  expect(stdout).toMatch(/hand-ins acknowledged {2}\d{2}/)
  expect(stdout).toMatch(/differ, …\) {2}0\n/)
}, 600_000)

test('a seed gives the same run each time', async () => {
  const plan = createPlan(42)
  expect(await runPlanOn('memory', plan)).toEqual(await runPlanOn('memory', plan))
})
