import { strToU8 } from 'fflate'
import type { Step } from '#controls.ts'
import type { Limits } from '#limits.ts'
import { UnusableItem } from '#problems.ts'
import { decodeText } from '#text/decode-text.ts'
import { parseXml } from '#xml/parse-xml.ts'
import { nodesToXml, XML_HEAD } from '#xml/write-xml.ts'
import { isElement, type XmlNode } from '#xml/xml-node.ts'

/** Elements that run something, or show what is not drawing. */
const dropped = new Set('script foreignObject iframe object embed audio video canvas handler listener'.split(' '))

/**
 * A drawing without all that could run or fetch: scripts, event handlers, foreign pages, addresses outside the drawing. `isChanged` where there was any of it. Throws
 * `UnusableItem` for what is no drawing.
 */
export const cleanSvg = async (
  bytes: Uint8Array,
  limits: Limits,
  step: Step,
): Promise<{ readonly bytes: Uint8Array; readonly isChanged: boolean }> => {
  const root = await parseXml(decodeText(bytes), limits, step)
  if (root.name !== 'svg') throw new UnusableItem('It is not a drawing.')
  let isChanged = false
  const clean = (nodes: readonly XmlNode[]): readonly XmlNode[] =>
    nodes.flatMap((node): readonly XmlNode[] => {
      if (!isElement(node)) return [node]
      if (dropped.has(node.name) || (node.name === 'style' && !isStill(node.children.join('')))) {
        isChanged = true
        return []
      }
      const kept = Object.entries(node.attributes).filter(([name, value]) => {
        const isKept = !/^on/i.test(name) && (name !== 'href' || isWithin(value)) && isStill(value)
        isChanged ||= !isKept
        return isKept
      })
      return [{ name: node.name, attributes: Object.fromEntries(kept), children: clean(node.children) }]
    })
  const [svg] = clean([root])
  const drawn = svg !== undefined && isElement(svg) ? svg : root
  const named = { ...drawn, attributes: { xmlns: 'http://www.w3.org/2000/svg', ...drawn.attributes } }
  return { bytes: strToU8(XML_HEAD + nodesToXml([named])), isChanged }
}

/** A part of the drawing itself, or a picture that stands in it. */
const isWithin = (href: string): boolean => /^\s*(#|data:image\/(png|jpeg|gif|webp);)/i.test(href)

/** No address elsewhere in a style. */
const isStill = (value: string): boolean =>
  !/@import|expression\s*\(|javascript:/i.test(value) &&
  [...value.matchAll(/url\(\s*["']?([^"')]*)/gi)].every(([, address = '']) => isWithin(address))
