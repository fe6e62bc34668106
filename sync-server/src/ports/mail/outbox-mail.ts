import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { stateHash } from '@edutrack/shared-schema/canonical-json'
import type { Mail } from './mail.ts'

/** Mail of a school without a mail server: each letter a JSON file of a folder, named after its id, so a repeated letter is one. On disk when `send` resolves. */
export const createOutboxMail = ({ folder }: { readonly folder: string }): Mail => {
  let writes = 0
  return {
    send: async (letter) => {
      await mkdir(folder, { recursive: true })
      const path = join(folder, `${stateHash(letter.id)}.json`)
      writes += 1
      const unfinished = `${path}.${String(process.pid)}-${String(writes)}.part`
      try {
        const file = await open(unfinished, 'w', 0o600)
        try {
          await file.writeFile(`${JSON.stringify(letter, null, 2)}\n`)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(unfinished, path)
      } catch (error) {
        await rm(unfinished, { force: true })
        throw error
      }
    },
    ping: async () => {
      await mkdir(folder, { recursive: true })
    },
    close: async () => {},
  }
}
