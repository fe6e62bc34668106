import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeZip } from '#zip/write-zip.ts'

export const samplesFolder = fileURLToPath(new URL('../../samples/', import.meta.url))

/** The bytes of a sample: a file as it is, a folder as a zip archive. */
export const sampleBytes = (name: string): Uint8Array => {
  const path = join(samplesFolder, name)
  if (/\.(txt|xml)$/.test(name)) return new Uint8Array(readFileSync(path))
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return writeZip(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => ({ path: relative(path, file), content: new Uint8Array(readFileSync(file)) })),
  )
}
