import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeBlobsContract } from './blobs-contract.ts'
import { createDiskBlobs } from './disk-blobs.ts'

describeBlobsContract('disk', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'edutrack-blobs-'))
  return { blobs: createDiskBlobs({ folder }), cleanUp: () => rm(folder, { recursive: true }) }
})
