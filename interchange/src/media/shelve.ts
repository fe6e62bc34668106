import type { PackageFile } from '#model/course-package.ts'
import { UnusableItem } from '#problems.ts'
import type { FileShelf } from './file-shelf.ts'
import { fileNameOf } from './package-path.ts'

export interface ShelveDeps {
  readonly zip: { read(path: string): Uint8Array | undefined }
  readonly shelf: FileShelf
}

/** Takes files of a package by their paths. One that is damaged, or not there, is left out: whatever shows it says so. */
export const shelve = async (paths: readonly string[], { zip, shelf }: ShelveDeps): Promise<void> => {
  for (const path of new Set(paths)) {
    if (shelf.of(path) !== undefined) continue
    try {
      const bytes = zip.read(path)
      if (bytes !== undefined) await shelf.add(path, fileNameOf(path), bytes)
    } catch (error) {
      if (!(error instanceof UnusableItem)) throw error
    }
  }
}

export const idOnShelf = (path: string, shelf: FileShelf): string | undefined => {
  const shelved = shelf.of(path)
  return shelved !== undefined && 'id' in shelved ? shelved.id : undefined
}

export const roleOnShelf = (path: string, shelf: FileShelf): PackageFile['role'] | undefined => {
  const shelved = shelf.of(path)
  return shelved !== undefined && 'id' in shelved ? shelved.role : undefined
}
