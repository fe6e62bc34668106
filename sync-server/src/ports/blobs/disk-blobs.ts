import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, opendir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { BlobNotFound, checkBlobName, type Blobs } from './blobs.ts'

/** Beside blobs: their types, and writes that were never finished. */
const NO_BLOB = /\.(mime|part)$/

/** A file system's time is a little behind the clock, ms. */
const MOST_BEHIND_MS = 1000

/**
 * Blobs as files of a folder; the media type stands in a file beside each. A blob appears by a rename, whole or not at all. The folder is one process's: what a process before it has left unfinished
 * when it was killed, a film's gigabyte perhaps, is removed at the beginning.
 */
export const createDiskBlobs = ({ folder }: { readonly folder: string }): Blobs => {
  let writes = 0
  // What can't be removed takes room, and is nobody's loss.
  const removing = removeUnfinished(folder, Date.now() - MOST_BEHIND_MS).catch(() => undefined)
  const pathOf = (name: string): string => {
    checkBlobName(name)
    return join(folder, name)
  }
  const statOf = async (path: string) => {
    try {
      return { bytes: (await stat(path)).size, mime: await readFile(`${path}.mime`, 'utf8') }
    } catch {
      // Not there, or half of a write that was never finished: the same to a caller.
      return undefined
    }
  }
  return {
    put: async (name, content, { mime }) => {
      const path = pathOf(name)
      await mkdir(dirname(path), { recursive: true })
      writes += 1
      const unfinished = `${path}.${String(process.pid)}-${String(writes)}.part`
      try {
        await pipeline(content instanceof Readable ? content : Readable.from([content]), createWriteStream(unfinished))
        const file = await open(unfinished, 'r+')
        await file.sync()
        await file.close()
        await writeFile(`${path}.mime`, mime)
        await rename(unfinished, path)
      } catch (error) {
        await rm(unfinished, { force: true })
        throw error
      }
    },
    stat: (name) => statOf(pathOf(name)),
    read: async (name, range) => {
      const path = pathOf(name)
      if ((await statOf(path)) === undefined) throw new BlobNotFound(name)
      return createReadStream(path, range === undefined ? {} : { start: range.first, end: range.last })
    },
    list: async function* (under) {
      const directory = await opendir(pathOf(under), { recursive: true }).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      })
      if (directory === undefined) return
      for await (const entry of directory) {
        if (!entry.isFile() || NO_BLOB.test(entry.name)) continue
        const path = join(entry.parentPath, entry.name)
        // Deleted meanwhile.
        const found = await stat(path).catch(() => undefined)
        if (found === undefined) continue
        yield {
          name: relative(folder, path).split(sep).join('/'),
          bytes: found.size,
          putAt: Math.round(found.mtimeMs),
        }
      }
    },
    delete: async (name) => {
      const path = pathOf(name)
      await rm(path, { force: true })
      await rm(`${path}.mime`, { force: true })
    },
    deleteUnder: async (name) => rm(pathOf(name), { recursive: true, force: true }),
    ping: async () => {
      await mkdir(folder, { recursive: true })
    },
    close: async () => {
      await removing
    },
  }
}

/** Writes whose last byte came before that time, ms. */
const removeUnfinished = async (folder: string, before: number): Promise<void> => {
  for await (const entry of await opendir(folder, { recursive: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.part')) continue
    const path = join(entry.parentPath, entry.name)
    if ((await stat(path)).mtimeMs < before) await rm(path, { force: true })
  }
}
