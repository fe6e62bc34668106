import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const sizes = { phone: { width: 360, height: 740 }, wide: { width: 1280, height: 800 } } as const

/** Takes pictures of what shows, on a phone and on a wide screen, to be looked at; nothing may be wider than the screen. The size is as before afterwards. */
export const createPictures = (journey: string) => {
  const folder = new URL(`../test-results/${journey}/`, import.meta.url).pathname
  mkdirSync(folder, { recursive: true })
  return async (page: Page, name: string): Promise<void> => {
    const before = page.viewportSize()
    for (const [size, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport)
      await page.evaluate(async () => {
        for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame)
        await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)))
      })
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect([name, size, beyond > 0]).toEqual([name, size, false])
      await page.screenshot({ path: `${folder}${name}-${size}.png`, fullPage: true })
    }
    if (before !== null) await page.setViewportSize(before)
  }
}
