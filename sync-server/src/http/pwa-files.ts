import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Clock } from '#ports/clock/clock.ts'

/** An open page of an earlier build may still ask for its parts for so long after that build was last served. */
const KEPT_FOR_MS = 90 * 24 * 3600_000
const WORTH_COMPRESSING = 1024

export interface PwaFile {
  readonly mime: string
  /** Quoted, strong. */
  readonly etag: string
  /** True where the name contains the content's hash: what it names never changes. */
  readonly isImmutable: boolean
  readonly bytes: Buffer
  /** Compressed; undefined where that saves nothing. */
  encoded(encoding: Encoding): Promise<Buffer | undefined>
}
export type Encoding = 'br' | 'gzip'

/** The built app: its files as they were at start, and the assets of earlier builds. */
export interface PwaFiles {
  /** By path, from `/` on. */
  find(path: string): Promise<PwaFile | undefined>
  readonly index: PwaFile | undefined
}

/**
 * `folder` is what the app's build has made; it is read once, so a build that is made meanwhile changes nothing of what is served. `keepFolder` gathers the
 * assets of all builds that were served, so that a page which was opened before a new build can still load its parts.
 */
export const createPwaFiles = async (options: {
  /** Absent: there is no app to serve. */
  readonly folder: string | undefined
  readonly keepFolder: string
  readonly clock: Clock
}): Promise<PwaFiles> => {
  const { folder, keepFolder, clock } = options
  const files = new Map<string, PwaFile>()
  if (folder !== undefined) {
    for (const path of pathsIn(folder)) files.set(path, readPwaFile(join(folder, path), path))
    await keepAssets(folder, [...files.keys()].filter(isAsset), keepFolder, clock.now())
  }
  // So that the first visitor does not wait for it.
  void (async () => {
    for (const file of files.values()) for (const encoding of ['br', 'gzip'] as const) await file.encoded(encoding)
  })()

  return {
    index: files.get('/index.html'),
    find: async (path) => {
      const file = files.get(path)
      if (file !== undefined || !ASSET_PATH.test(path)) return file
      const bytes = await readFile(join(keepFolder, path)).catch(() => undefined)
      return bytes === undefined ? undefined : toPwaFile(path, bytes)
    },
  }
}

const ASSET_PATH = /^\/assets\/([\w-][\w.-]*\/)*[\w-][\w.-]*$/
const isAsset = (path: string): boolean => ASSET_PATH.test(path)

/** Paths of a folder's files, from `/` on; what begins with a dot, ready-made compressions and maps of sources are left out. */
const pathsIn = (folder: string): readonly string[] =>
  !existsSync(folder)
    ? []
    : readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).replaceAll('\\', '/'))
        .map((path) => (path.startsWith('/') ? path : `/${path}`))
        .filter((path) => !/\/\./.test(path) && !/\.(br|gz|map)$/.test(path))

const readPwaFile = (location: string, path: string): PwaFile => {
  const readyMade = (suffix: string): Buffer | undefined =>
    existsSync(`${location}${suffix}`) ? readFileSync(`${location}${suffix}`) : undefined
  return toPwaFile(path, readFileSync(location), { br: readyMade('.br'), gzip: readyMade('.gz') })
}

const toPwaFile = (
  path: string,
  bytes: Buffer,
  readyMade: Readonly<Record<Encoding, Buffer | undefined>> = { br: undefined, gzip: undefined },
): PwaFile => {
  const mime = mimeByExtension[extname(path)] ?? 'application/octet-stream'
  const isCompressible =
    bytes.length >= WORTH_COMPRESSING && /^(text\/|application\/(json|manifest)|image\/svg)/.test(mime)
  const made = new Map<Encoding, Promise<Buffer | undefined>>()
  return {
    mime,
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    isImmutable: isAsset(path),
    bytes,
    encoded: (encoding) => {
      const known = made.get(encoding)
      if (known !== undefined) return known
      const making = (async () => {
        const ready = readyMade[encoding] ?? (isCompressible ? await compressed(bytes, encoding) : undefined)
        return ready !== undefined && ready.length < bytes.length ? ready : undefined
      })()
      made.set(encoding, making)
      return making
    },
  }
}

const compressed = (bytes: Buffer, encoding: Encoding): Promise<Buffer> =>
  encoding === 'gzip'
    ? promisify<Buffer, object, Buffer>(gzip)(bytes, { level: 9 })
    : promisify<Buffer, object, Buffer>(brotliCompress)(bytes, {
        params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
      })

/** Copies what is not there yet, notes that these were served now, and lets go of what has not been for a long time. */
const keepAssets = async (folder: string, paths: readonly string[], keepFolder: string, now: number): Promise<void> => {
  for (const path of paths) {
    const kept = join(keepFolder, path)
    if (!existsSync(kept)) {
      await mkdir(dirname(kept), { recursive: true })
      await copyFile(join(folder, path), `${kept}.part`)
      await rename(`${kept}.part`, kept)
    }
    await utimes(kept, now / 1000, now / 1000)
  }
  const entries = await readdir(keepFolder, { recursive: true, withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    if ((await stat(path)).mtimeMs < now - KEPT_FOR_MS) await rm(path, { force: true })
  }
}

const mimeByExtension: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}
