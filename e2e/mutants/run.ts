/**
 * `npm run mutants [-- --only TEXT] [--processes 2]`: puts each mutant into the sources as they are loaded, runs the tests that should notice, and prints which did.
 * The exit code is 1 where a mutant survives, or where the tests fail without one.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { mutants } from './mutants.ts'
import type { Mutant } from './mutant.ts'

interface Outcome {
  readonly mutant: Mutant
  readonly seconds: number
  /** Title of the first test that failed, or what else went wrong. */
  readonly caughtBy: string | undefined
  readonly isBroken: boolean
}

const root = new URL('../..', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'edutrack-mutants-'))

/** Runs test files; resolves to the title of the first that failed, undefined where none did. Rejects where no test was run. */
const firstFailure = async (tests: readonly string[], mutant: string | undefined): Promise<string | undefined> => {
  const report = join(folder, `${String(Math.random()).slice(2)}.json`)
  const output = await new Promise<string>((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        join(root, 'node_modules/vitest/vitest.mjs'),
        'run',
        '--config',
        'e2e/mutants/vitest.config.ts',
        '--reporter=json',
        `--outputFile=${report}`,
        ...tests,
      ],
      { cwd: root, env: { ...process.env, ...(mutant === undefined ? {} : { EDUTRACK_MUTANT: mutant }) } },
    )
    let text = ''
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
    child.on('error', reject)
    child.on('close', () => resolve(text))
  })
  let figures: Report
  try {
    figures = JSON.parse(readFileSync(report, 'utf8')) as Report
  } catch (cause) {
    throw new Error(output.slice(-2000), { cause })
  }
  for (const { assertionResults } of figures.testResults)
    for (const { status, fullName } of assertionResults) if (status === 'failed') return fullName
  const unread = figures.testResults.find(({ status }) => status === 'failed')
  if (unread !== undefined) throw new Error(`${unread.name}: ${unread.message}`)
  if (figures.numPassedTests === 0) throw new Error(`No test ran: ${output.slice(-2000)}`)
  return undefined
}
interface Report {
  readonly numPassedTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

const tryMutant = async (mutant: Mutant): Promise<Outcome> => {
  const startedAt = performance.now()
  let caughtBy: string | undefined
  let isBroken = false
  try {
    // File by file: the quick ones notice most.
    for (const file of mutant.tests) {
      caughtBy ??= await firstFailure([file], mutant.name)
      if (caughtBy !== undefined) break
    }
  } catch (error) {
    isBroken = true
    caughtBy = error instanceof Error ? error.message : String(error)
  }
  return { mutant, caughtBy, isBroken, seconds: (performance.now() - startedAt) / 1000 }
}

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, processes: { type: 'string', default: '2' } },
})
const chosen = mutants.filter(({ name, rule }) => `${rule} ${name}`.includes(values.only))
const waiting = [...chosen]
const outcomes: Outcome[] = []
const unharmed = await firstFailure([...new Set(chosen.flatMap(({ tests }) => tests))], undefined)
if (unharmed !== undefined) console.error(`Without any mutant this fails already: ${unharmed}`)
else
  await Promise.all(
    Array.from({ length: Number(values.processes) }, async () => {
      for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
        const outcome = await tryMutant(mutant)
        outcomes.push(outcome)
        const { caughtBy, isBroken, seconds } = outcome
        console.log(
          `${mutant.rule.padEnd(4)} ${mutant.name.padEnd(62)} ${`${seconds.toFixed(1)} s`.padStart(7)}  ${
            caughtBy === undefined ? 'SURVIVES' : isBroken ? `BROKEN: ${caughtBy}` : caughtBy
          }`,
        )
      }
    }),
  )
rmSync(folder, { recursive: true, force: true })
const bad = outcomes.filter(({ caughtBy, isBroken }) => caughtBy === undefined || isBroken)
console.log(`\n${String(outcomes.length - bad.length)} of ${String(chosen.length)} mutants are caught`)
if (unharmed !== undefined || bad.length > 0 || outcomes.length === 0) process.exitCode = 1
