import { expect, test } from 'vitest'
import { isStorageFull } from './storage-full.ts'

const full = new DOMException('The disk is full', 'QuotaExceededError')

test('a full device is known by the browser’s own error, and through what the database wraps around it', () => {
  expect(isStorageFull(full)).toBe(true)
  expect(isStorageFull(new Error('not kept', { cause: full }))).toBe(true)
  expect(isStorageFull(Object.assign(new Error('aborted'), { name: 'AbortError', inner: full }))).toBe(true)
  expect(isStorageFull(new AggregateError([new Error('another'), full]))).toBe(true)
  expect(isStorageFull(Object.assign(new Error('COL20'), { parameters: { writeError: full } }))).toBe(true)
  expect(isStorageFull(new Error('AbortError: QuotaExceededError: Encountered full disk'))).toBe(true)
})

test('other errors are not, nor those that hold themselves', () => {
  const ring: { cause?: unknown } = new Error('ring')
  ring.cause = ring
  expect(isStorageFull(ring)).toBe(false)
  expect(isStorageFull(new DOMException('gone', 'AbortError'))).toBe(false)
  expect(isStorageFull('QuotaExceededError')).toBe(false)
  expect(isStorageFull(undefined)).toBe(false)
})
