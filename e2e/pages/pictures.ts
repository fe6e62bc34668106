import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const sizes = { phone: { width: 360, height: 740 }, wide: { width: 1280, height: 800 } } as const

const PATIENCE_MS = 15_000
const TRIES = 3

/** Takes a picture of what shows. Headless Chromium was seen to give none within a minute: its window is moved by a pixel, and it is asked again. */
export const takePicture = async (
  page: Page,
  options: { readonly path: string; readonly fullPage?: boolean },
): Promise<void> => {
  for (let tries = 1; ; tries += 1)
    try {
      await page.screenshot({ ...options, timeout: PATIENCE_MS })
      return
    } catch (error) {
      const size = page.viewportSize()
      if (size === null || tries === TRIES) throw error
      await page.setViewportSize({ ...size, height: size.height + 1 })
      await page.setViewportSize(size)
    }
}

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
      await takePicture(page, { path: `${folder}${name}-${size}.png`, fullPage: true })
    }
    if (before !== null) await page.setViewportSize(before)
  }
}
