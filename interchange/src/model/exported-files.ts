import type { CoursePackage, PackageFile } from './course-package.ts'

/** Where a course's files lie in a package that is written. */
export interface ExportedFiles {
  pathOf(fileId: string): string | undefined
  roleAt(path: string): PackageFile['role'] | undefined
  readonly files: readonly (PackageFile & { readonly path: string })[]
}

/** Names files by what they are called, each its own. */
export const placeFiles = (course: CoursePackage, folder: string): ExportedFiles => {
  const taken = new Set<string>()
  const files = course.files.map((file) => {
    const name = file.name.replace(/[\\/:*?"<>|\p{Cc}]+/gu, '-').replace(/^\.+/, '') || 'file'
    let path = `${folder}/${name}`
    for (let count = 2; taken.has(path.toLowerCase()); count += 1) path = `${folder}/${String(count)}-${name}`
    taken.add(path.toLowerCase())
    return { ...file, path }
  })
  const byId = new Map(files.map((file) => [file.id, file]))
  const byPath = new Map(files.map((file) => [file.path, file]))
  return {
    pathOf: (fileId) => byId.get(fileId)?.path,
    roleAt: (path) => byPath.get(path)?.role,
    files,
  }
}
