import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createSqliteStore } from './sqlite-store.ts'
import { describeStoreContract } from './store-contract.ts'

const makeFolder = () => mkdtemp(join(tmpdir(), 'edutrack-store-'))

describeStoreContract('sqlite', async () => {
  const folder = await makeFolder()
  const store = createSqliteStore({ path: join(folder, 'store.db') })
  return {
    store,
    cleanUp: async () => {
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
})

test('S1: what was acknowledged is there after kill -9, with no gap in the log', async () => {
  const folder = await makeFolder()
  const path = join(folder, 'store.db')
  const program = `
    const { createSqliteStore } = await import(${JSON.stringify(new URL('./sqlite-store.ts', import.meta.url).href)})
    const store = createSqliteStore({ path: ${JSON.stringify(path)} })
    for (let i = 1; ; i += 1) {
      await store.transact((tx) => tx.writeDocuments([{ collection: 'units', id: 'u' + i, content: { id: 'u' + i }, deleted: false, channels: ['c'], stateHash: '' }]))
      process.stdout.write(i + '\\n')
    }`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let acknowledged = 0
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      acknowledged = Number(chunk.toString().trim().split('\n').at(-1))
      if (acknowledged >= 50) child.kill('SIGKILL')
    })
    child.on('close', () => resolve())
  })
  const store = createSqliteStore({ path })
  const head = await store.head()
  expect(acknowledged).toBeGreaterThanOrEqual(50)
  expect(head).toBeGreaterThanOrEqual(acknowledged)
  const numbers = (await store.commits(0, head, head)).flatMap((commit) => commit.entries.map((entry) => entry.number))
  expect(numbers).toEqual(Array.from({ length: head }, (_, i) => i + 1))
  expect(await store.document('units', `u${String(acknowledged)}`)).toBeDefined()
  await store.close()
  await rm(folder, { recursive: true })
})
