import { expect, test } from 'vitest'
import { uncoveredRules } from './spec-coverage.ts'

test('a rule is covered only by a test whose title carries its number', () => {
  const spec = '### S1 One log\n### S2 Group commit\n### S18 Purge (not built)\n'
  expect(uncoveredRules(spec, ["test('S1: numbers have no gap', () => {})", '// S2 in a comment'])).toEqual(['S2'])
})
