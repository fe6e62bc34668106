import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { ensureServices } from './ensure-services.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** What the product is told of the services that answer; those whose variables lack are missing. */
    services: Readonly<Record<string, string>>
  }
}

/**
 * Before the tests that need services: finds or starts them; names those that are missing and how to get them. On CI a missing one is a
 * failure: else its tests would be skipped for ever unseen.
 */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const folder = await mkdtemp(join(tmpdir(), 'edutrack-services-'))
  const ensured = await ensureServices({ start: { at: 'free-ports', folder } })
  const tearDown = async (): Promise<void> => {
    await ensured.stop()
    await rm(folder, { recursive: true, force: true })
  }
  if (ensured.missing.length > 0) {
    const reasons = [...new Set(ensured.missing.map(({ reason }) => reason))].join('\n')
    if (process.env['CI'] === 'true') {
      await tearDown()
      throw new Error(`Services that tests need are missing.\n${reasons}`)
    }
    console.warn(`Skipped, for services that are missing (\`npm run services\` installs what it can):\n${reasons}`)
  }
  project.provide('services', ensured.environment)
  return tearDown
}
