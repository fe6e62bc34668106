import { UnreadablePackage } from './problems.ts'
import type { ReadCourse, ReaderDeps } from './reader-deps.ts'
import { isZip, readZip } from './zip/read-zip.ts'
import { readTextPackage } from './read-text-package.ts'
import { readZipPackage } from './read-zip-package.ts'

/** Recognises a file by its content and reads it. Throws `UnreadablePackage` for what is no package of a known format. */
export const readAnything = async (bytes: Uint8Array, deps: ReaderDeps): Promise<ReadCourse> => {
  const { limits } = deps
  if (bytes.length === 0) throw new UnreadablePackage('The file is empty.')
  if (bytes.length > limits.packageBytes)
    throw new UnreadablePackage(`The file is larger than ${String(Math.round(limits.packageBytes / 1024 / 1024))} MB.`)
  if (isZip(bytes)) return readZipPackage(readZip(bytes, limits), deps)
  const known = otherKind(bytes)
  if (known !== undefined) throw new UnreadablePackage(known)
  return readTextPackage(bytes, deps)
}

/** Files that teachers take for packages. */
const otherKind = (bytes: Uint8Array): string | undefined => {
  const [a, b, c, d] = bytes
  if (a === 0x1f && b === 0x8b)
    return 'The file is a Moodle backup (.mbz) or another gzip archive; in Moodle, export the question bank as Moodle XML, or the course as Common Cartridge.'
  if (a === 0x25 && b === 0x50 && c === 0x44 && d === 0x46)
    return 'The file is a PDF, not a package of a course or of questions.'
  if (a === 0x37 && b === 0x7a) return 'The file is a 7-Zip archive; packages of courses are zip files.'
  if (a === 0x52 && b === 0x61 && c === 0x72) return 'The file is a RAR archive; packages of courses are zip files.'
  if (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0)
    return 'The file is an old office document, not a package of a course or of questions.'
  return undefined
}
