import { expect, test } from 'vitest'
import { createPlan } from '../simulation/plan.ts'
import { runPlanOn, storeNames } from '../simulation/run-seed.ts'

/** Enough lives for every kind of fault to meet what it harms; only the first that breaks a promise is needed. */
const SEEDS = 30

test('every promise is kept over some lives of learners, teachers, networks and servers that fail', async () => {
  let handIns = 0
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const store = storeNames[seed % storeNames.length] ?? 'memory'
    handIns += (await runPlanOn(store, createPlan(seed))).handIns
  }
  expect(handIns).toBeGreaterThan(0)
}, 240_000)
