/** `npm run verify`: what CI runs. Each check is named, all are run, the first failure does not hide the next. */
import { checkLicences } from './licences.ts'
import { checkSpecCoverage } from './spec-coverage.ts'
import { runCommand } from './run-command.ts'

const checks: readonly { readonly name: string; readonly run: () => Promise<boolean> }[] = [
  { name: 'format', run: () => passes('npx', ['prettier', '--check', '--log-level', 'warn', '.']) },
  { name: 'lint', run: () => passes('npx', ['oxlint', '--quiet']) },
  { name: 'types', run: () => passes('npx', ['tsc', '-b']) },
  { name: 'boundaries', run: () => checkBoundaries() },
  { name: 'dead code', run: () => passes('npx', ['knip']) },
  { name: 'licences', run: checkLicences },
  { name: 'spec coverage', run: checkSpecCoverage },
  { name: 'tests', run: () => passes('node', ['tools/test.ts']) },
]

const passes = async (command: string, args: readonly string[]): Promise<boolean> =>
  (await runCommand(command, args)).code === 0

/** A cruiser that can't parse the sources finds nothing to forbid: that is a failure too. */
const checkBoundaries = async (): Promise<boolean> => {
  const sources = ['shared-schema/src', 'interchange/src', 'sync-server/src', 'pwa/src']
  const { code, output } = await runCommand('npx', [
    'depcruise',
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'err',
    ...sources,
  ])
  return code === 0 && Number(/(\d+) modules/.exec(output)?.[1] ?? 0) > 0
}

const failures: string[] = []
for (const [index, check] of checks.entries()) {
  console.log(`\n[${String(index + 1)}/${String(checks.length)}] ${check.name}`)
  if (!(await check.run())) failures.push(check.name)
}
if (failures.length > 0) {
  console.log(`\nverify: failed: ${failures.join(', ')}`)
  process.exit(1)
}
console.log('\nverify: all checks passed')
