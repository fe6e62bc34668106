import { stateHash } from '@edutrack/shared-schema/canonical-json'
import { strToU8 } from 'fflate'
import type { Step } from '#controls.ts'
import type { Limits } from '#limits.ts'
import type { PackageFile } from '#model/course-package.ts'
import { createIds } from '#model/ids.ts'
import { UnusableItem } from '#problems.ts'
import { cleanSvg } from './clean-svg.ts'
import { decodeBase64 } from './decode-base64.ts'
import { mediaType } from './media-type.ts'

export type ShelvedFile =
  { readonly id: string; readonly role: PackageFile['role']; readonly loss?: string } | { readonly reason: string }

/** The files that a package has brought so far. */
export interface FileShelf {
  /** Takes a file, once for each `key`; or says why not. */
  add(key: string, name: string, bytes: Uint8Array): Promise<ShelvedFile>
  /** What became of a file. */
  of(key: string): ShelvedFile | undefined
  readonly files: readonly PackageFile[]
}

export const createFileShelf = (limits: Limits, step: Step): FileShelf => {
  const known = new Map<string, ShelvedFile>()
  const files: PackageFile[] = []
  const newId = createIds('file-')
  const take = async (name: string, bytes: Uint8Array): Promise<ShelvedFile> => {
    if (bytes.length === 0) return { reason: 'It is empty.' }
    const type = mediaType(name, bytes)
    if ('reason' in type) return type
    const id = newId(name)
    const tidyName = name.slice(-200)
    if (type.mime !== 'image/svg+xml') {
      files.push({ id, name: tidyName, ...type, bytes })
      return { id, role: type.role }
    }
    try {
      const cleaned = await cleanSvg(bytes, limits, step)
      files.push({ id, name: tidyName, ...type, bytes: cleaned.bytes })
      const loss = 'A script, or an address outside of it, was removed from the drawing.'
      return { id, role: type.role, ...(cleaned.isChanged ? { loss } : {}) }
    } catch (error) {
      if (error instanceof UnusableItem) return { reason: `The drawing can’t be taken: ${error.message}` }
      throw error
    }
  }
  return {
    files,
    of: (key) => known.get(key),
    add: async (key, name, bytes) => {
      const before = known.get(key)
      if (before !== undefined) return before
      const shelved = await take(name, bytes)
      known.set(key, shelved)
      return shelved
    },
  }
}

/** The content of a `data:` address, as a file; undefined for one that is not understood. */
export const dataAddressFile = (address: string): { readonly name: string; readonly bytes: Uint8Array } | undefined => {
  const comma = address.indexOf(',')
  if (comma < 0 || !/^data:/i.test(address)) return undefined
  const head = address.slice(5, comma)
  const body = address.slice(comma + 1)
  const bytes = /;base64$/i.test(head) ? decodeBase64(body.replaceAll('%3D', '=')) : strToU8(unescape(body))
  const mime = head.split(';')[0]?.toLowerCase() ?? ''
  if (bytes === undefined) return undefined
  return { name: `picture-${stateHash(body.slice(0, 100_000)).slice(0, 8)}.${extensions.get(mime) ?? 'bin'}`, bytes }
}

const unescape = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const extensions = new Map([
  ['image/png', 'png'],
  ['image/jpeg', 'jpg'],
  ['image/gif', 'gif'],
  ['image/webp', 'webp'],
  ['image/svg+xml', 'svg'],
  ['audio/mpeg', 'mp3'],
  ['video/mp4', 'mp4'],
  ['application/pdf', 'pdf'],
])
