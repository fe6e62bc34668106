import type { Page } from 'playwright-core'

/** Notes long tasks from now on; the answer tells the longest, in ms. */
export const watchLongTasks = async (page: Page): Promise<() => Promise<number>> => {
  await page.evaluate(() => {
    const tasks: number[] = []
    ;(globalThis as { longTasks?: number[] }).longTasks = tasks
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    })
  })
  return () => page.evaluate(() => Math.max(0, ...((globalThis as { longTasks?: number[] }).longTasks ?? [])))
}
