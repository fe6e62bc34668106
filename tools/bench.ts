/**
 * `npm run bench [-- SUITE …] [--json FILE] [--accept]`: measures, and prints beside the committed baselines (`bench/baselines.json`) and the goals. Suites are
 * `server` and `client` (both without a name) and those that need more than this machine has by itself. Times depend on the machine: between two
 * machines only those figures compare that say "share of" or "of a bare server's", which divide two measurements of one run. Sizes are the same anywhere: one
 * that has grown by more than a fiftieth fails.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { compareFigures, type Baselines } from './bench/compare-figures.ts'
import type { Figure } from './bench/figure.ts'
import { buildAppIfStale } from './build-app.ts'
import { projectRoot, runCommand } from './run-command.ts'

const SUITES: Readonly<Record<string, string>> = {
  server: 'sync-server/bench/run.ts',
  client: 'e2e/bench/run.ts',
  cluster: 'sync-server/bench/cluster/run.ts',
}
const BASELINES = `${projectRoot}tools/bench/baselines.json`

const { values, positionals } = parseArgs({
  options: { json: { type: 'string' }, accept: { type: 'boolean', default: false }, only: { type: 'string' } },
  allowPositionals: true,
})
const wanted = positionals.length > 0 ? positionals : ['server', 'client']
const unknown = wanted.filter((name) => SUITES[name] === undefined)
if (unknown.length > 0) {
  console.error(`There is no suite ${unknown.join(', ')}. There are: ${Object.keys(SUITES).join(', ')}.`)
  process.exit(2)
}
if (!(await buildAppIfStale())) process.exit(1)

const folder = mkdtempSync(join(tmpdir(), 'edutrack-bench-'))
const figures: Figure[] = []
const broken: string[] = []
for (const name of wanted) {
  console.log(`\n${name}`)
  const report = join(folder, `${name}.json`)
  const only = values.only === undefined ? [] : ['--only', values.only]
  const { code } = await runCommand(process.execPath, [String(SUITES[name]), '--json', report, ...only])
  if (code === 0) figures.push(...(JSON.parse(readFileSync(report, 'utf8')) as Figure[]))
  else broken.push(name)
}
rmSync(folder, { recursive: true })

const baselines = JSON.parse(readFileSync(BASELINES, 'utf8')) as Baselines
const { table, grown } = compareFigures(figures, baselines)
console.log(`\n${table}`)
const byName = Object.fromEntries(figures.map(({ name, ...figure }) => [name, figure]))
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(byName, null, 2)}\n`)
if (values.accept) {
  const accepted = Object.fromEntries(figures.map(({ name, value }) => [name, Number(value.toPrecision(4))]))
  writeFileSync(BASELINES, `${JSON.stringify({ ...baselines, ...accepted }, null, 2)}\n`)
  console.log(`These are the baselines now: ${BASELINES}`)
}
for (const name of broken) console.error(`The suite ${name} could not be measured, see above.`)
if (grown.length > 0 && !values.accept)
  console.error(`Grown beyond their baselines: ${grown.join('; ')}. If it is worth it: npm run bench -- --accept`)
process.exit(broken.length > 0 || (grown.length > 0 && !values.accept) ? 1 : 0)
