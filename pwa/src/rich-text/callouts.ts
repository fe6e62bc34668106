import { shapes as important } from 'virtual:icon/circle-alert'
import { shapes as note } from 'virtual:icon/info'
import { shapes as tip } from 'virtual:icon/lightbulb'
import { shapes as warning } from 'virtual:icon/triangle-alert'
import type { IconShapes } from '#ui/icon.tsx'

const icons = { tip, note, important, warning, caution: warning } satisfies Readonly<Record<string, IconShapes>>
export type CalloutKind = keyof typeof icons

/** Says what each callout is, by icon and word. One of a kind that isn't known stays a plain aside. */
export const addCalloutTitles = (fragment: DocumentFragment, titleOf: (kind: CalloutKind) => string): void => {
  for (const callout of fragment.querySelectorAll<HTMLElement>('[data-callout]')) {
    const kind = callout.dataset['callout'] ?? ''
    if (!isKind(kind)) continue
    const title = document.createElement('p')
    title.dataset['calloutTitle'] = kind
    title.append(iconElement(icons[kind]), titleOf(kind))
    callout.prepend(title)
    callout.setAttribute('aria-label', titleOf(kind))
    callout.setAttribute('role', 'note')
  }
}

const isKind = (kind: string): kind is CalloutKind => Object.hasOwn(icons, kind)

const SVG = 'http://www.w3.org/2000/svg'

const iconElement = (shapes: IconShapes): SVGElement => {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  for (const [tag, attributes] of shapes) {
    const shape = document.createElementNS(SVG, tag)
    for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value)
    svg.append(shape)
  }
  return svg
}
