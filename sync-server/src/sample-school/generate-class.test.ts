import { expect, test } from 'vitest'
import { schemas } from '@edutrack/shared-schema/schemas/registry'
import type { AlsoWrite } from '#sync/collection-rules.ts'
import { classIds, generateClass } from './generate-class.ts'

const NOW = Date.UTC(2026, 5, 1, 12)

const generated = async (seed: number) => {
  const writes: AlsoWrite[] = []
  const people: string[] = []
  await generateClass({
    engine: { commitAsServer: async (batch: readonly AlsoWrite[]) => void writes.push(...batch) } as never,
    accounts: {
      import: async (all: readonly { readonly personId: string }[]) =>
        void people.push(...all.map(({ personId }) => personId)),
    } as never,
    now: NOW,
    seed,
    learners: 200,
    units: 12,
    handIns: 3,
  })
  return { writes, people, of: (name: string) => writes.filter(({ collection }) => collection === name) }
}

test('a class of one course, the same for the same seed, each document valid and once', async () => {
  const { writes, people, of } = await generated(4)
  expect((await generated(4)).writes).toEqual(writes)
  expect((await generated(5)).writes).not.toEqual(writes)
  expect(people).toHaveLength(201)
  expect(people[0]).toBe(classIds.instructor)
  expect(of('enrolments')).toHaveLength(200)
  expect(of('attempts')).toHaveLength(600)
  expect(of('units')).toHaveLength(12)
  for (const { collection, document } of writes)
    expect(schemas[collection].safeParse(document).error, document.id).toBeUndefined()
  expect(new Set(writes.map(({ collection, document }) => `${collection}/${document.id}`)).size).toBe(writes.length)
})
