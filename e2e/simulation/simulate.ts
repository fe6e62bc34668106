/**
 * `npm run simulate -- --seeds 2000 [--from 1] [--store memory|sqlite|both|alternate] [--processes 12]`: lives that many plans through and prints what was tried and what was kept.
 * `--store both` lives each plan twice, `alternate` one on each store in turn; `--from today` begins elsewhere each day.
 * A failing seed is shortened and written to `regressions/`, to be given a name that says what it was; the exit code is 1. A run that
 * injected no fault of some kind fails too: it has shown nothing.
 */
import { fork } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { faultKinds, type FaultKind } from './faults.ts'
import { createPlan, type Plan } from './plan.ts'
import type { RunFigures } from './run-plan.ts'
import { runPlanOn, storeNames, type StoreName } from './run-seed.ts'
import { shortenPlan } from './shorten-plan.ts'

interface Task {
  readonly seed: number
  readonly store: StoreName
}
interface Result extends Task {
  readonly figures?: RunFigures
  readonly problem?: string
  readonly shortest?: Plan
}

const SHOW_EVERY_MS = 2000
const DAY_MS = 86_400_000

const lead = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '200' },
      from: { type: 'string', default: '1' },
      store: { type: 'string', default: 'both' },
      processes: { type: 'string', default: '12' },
    },
  })
  const isAlternate = values.store === 'alternate'
  const stores =
    isAlternate || values.store === 'both' ? storeNames : storeNames.filter((name) => name === values.store)
  const seeds = Number(values.seeds)
  const processes = Number(values.processes)
  if (stores.length === 0 || !(seeds > 0) || !(processes > 0)) {
    console.error('Usage: npm run simulate -- --seeds 200 --from 1 --store memory|sqlite|both|alternate --processes 12')
    process.exit(2)
  }
  const from = values.from === 'today' ? Math.floor(Date.now() / DAY_MS) * seeds : Number(values.from)
  const tasks: Task[] = Array.from({ length: seeds }, (_, index) => from + index).flatMap((seed) =>
    stores.filter((_, index) => !isAlternate || index === seed % stores.length).map((store) => ({ seed, store })),
  )
  const total = tasks.length
  const startedAt = performance.now()
  const results: Result[] = []
  const show = (): void => console.log(`${String(results.length)} of ${String(total)} runs`)
  const timer = setInterval(show, SHOW_EVERY_MS)
  await Promise.all(
    Array.from(
      { length: Math.min(processes, total) },
      () =>
        new Promise<void>((resolve, reject) => {
          const child = fork(new URL(import.meta.url).pathname, ['--follow'])
          const next = (): void => {
            const task = tasks.shift()
            if (task === undefined) child.disconnect()
            else child.send(task)
          }
          child.on('message', (result) => {
            results.push(result as Result)
            next()
          })
          child.on('error', reject)
          child.on('exit', (code) =>
            code === 0 ? resolve() : reject(new Error(`A process of the simulation ended with ${String(code)}`)),
          )
          next()
        }),
    ),
  )
  clearInterval(timer)
  report(results, (performance.now() - startedAt) / 1000)
}

const report = (results: readonly Result[], seconds: number): void => {
  const sum = (of: (figures: RunFigures) => number): number =>
    results.reduce((total, { figures }) => total + (figures === undefined ? 0 : of(figures)), 0)
  const broken = results.filter(({ problem }) => problem !== undefined)
  const missing: FaultKind[] = []
  console.log(`\n${String(results.length)} runs in ${seconds.toFixed(0)} s`)
  console.log(`  operations of people   ${String(sum(({ operations }) => operations))}`)
  console.log(`  requests               ${String(sum(({ requests }) => requests))}`)
  console.log(`  hand-ins acknowledged  ${String(sum(({ handIns }) => handIns))}`)
  const brokenBy = (promise: string): string =>
    String(broken.filter(({ problem }) => problem?.includes(promise) === true).length)
  console.log(`  lost                   ${brokenBy('a hand-in is lost')}`)
  console.log(`  doubled                ${brokenBy('a hand-in is doubled')}`)
  for (const kind of faultKinds) {
    const count = sum(({ faults }) => faults[kind])
    if (count === 0) missing.push(kind)
    console.log(`  ${kind.padEnd(30)} ${String(count)}`)
  }
  console.log(
    `  runs that broke a promise (a hand-in lost, doubled or changed, devices that differ, …)  ${String(broken.length)}`,
  )
  for (const { seed, store, problem, shortest } of broken) {
    console.error(`\nseed ${String(seed)} on ${store}: ${problem ?? ''}`)
    if (shortest === undefined) continue
    const folder = new URL('regressions/', import.meta.url).pathname
    mkdirSync(folder, { recursive: true })
    const path = `${folder}unnamed-${store}-${String(seed)}.json`
    writeFileSync(path, `${JSON.stringify(shortest, null, 2)}\n`)
    console.error(`  shortest plan found: ${String(shortest.steps.length)} steps, in ${path}`)
  }
  if (missing.length > 0) console.error(`No fault of these kinds was injected: ${missing.join(', ')}. Run more seeds.`)
  process.exitCode = broken.length > 0 || missing.length > 0 ? 1 : 0
}

const follow = (): void => {
  process.on('message', (message) => {
    void (async () => {
      const { seed, store } = message as Task
      const plan = createPlan(seed)
      const problemOf = (candidate: Plan): Promise<string | undefined> =>
        runPlanOn(store, candidate).then(
          () => undefined,
          (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)),
        )
      try {
        process.send?.({ seed, store, figures: await runPlanOn(store, plan) } satisfies Result)
      } catch (error) {
        const shortest = await shortenPlan(plan, async (candidate) => (await problemOf(candidate)) !== undefined)
        process.send?.({
          seed,
          store,
          problem: error instanceof Error ? (error.stack ?? error.message) : String(error),
          shortest,
        } satisfies Result)
      }
    })()
  })
}

if (process.argv.includes('--follow')) follow()
else await lead()
