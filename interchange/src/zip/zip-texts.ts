import type { Step } from '#controls.ts'
import type { Limits } from '#limits.ts'
import { parseXml } from '#xml/parse-xml.ts'
import type { XmlElement } from '#xml/xml-node.ts'
import { readText, type Zip } from './read-zip.ts'

/** The XML documents of an archive, each read once. Undefined for a path that is not there; `UnusableItem` for what can't be read. */
export type ReadXml = (path: string) => Promise<XmlElement | undefined>

/** Documents kept: a package can have thousands of items, each asked for a few times in a row. */
const KEPT = 50

export const createReadXml = (zip: Zip, limits: Limits, step: Step): ReadXml => {
  const kept = new Map<string, XmlElement>()
  return async (path) => {
    const known = kept.get(path)
    if (known !== undefined) return known
    const text = readText(zip, path, limits.xmlBytes)
    if (text === undefined) return undefined
    const root = await parseXml(text.trimStart(), limits, step)
    if (kept.size >= KEPT) for (const first of [...kept.keys()].slice(0, 1)) kept.delete(first)
    kept.set(path, root)
    return root
  }
}
