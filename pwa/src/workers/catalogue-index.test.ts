import { expect, test } from 'vitest'
import { createCatalogueIndex, type IndexedCourse } from './catalogue-index.ts'

const course = (id: string, more: Partial<IndexedCourse> = {}): IndexedCourse => ({
  id,
  title: `Course ${id}`,
  description: 'About things',
  category: 'health',
  level: 'beginner',
  language: 'en',
  instructorName: 'Inès Duarte',
  minutes: 10,
  contents: { units: 1, questions: 0, files: 0, bytes: 0 },
  status: 'published',
  ...more,
})
const idsOf = async (index: ReturnType<typeof createCatalogueIndex>, text: string, more: object = {}) =>
  (await index.cards({ text, ...more }, 0, 99)).map(({ id }) => id)

test('words of title, description and instructor are found, by their beginnings, without accents, with small slips; the title first', async () => {
  const index = createCatalogueIndex()
  await index.put([
    course('a', { title: 'Growing beans', description: 'In pots' }),
    course('b', { title: 'Algebra', description: 'For those who grow: growing is not only for beans' }),
    course('c', { title: 'Algebra two', instructorName: 'Omar' }),
  ])
  expect(await idsOf(index, 'growing')).toEqual(['a', 'b'])
  expect(await idsOf(index, 'alg')).toHaveLength(2)
  expect(await idsOf(index, 'algevra omar')).toEqual(['c'])
  expect(await idsOf(index, 'ines alge')).toEqual(['b'])
  expect(await idsOf(index, 'nothing of the kind')).toEqual([])
  expect(await idsOf(index, '')).toEqual(['b', 'c', 'a'])
})

test('filters narrow, and each facet counts what its choices would give', async () => {
  const index = createCatalogueIndex()
  await index.put([
    course('a'),
    course('b', { category: 'maths', level: 'advanced' }),
    course('c', { category: 'maths', language: 'es' }),
  ])
  const maths = await index.search({ text: '', category: 'maths' })
  expect(maths.total).toBe(2)
  expect(maths.facets).toEqual({
    category: { health: 1, maths: 2 },
    level: { advanced: 1, beginner: 1 },
    language: { en: 1, es: 1 },
  })
  expect(await idsOf(index, '', { isOnThisDevice: true, hereIds: ['c'] })).toEqual(['c'])
})

test('a course that is renamed, unpublished or gone is found so at once', async () => {
  const index = createCatalogueIndex()
  await index.put([
    course('a', { title: 'Bees' }),
    course('b', { title: 'Bees too' }),
    course('c', { title: 'Bees three' }),
  ])
  await index.put([course('a', { title: 'Wasps' }), course('b', { status: 'draft' }), course('c', { _deleted: '1' })])
  expect(await idsOf(index, 'bees')).toEqual([])
  expect(await idsOf(index, 'wasps')).toEqual(['a'])
  expect((await index.search({ text: '' })).total).toBe(1)
})
