import { defaultLimits } from '#limits.ts'
import { createLosses } from '#losses.ts'
import type { HtmlContext } from '#html/html-context.ts'

/** A context in which `media/…` is there, the web is the web, and all else is missing. */
export const testHtmlContext = (): HtmlContext => ({
  limits: defaultLimits,
  losses: createLosses(),
  resolve: (address) => {
    if (/^https?:/.test(address)) return { href: address }
    return address.startsWith('media/')
      ? { href: `file:${address.slice(6)}`, isFile: true }
      : { lost: `The file “${address}” is not in the package.` }
  },
  keepDrawing: () => 'file:drawing',
})
