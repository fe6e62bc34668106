import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hostilePackages } from '@edutrack/interchange/testing/hostile-packages'
import { samplesFolder } from '@edutrack/interchange/testing/pack-folder'
import { projectRoot } from './run-command.ts'

/** A hundred megabytes as text, as bytes and as what was read of them, and the program itself. */
const MOST_MB = 1500
const MOST_MS = 60_000

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-hostile-'))
  // Told by the process itself as it ends, beside what it prints.
  writeFileSync(
    join(folder, 'memory.mjs'),
    `import { writeFileSync } from 'node:fs'\nprocess.on('exit', () => writeFileSync(${JSON.stringify(join(folder, 'memory'))}, String(process.resourceUsage().maxRSS)))\n`,
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

const run = (...args: readonly string[]) => {
  const begin = performance.now()
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', join(folder, 'memory.mjs'), `${projectRoot}tools/import-package.ts`, ...args],
    { cwd: projectRoot, env: { ...process.env, INIT_CWD: projectRoot }, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  )
  const megabytes = Number(readFileSync(join(folder, 'memory'), 'utf8')) / 1024
  return { status, stdout, stderr, megabytes, ms: performance.now() - begin }
}

test.each(readdirSync(samplesFolder).filter((name) => name !== 'README.md'))(
  '%s is told from the shell: one line of JSON in the promised shape',
  (name) => {
    const { status, stdout, stderr } = run(`interchange/samples/${name}`, '--dry-run', '--json')
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout.trim().split('\n')).toHaveLength(1)
    const { format, items, units, files, ...more } = JSON.parse(stdout) as Record<string, unknown>
    expect(more).toEqual({})
    expect([typeof format, typeof units, typeof files]).toEqual(['string', 'number', 'number'])
    for (const item of items as readonly Record<string, unknown>[]) {
      expect(Object.keys(item)).toEqual(['id', 'title', 'type', 'status', 'reason'])
      expect(['imported', 'lossy', 'skipped']).toContain(item['status'])
      expect([item['title'], item['reason'] === '']).toEqual([item['title'], item['status'] === 'imported'])
    }
  },
)

test.each(hostilePackages)(
  '$name from the shell does no harm and is named',
  ({ name, bytes, isRead, says }) => {
    const path = join(folder, name)
    writeFileSync(path, bytes())
    const before = readdirSync(folder).toSorted()
    const { status, stdout, stderr, megabytes, ms } = run(path, '--dry-run', '--json')
    expect(status).toBe(isRead ? 0 : 2)
    if (isRead) {
      expect(stderr).toBe('')
      expect(stdout).toMatch(says)
    } else {
      expect(stdout).toBe('')
      expect(stderr.trim()).toMatch(says)
      expect(stderr.trim()).not.toContain('\n')
    }
    expect(stdout).not.toMatch(/root:|alert\(|javascript:/)
    expect(readdirSync(folder).filter((one) => one !== 'memory')).toEqual(before.filter((one) => one !== 'memory'))
    expect([name, 'MB', megabytes < MOST_MB ? 'within' : megabytes]).toEqual([name, 'MB', 'within'])
    expect([name, 'ms', ms < MOST_MS ? 'within' : ms]).toEqual([name, 'ms', 'within'])
  },
  120_000,
)

test('a folder with links in it gives what is in the folder alone', () => {
  const package_ = join(folder, 'linked')
  mkdirSync(package_)
  writeFileSync(join(package_, 'questions.gift'), 'Is water wet? {TRUE}\n')
  symlinkSync('/etc/passwd', join(package_, 'secret.txt'))
  symlinkSync('/etc', join(package_, 'etc'))
  const { status, stdout } = run(package_, '--dry-run', '--json')
  expect(status).toBe(0)
  expect((JSON.parse(stdout) as { readonly items: readonly unknown[] }).items).toHaveLength(1)
})
