import type { Limits } from '#limits.ts'
import type { Losses } from '#losses.ts'
import type { XmlElement } from '#xml/xml-node.ts'
import { nodesToXml } from '#xml/write-xml.ts'

/** Where an address in a source leads, as Markdown may name it. */
export type Target =
  /** A file or a unit of the package, or the web. */
  | { readonly href: string; readonly isFile?: boolean }
  /** Nowhere. `sentence` says what is lost. */
  | { readonly lost: string }

/** What turning HTML into Markdown needs of the package that it comes from. */
export interface HtmlContext {
  readonly limits: Limits
  readonly losses: Losses
  resolve(address: string): Target
  /** Keeps a drawing that stood in the text itself as a file; gives its address. */
  keepDrawing?(svg: string): string | undefined
}

/** For texts that can't show anything but themselves. */
export const isWebAddress = (address: string): boolean => /^(https?:|mailto:|tel:)/i.test(address)

/** `example.org` of an address; the address itself where it has none. */
export const siteOf = (address: string): string =>
  /^[a-z]+:\/\/(?:www\.)?([^/?#:]+)/i.exec(address)?.[1] ?? address.slice(0, 60)

/** A drawing in a text, as a file of its own. */
export const drawingOf = (svg: XmlElement): string =>
  nodesToXml([{ ...svg, attributes: { xmlns: 'http://www.w3.org/2000/svg', ...svg.attributes } }])
