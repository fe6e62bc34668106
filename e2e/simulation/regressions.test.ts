import { globSync, readFileSync } from 'node:fs'
import { test } from 'vitest'
import type { Plan } from './plan.ts'
import { runPlanOn, storeNames } from './run-seed.ts'

const here = new URL('.', import.meta.url).pathname

test.each(globSync('regressions/*.json', { cwd: here }))('%s stays mended', async (name) => {
  const plan = JSON.parse(readFileSync(`${here}${name}`, 'utf8')) as Plan
  for (const store of storeNames) await runPlanOn(store, plan)
})
