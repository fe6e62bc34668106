import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Builds the app anew under another name (`<html data-build>`), as a deployment does; every script of it has another address. */
export const buildVariant = async (
  name: string,
): Promise<{ readonly folder: string; readonly remove: () => Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'edutrack-build-'))
  const pwa = new URL('../../pwa/', import.meta.url).pathname
  const vite = new URL('../../node_modules/vite/bin/vite.js', import.meta.url).pathname
  await promisify(execFile)(process.execPath, [vite, 'build', '--outDir', folder, '--emptyOutDir'], {
    cwd: pwa,
    // Tests run in another NODE_ENV, which Vite would take for a wish to build for development.
    env: { ...process.env, NODE_ENV: 'production', VITE_BUILD: name },
    maxBuffer: 50_000_000,
  })
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}
