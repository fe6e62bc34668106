import { stateHash } from '@edutrack/shared-schema/canonical-json'
import { strToU8 } from 'fflate'
import type { Limits } from '#limits.ts'
import type { Losses } from '#losses.ts'
import { dataAddressFile, type FileShelf } from '#media/file-shelf.ts'
import { fileNameOf } from '#media/package-path.ts'
import { UnusableItem } from '#problems.ts'
import { mapElements, type XmlNode } from '#xml/xml-node.ts'
import { drawingOf, isWebAddress, type HtmlContext, type Target } from './html-context.ts'
import { htmlToLine, htmlToMarkdown } from './html-to-markdown.ts'
import { parseHtml } from './parse-html.ts'

export interface PackageTextDeps {
  readonly limits: Limits
  readonly shelf: FileShelf
  /** The path in the package of an address in a text of the file `from`; undefined for one that leads elsewhere. */
  pathOf(address: string, from: string): string | undefined
  /** The content at a path; undefined where there is none. Throws `UnusableItem` for a damaged one. */
  fileAt(path: string): Uint8Array | undefined
  /** The unit that the page at a path becomes. */
  unitAt?(path: string): string | undefined
}

/** Turns the texts of a package into Markdown, and takes along the files that they show. `from` is the file in which a text stands. */
export interface PackageText {
  markdown(html: string | readonly XmlNode[], from: string, losses: Losses): Promise<string>
  line(html: string | readonly XmlNode[], from: string, losses: Losses): Promise<string>
}

export const createPackageText = (deps: PackageTextDeps): PackageText => {
  const { limits } = deps
  const convert =
    (toMarkdown: typeof htmlToMarkdown) =>
    async (html: string | readonly XmlNode[], from: string, losses: Losses): Promise<string> => {
      const nodes = typeof html === 'string' ? parseHtml(html, limits) : html
      const targets = await takeFiles(nodes, from, deps, losses)
      const context: HtmlContext = {
        limits,
        losses,
        resolve: (address) =>
          targets.get(address) ?? { lost: `The address “${address.slice(0, 80)}” leads nowhere here.` },
        keepDrawing: (svg) => {
          const target = targets.get(svg)
          return target !== undefined && 'href' in target ? target.href : undefined
        },
      }
      return toMarkdown(nodes, context)
    }
  return { markdown: convert(htmlToMarkdown), line: convert(htmlToLine) }
}

const addressed = ['src', 'href', 'data', 'poster']

/** Where every address in a text leads; what is a file of the package is taken before the text is turned. */
const takeFiles = async (
  nodes: readonly XmlNode[],
  from: string,
  deps: PackageTextDeps,
  losses: Losses,
): Promise<ReadonlyMap<string, Target>> => {
  const found = new Set<string>()
  const drawings = new Set<string>()
  mapElements(nodes, (at) => {
    if (at.name === 'svg') {
      drawings.add(drawingOf(at))
      return []
    }
    for (const name of addressed) {
      const address = at.attributes[name]?.trim()
      if (address !== undefined && address !== '') found.add(address)
    }
    return undefined
  })
  const targets = new Map<string, Target>()
  for (const address of found) targets.set(address, await targetOf(address, from, deps, losses))
  for (const svg of drawings) {
    const name = `drawing-${stateHash(svg).slice(0, 8)}.svg`
    const shelved = await deps.shelf.add(`drawing:${svg}`, name, strToU8(svg))
    if ('id' in shelved) targets.set(svg, { href: `file:${shelved.id}`, isFile: true })
  }
  return targets
}

const targetOf = async (address: string, from: string, deps: PackageTextDeps, losses: Losses): Promise<Target> => {
  if (/^data:/i.test(address)) {
    const file = dataAddressFile(address)
    if (file === undefined) return { lost: 'A picture within the text could not be read.' }
    return shelvedTarget(await deps.shelf.add(address, file.name, file.bytes), file.name, losses)
  }
  const path = deps.pathOf(address, from)
  if (path === undefined) {
    const full = address.startsWith('//') ? `https:${address}` : address
    if (isWebAddress(full)) return { href: full }
    const isPath = !/^([a-z][a-z0-9+.-]*:|\$)/i.test(address)
    return {
      lost: isPath
        ? `The file “${fileNameOf(address).slice(0, 80)}” is not in the package.`
        : `A link to “${address.slice(0, 80)}” leads nowhere here.`,
    }
  }
  const unit = deps.unitAt?.(path)
  if (unit !== undefined) return { href: `unit:${unit}` }
  const name = fileNameOf(path)
  const known = deps.shelf.of(path)
  if (known !== undefined) return shelvedTarget(known, name, losses)
  try {
    const bytes = deps.fileAt(path)
    if (bytes === undefined) return { lost: `The file “${name}” is not in the package.` }
    return shelvedTarget(await deps.shelf.add(path, name, bytes), name, losses)
  } catch (error) {
    if (error instanceof UnusableItem)
      return { lost: `The file “${name}” was not taken: ${error.message.replace(/\.$/, '')}.` }
    throw error
  }
}

const shelvedTarget = (shelved: Awaited<ReturnType<FileShelf['add']>>, name: string, losses: Losses): Target => {
  if ('reason' in shelved) return { lost: `The file “${name}” was not taken: ${shelved.reason}` }
  if (shelved.loss !== undefined) losses.add(`“${name}”: ${shelved.loss}`)
  return { href: `file:${shelved.id}`, isFile: true }
}
