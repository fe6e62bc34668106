import { expect, test } from 'vitest'
import { gapsFromText, nextGapId } from './gaps-from-text.ts'

test('gaps come and go with their marks; what was known of one that stays is kept', () => {
  const first = gapsFromText('A [[1]] and [[b]].', { content: { text: '', gaps: [] }, key: { gaps: {} } })
  expect(first.content.gaps).toEqual([
    { id: '1', kind: 'typed' },
    { id: 'b', kind: 'typed' },
  ])
  const known = { ...first, key: { gaps: { ...first.key.gaps, b: { value: 3 } } } }
  const next = gapsFromText('[[b]] [[b]] [[constructor]] [[not one]]', known)
  expect(next.content.gaps.map(({ id }) => id)).toEqual(['b', 'constructor'])
  expect(next.key.gaps).toEqual({ b: { value: 3 }, constructor: { accepted: [] } })
  expect(nextGapId({ gaps: [{ id: '2', kind: 'typed' }] })).toBe('3')
})
