import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'

/** What comes into the downloads when this is done: its name, its first letters, its hash. */
export const savedFile = async (
  page: Page,
  save: () => Promise<void>,
): Promise<{ readonly name: string; readonly start: string; readonly hash: string }> => {
  const [download] = await Promise.all([page.waitForEvent('download'), save()])
  const content = await readFile(await download.path())
  return {
    name: download.suggestedFilename(),
    start: content.subarray(0, 5).toString(),
    hash: createHash('sha256').update(content).digest('hex'),
  }
}
