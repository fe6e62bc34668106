import { expect, test } from 'vitest'
import { createPlan } from './plan.ts'
import { shortenPlan } from './shorten-plan.ts'

test('of a failing plan only the steps stay that it fails by', async () => {
  const plan = createPlan(5)
  const [first, , third] = plan.steps
  if (first === undefined || third === undefined) throw new Error('the plan is too short for this test')
  const shortest = await shortenPlan(plan, async ({ steps }) => steps.includes(first) && steps.includes(third))
  expect(shortest.steps).toEqual([first, third])
  expect(shortest.devices).toHaveLength(1)
})
