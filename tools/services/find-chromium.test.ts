import { afterEach, expect, test, vi } from 'vitest'
import { findChromium } from './find-chromium.ts'

afterEach(() => vi.unstubAllEnvs())

test('the browser that one names is taken, and none in its place if it is not there', () => {
  vi.stubEnv('EDUTRACK_CHROMIUM', process.execPath)
  expect(findChromium()).toBe(process.execPath)
  vi.stubEnv('EDUTRACK_CHROMIUM', '/nowhere/chromium')
  expect(findChromium()).toBeUndefined()
})
