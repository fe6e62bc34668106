import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeMailContract } from './mail-contract.ts'
import type { Letter } from './mail.ts'
import { createOutboxMail } from './outbox-mail.ts'

describeMailContract('outbox folder', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'edutrack-mail-'))
  const folder = join(parent, 'outbox')
  return {
    mail: createOutboxMail({ folder }),
    received: async () =>
      Promise.all(
        (await readdir(folder)).map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as Letter),
      ),
    cleanUp: () => rm(parent, { recursive: true }),
  }
})
