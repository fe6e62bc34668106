import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Another server works in the folder. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse'
}

/**
 * Keeps other servers out of a data folder until the result is called or this process ends, however it ends: the operating system takes the lock of a file
 * back, so a kill leaves none behind.
 */
export const lockFolder = (folder: string): (() => void) => {
  const database = new DatabaseSync(join(folder, 'lock.db'))
  try {
    database.exec('PRAGMA busy_timeout = 500; BEGIN EXCLUSIVE')
  } catch (cause) {
    database.close()
    throw new FolderInUse(folder, { cause })
  }
  return () => database.close()
}
