import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeBlobsContract } from './blobs-contract.ts'
import { createDiskBlobs } from './disk-blobs.ts'

describeBlobsContract('disk', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'edutrack-blobs-'))
  return { blobs: createDiskBlobs({ folder }), cleanUp: () => rm(folder, { recursive: true }) }
})

test('what a process that was killed has left unfinished is removed at the next start; what is written now, and what is whole, stays', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'edutrack-blobs-'))
  await mkdir(join(folder, 'media'))
  const anHourAgo = Date.now() / 1000 - 3600
  for (const name of ['film.7-1.part', 'whole', 'whole.mime']) {
    await writeFile(join(folder, 'media', name), name)
    await utimes(join(folder, 'media', name), anHourAgo, anHourAgo)
  }
  await writeFile(join(folder, 'media', 'coming.8-1.part'), '')
  await createDiskBlobs({ folder }).close()
  expect((await readdir(join(folder, 'media'))).toSorted()).toEqual(['coming.8-1.part', 'whole', 'whole.mime'])
  // A school that has no folder yet has nothing to remove.
  await createDiskBlobs({ folder: join(folder, 'none') }).close()
  await rm(folder, { recursive: true })
})
