import { allowedAddress, allowedElements, plainAttributes } from './allowed-html.ts'

/** Makes safe content of HTML that anybody may have written, by a strict list of what is allowed. */
export type Sanitise = (html: string) => DocumentFragment

/** The browser's own sanitiser, which costs nothing to load; undefined where it has none. */
export const browserSanitise = (): Sanitise | undefined => {
  const { Sanitizer } = globalThis as unknown as Partial<SanitizerApi>
  if (Sanitizer === undefined || !('setHTML' in Element.prototype)) return undefined
  const sanitizer = new Sanitizer({
    elements: allowedElements,
    attributes: ['href', ...plainAttributes],
    dataAttributes: false,
    comments: false,
  })
  // A document of its own, in which nothing loads.
  const apart = document.implementation.createHTMLDocument('')
  return (html) => {
    const host = apart.createElement('div') as unknown as ElementWithSetHtml
    host.setHTML(html, { sanitizer })
    const fragment = document.createDocumentFragment()
    fragment.append(...host.childNodes)
    for (const link of fragment.querySelectorAll('[href]'))
      if (!allowedAddress.test(addressOf(link))) link.removeAttribute('href')
    return fragment
  }
}

export const loadSanitise = async (): Promise<Sanitise> => {
  const { createPurifySanitise } = await import('./purify-sanitise.ts')
  return createPurifySanitise(window)
}

/** Without the white space and control characters in which a scheme can hide. */
const addressOf = (link: Element): string =>
  [...(link.getAttribute('href') ?? '')].filter((letter) => letter > ' ' && letter.trim() !== '').join('')

/** https://wicg.github.io/sanitizer-api/, not yet among TypeScript's types. */
interface SanitizerApi {
  readonly Sanitizer: new (config: {
    readonly elements: readonly string[]
    readonly attributes: readonly string[]
    readonly dataAttributes: boolean
    readonly comments: boolean
  }) => object
}
interface ElementWithSetHtml extends Element {
  setHTML(html: string, options: { readonly sanitizer: object }): void
}
