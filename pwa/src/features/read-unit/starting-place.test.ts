import { expect, test } from 'vitest'
import { newerElsewhere, startingPlace } from './starting-place.ts'

const place = (position: number, at: number, device: string) => ({ place: { position, at, device } })
const own = { position: 0.3, at: 100 }
const known = { progress: undefined, own: undefined, device: 'phone', isReturn: false, tolerance: 0.02 }

test.each([
  ['a new unit', {}, { go: 'top' }],
  ['left on this device', { own, progress: place(0.3, 100, 'phone') }, { go: 'own' }],
  ['left on this device, kept only by what is synced', { progress: place(0.6, 100, 'phone') }, { go: 'synced' }],
  ['only ever opened elsewhere', { progress: place(0.6, 100, 'laptop') }, { go: 'synced' }],
  ['opened elsewhere, at its start', { progress: place(0.01, 100, 'laptop') }, { go: 'top' }],
  ['left here, gone on elsewhere', { own, progress: place(0.6, 200, 'laptop') }, { go: 'own', offer: 0.6 }],
  ['left here later than elsewhere', { own, progress: place(0.6, 50, 'laptop') }, { go: 'own' }],
  ['gone on elsewhere to the same line', { own, progress: place(0.31, 200, 'laptop') }, { go: 'own' }],
  [
    'left on this device, the kill has lost what was kept',
    { own, progress: place(0.6, 200, 'phone') },
    { go: 'synced' },
  ],
  [
    'the same, started anew right here',
    { own, isReturn: true, progress: { ...place(1, 200, 'phone'), doneAt: 150 } },
    { go: 'synced' },
  ],
  ['kept a moment before the same was written', { own, progress: place(0.31, 200, 'phone') }, { go: 'own' }],
  ['finished, opened again', { own, progress: { ...place(1, 100, 'phone'), doneAt: 90 } }, { go: 'top' }],
  [
    'finished, the app was started anew here',
    { own, isReturn: true, progress: { ...place(1, 100, 'phone'), doneAt: 90 } },
    { go: 'own' },
  ],
] as const)('%s', (_, more, start) => {
  expect(startingPlace({ ...known, ...more })).toEqual(start)
})

test('while reading, another device’s later place is told, one’s own never', () => {
  const now = { device: 'phone', since: 100, here: 0.2, tolerance: 0.02 }
  expect(newerElsewhere({ ...now, progress: place(0.7, 101, 'laptop') })).toBe(0.7)
  expect(newerElsewhere({ ...now, progress: place(0.7, 101, 'phone') })).toBeUndefined()
  expect(newerElsewhere({ ...now, progress: place(0.7, 99, 'laptop') })).toBeUndefined()
  expect(newerElsewhere({ ...now, progress: undefined })).toBeUndefined()
})
