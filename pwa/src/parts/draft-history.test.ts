import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addStep, redoStep, undoStep, withoutArrived, type DraftHistory } from './draft-history.ts'

interface Page {
  readonly title: string
  readonly text?: string | undefined
}
const start: DraftHistory<Page> = { mine: {}, past: [], future: [] }
const stored: Page = { title: 'A' }
const shown = (history: DraftHistory<Page>): Page => ({ ...stored, ...history.mine })

test('typing on in one field is one step; a pause, another field and a choice begin a new one', () => {
  let history = addStep(start, stored, { title: 'Ab' }, 1000)
  history = addStep(history, shown(history), { title: 'Abc' }, 1500)
  expect(history.past).toHaveLength(1)
  expect(shown(undoStep(history)).title).toBe('A')
  expect(addStep(history, shown(history), { title: 'Abcd' }, 9000).past).toHaveLength(2)
  expect(addStep(history, shown(history), { text: 'x' }, 1600).past).toHaveLength(2)
  expect(addStep(history, shown(history), { title: 'B' }, undefined).past).toHaveLength(2)
})

test('all undone is as it was, all redone is as it had become; a field that was not there is gone again', () => {
  const patch = fc.oneof(fc.record({ title: fc.string() }), fc.record({ text: fc.string() }))
  fc.assert(
    fc.property(fc.array(fc.tuple(patch, fc.option(fc.nat(10_000), { nil: undefined }))), (patches) => {
      let history = start
      for (const [change, at] of patches) history = addStep(history, shown(history), change, at)
      const end = shown(history)
      while (history.past.length > 0) history = undoStep(history)
      expect(shown(history)).toEqual({ ...stored, ...(end.text === undefined ? {} : { text: undefined }) })
      while (history.future.length > 0) history = redoStep(history)
      expect(shown(history)).toEqual(end)
    }),
  )
})

test('what has arrived follows the database again; what has not stays shown', () => {
  const history = addStep(addStep(start, stored, { title: 'B' }, undefined), { title: 'B' }, { text: 'x' }, undefined)
  const arrived = withoutArrived(history, { title: 'B' })
  expect(arrived.mine).toEqual({ text: 'x' })
  expect({ title: 'C, from elsewhere', ...arrived.mine }).toEqual({ title: 'C, from elsewhere', text: 'x' })
  expect(undoStep(arrived).past).toHaveLength(1)
})
