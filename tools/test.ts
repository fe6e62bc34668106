/**
 * `npm test`: every test; arguments go to vitest. Ends with `N passed, N failed`.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { projectRoot, runCommand } from './run-command.ts'

const vitestArgs = process.argv.slice(2)
const report = `${projectRoot}node_modules/.cache/vitest-report.json`
rmSync(report, { force: true })
const run = await runCommand('npx', [
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...vitestArgs,
])
if (!existsSync(report)) {
  console.log('0 passed, 1 failed')
  process.exit(1)
}
const figures = JSON.parse(readFileSync(report, 'utf8')) as {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numFailedTestSuites: number
}
const failed = Math.max(figures.numFailedTests, run.code === 0 ? 0 : 1)
console.log(
  `${String(figures.numPassedTests)} passed, ${String(failed)} failed, ${String(figures.numPendingTests)} skipped`,
)
process.exit(run.code)
