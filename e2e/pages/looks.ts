import { mkdirSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { takePicture } from './pictures.ts'

/** Pictures of every screen, to be looked at. */
const PICTURES = new URL('../test-results/screens/', import.meta.url).pathname

/** What a screen is turned into: a size, and what its user has set. */
interface Look {
  readonly name: string
  readonly size: { readonly width: number; readonly height: number }
  readonly theme?: 'dark'
  /** The person's own wish: 2 is 200 %. */
  readonly textScale?: number
  readonly direction?: 'rtl'
  /** What axe looks for; nothing where the look doesn't change what it can find. */
  readonly rules?: 'all' | 'colours'
}
const PHONE = { width: 360, height: 740 }
export const WIDE = { width: 1280, height: 800 }
/** Axe is run where the look changes what it can find. */
export const everyLook: readonly Look[] = [
  { name: 'phone', size: PHONE, rules: 'all' },
  { name: 'phone-dark', size: PHONE, theme: 'dark', rules: 'colours' },
  { name: 'large-text', size: PHONE, textScale: 2 },
  { name: 'right-to-left', size: PHONE, direction: 'rtl' },
  { name: 'wide', size: WIDE, rules: 'all' },
  { name: 'wide-dark', size: WIDE, theme: 'dark' },
]
export const bothSizes: readonly Look[] = [
  { name: 'phone', size: PHONE },
  { name: 'wide', size: WIDE },
]

/** Everything that is wrong with how a screen looks and reads, in each look; a picture of each is kept. The screen then looks as before. */
export const findingsOf = async (page: Page, screen: string, looks: readonly Look[]): Promise<readonly string[]> => {
  mkdirSync(PICTURES, { recursive: true })
  const findings: string[] = []
  const before = page.viewportSize() ?? PHONE
  for (const look of looks) {
    await wear(page, look)
    await takePicture(page, { path: `${PICTURES}${screen}-${look.name}.png` })
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (overflow > 0) findings.push(`${screen}, ${look.name}: ${String(overflow)} px wider than the screen`)
    if (look.rules === undefined) continue
    const axe = new AxeBuilder({ page })
    const { violations } = await (look.rules === 'all' ? axe : axe.withRules(['color-contrast'])).analyze()
    for (const { id, nodes } of violations)
      findings.push(`${screen}, ${look.name}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
  }
  await wear(page, { name: '', size: before })
  return findings
}

const wear = async (page: Page, { size, theme, textScale, direction }: Look): Promise<void> => {
  await page.setViewportSize(size)
  await page.emulateMedia({ colorScheme: theme ?? 'light', reducedMotion: 'reduce' })
  await page.evaluate(
    async ([scale, dir]) => {
      document.documentElement.style.setProperty('--text-scale', String(scale))
      document.documentElement.dir = dir
      // What is measured by observers comes to rest in the next frames.
      for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame)
      await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)))
    },
    [textScale ?? 1, direction ?? 'ltr'] as const,
  )
}
