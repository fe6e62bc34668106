import { existsSync } from 'node:fs'
import { findProgram } from './find-program.ts'

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge-stable',
]
const ON_A_MAC = ['Chromium.app/Contents/MacOS/Chromium', 'Google Chrome.app/Contents/MacOS/Google Chrome']

export const HOW_TO_GET_CHROMIUM =
  'Chromium is missing: `apt-get install chromium` (or Google Chrome), or its path in EDUTRACK_CHROMIUM.'

/** Path of the browser that journeys run in: `EDUTRACK_CHROMIUM`, else the first that is installed. */
export const findChromium = (): string | undefined => {
  const told = process.env['EDUTRACK_CHROMIUM']
  if (told !== undefined) return existsSync(told) ? told : undefined
  const found = NAMES.map(findProgram).find((path) => path !== undefined)
  return found ?? ON_A_MAC.map((path) => `/Applications/${path}`).find((path) => existsSync(path))
}
