import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDiskBlobs } from '#ports/blobs/disk-blobs.ts'
import { describeMediaSweep } from './media-sweep-contract.ts'

describeMediaSweep('disk', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'edutrack-media-sweep-'))
  return { blobs: createDiskBlobs({ folder }), cleanUp: () => rm(folder, { recursive: true }) }
})
