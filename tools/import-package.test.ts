import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { projectRoot } from './run-command.ts'

const run = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`${projectRoot}tools/import-package.ts`, ...args], {
    cwd: projectRoot,
    env: { ...process.env, INIT_CWD: projectRoot },
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

test('a look at a package prints its report alone, and ends with 0', () => {
  const { status, stdout, stderr } = run('interchange/samples/plants.gift.txt', '--dry-run', '--json')
  expect([status, stderr]).toEqual([0, ''])
  const report = JSON.parse(stdout) as Record<string, unknown>
  expect(Object.keys(report)).toEqual(['format', 'items', 'units', 'files'])
  expect(report).toMatchObject({ format: 'GIFT', units: 0, files: 0 })
  expect((report['items'] as readonly unknown[])[0]).toEqual({
    id: 'green',
    title: 'Green',
    type: 'single-choice',
    status: 'lossy',
    reason: 'The answer “Algae” earned 50 %; here only one choice is right.',
  })
})

test.each([
  [['README.md', '--dry-run', '--json'], /none of the kinds/],
  [['no-such-file', '--dry-run'], /There is no/],
  [['--dry-run'], /One file is to be named/],
  [['interchange/samples/plants.gift.txt'], /--data FOLDER/],
  [['interchange/samples/plants.gift.txt', '--data', 'docs', '--instructor', 'a@b.example'], /There is no school/],
  [['interchange/samples/plants.gift.txt', '--nonsense'], /Use: npm run/],
])('%j ends with 2 and one sentence', (args, sentence) => {
  const { status, stdout, stderr } = run(...args)
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr.trim()).toMatch(sentence)
  expect(stderr.trim()).not.toContain('\n')
})

interface Server {
  composeEmbedded(options: object): Promise<{
    readonly accounts: { create(account: object): Promise<{ readonly id: string } | string> }
    readonly store: {
      document(collection: string, id: string): Promise<{ readonly content: Record<string, unknown> } | undefined>
      documentsBy(lookup: object): Promise<readonly { readonly content: Record<string, unknown> }[]>
    }
    readonly blobs: { stat(name: string): Promise<{ readonly bytes: number } | undefined> }
    close(): Promise<void>
  }>
}

test('a package becomes a draft course of the instructor who is named', { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'import-'))
  const { composeEmbedded } = (await import(new URL('../sync-server/src/compose.ts', import.meta.url).href)) as Server
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const open = () => composeEmbedded({ folder, baseUrl: 'http://localhost', isRateLimited: false, log: silent })
  const school = await open()
  for (const [name, role] of [
    ['Ines', 'instructor'],
    ['Leo', 'learner'],
  ])
    await school.accounts.create({ name, role, email: `${String(name)}@school.example`, password: 'good enough' })
  await school.close()
  const args = ['interchange/samples/soil.imscc', '--json', '--data', folder, '--instructor']
  expect(run(...args, 'leo@school.example').stderr).toMatch(/is a learner/)
  expect(run(...args, 'nobody@school.example').stderr).toMatch(/Nobody signs in/)
  const { status, stdout } = run(...args, 'Ines@school.example')
  expect(status).toBe(0)
  const { courseId } = JSON.parse(stdout) as { readonly courseId: string }
  const again = await open()
  try {
    const course = await again.store.document('courses', courseId)
    expect(course?.content).toMatchObject({
      title: 'Soil',
      status: 'draft',
      instructorName: 'Ines',
      contents: { units: 6, questions: 7, files: 3 },
    })
    const units = await again.store.documentsBy({ lookup: 'units_by_course', values: [courseId] })
    expect(units.map(({ content }) => content['title']).sort()).toEqual([
      'A film',
      'Homework',
      'Layers',
      'Reading',
      'Test',
      'Worms',
    ])
    const files = await again.store.documentsBy({ lookup: 'files_by_course', values: [courseId] })
    expect(files).toHaveLength(3)
    for (const { content } of files)
      expect(await again.blobs.stat(`media/${String(content['hash'])}`)).toMatchObject({ bytes: content['bytes'] })
  } finally {
    await again.close()
    rmSync(folder, { recursive: true })
  }
})
