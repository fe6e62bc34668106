import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { projectRoot } from './run-command.ts'

test('every file and folder that ARCHITECTURE.md and README.md name is there', () => {
  for (const page of ['ARCHITECTURE.md', 'README.md']) {
    const text = readFileSync(`${projectRoot}${page}`, 'utf8')
    const named = [...text.matchAll(/(?:^|[\s`(|→])((?:shared-schema|pwa|sync-server|e2e|tools|deploy)\/[\w./*-]+)/gm)]
      .map(([, path]) => (path ?? '').replace(/[.,]$/, '').replace(/\/?\*.*$/, ''))
      .filter((path) => path !== '')
    expect(named.length, page).toBeGreaterThan(0)
    expect(named.filter((path) => !existsSync(`${projectRoot}${path}`))).toEqual([])
  }
})
