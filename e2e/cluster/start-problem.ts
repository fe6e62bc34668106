import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@edutrack/tools/services/service'

const MAIN = new URL('../../sync-server/src/main.ts', import.meta.url).pathname

/** What a server says that can't start in this environment. */
export const startProblem = async (environment: Readonly<Record<string, string>>): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'edutrack-problem-'))
  const port = String(await freePort())
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('EDUTRACK_'))
  const args = [MAIN, '--port', port, '--data', folder, '--log-level', 'silent']
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env: { ...Object.fromEntries(inherited), ...environment } })
    let said = ''
    const take = (chunk: Buffer): void => {
      said += chunk.toString()
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', reject)
    child.on('exit', (code) => {
      rmSync(folder, { recursive: true, force: true })
      if (code === 0) reject(new Error('It has started'))
      else resolve(said.trim())
    })
  })
}
