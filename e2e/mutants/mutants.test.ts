import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { mutate } from './mutant.ts'
import { mutants } from './mutants.ts'

const root = new URL('../..', import.meta.url).pathname

test.each(mutants)('$name ($rule) has its place in the source', (mutant) => {
  const text = readFileSync(`${root}${mutant.file}`, 'utf8')
  expect(mutate(mutant, text)).not.toBe(text)
  for (const file of mutant.tests) expect(readFileSync(`${root}${file}`, 'utf8')).toContain('test')
})

test('each mutant has a name of its own, and every rule of the specification has one', () => {
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length)
  const spec = readFileSync(`${root}shared-schema/SPEC.md`, 'utf8')
  const rules = [...spec.matchAll(/^### (S\d+)(?!.*\(not built\))/gm)].map(([, rule]) => rule)
  expect(rules.filter((rule) => !mutants.some((mutant) => mutant.rule === rule))).toEqual([])
})
