import type { Manifest } from '#manifest/read-manifest.ts'
import { decodePath, packagePath } from '#media/package-path.ts'

/**
 * The path in a cartridge of an address in one of its files, in the ways that systems write them: plain, from `$IMS-CC-FILEBASE$` (which is a folder of Canvas’, or the
 * package’s root, or the file’s own folder), and Canvas’ names for its pages and files. Undefined for what leads out of it.
 */
export const createCartridgePaths = (manifest: Manifest, isThere: (path: string) => boolean) => {
  const pathById = new Map(manifest.resources.map(({ id, path, files }) => [id, path ?? files[0] ?? '']))
  return (address: string, from: string): string | undefined => {
    const plain = address
      .replace(/^%24/i, '$')
      .replace(/^(\$[A-Z-]+)%24/i, '$1$')
      .replace(/^(\$[A-Z_-]+)%24/i, '$1$')
    const base = /^\$(?:IMS-CC-FILEBASE|IMS_CC_FILEBASE)\$/i.exec(plain)
    if (base !== null) return fromFileBase(plain.slice(base[0].length).replace(/^\/+/, ''), from, isThere)
    const wiki = /^\$WIKI_REFERENCE\$\/(?:pages|wiki)\/([^/?#]+)/i.exec(plain)?.[1]
    if (wiki !== undefined) return `wiki_content/${decodePath(wiki)}.html`
    const named =
      /^\$CANVAS_(?:OBJECT|COURSE)_REFERENCE\$\/(?:pages|wiki|assignments|quizzes|discussion_topics|file_ref|files)\/(?!folder\b)([^/?#]+)/i.exec(
        plain,
      )?.[1]
    if (named !== undefined) return pathById.get(named) ?? `wiki_content/${decodePath(named)}.html`
    if (plain.startsWith('$')) return undefined
    const path = packagePath(from, plain)
    if (path === undefined || isThere(path)) return path
    // Written as seen from the package’s root, or with the encoding still in the name.
    const others = [packagePath('', plain), packagePath(from, encodeURI(plain))]
    return others.find((other) => other !== undefined && isThere(other)) ?? path
  }
}

const fromFileBase = (rest: string, from: string, isThere: (path: string) => boolean): string | undefined => {
  const places = [`web_resources/${rest}`, rest, `resources/${rest}`].map((path) => packagePath('', path))
  const all = [...places, packagePath(from, rest)]
  return all.find((path) => path !== undefined && isThere(path)) ?? places[1]
}
