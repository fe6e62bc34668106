import { looksLikeHtml, parseHtml } from '#html/parse-html.ts'
import { defaultLimits } from '#limits.ts'
import { elementsOf, isElement, textOf, type XmlElement, type XmlNode } from '#xml/xml-node.ts'

/** The text of some material as HTML. */
export const materialNodes = (material: XmlElement): readonly XmlNode[] =>
  elementsOf(material).flatMap((node): readonly XmlNode[] => {
    switch (node.name) {
      case 'mattext':
      case 'matemtext':
      case 'mat_formattedtext':
        return textNodes(node)
      case 'matimage':
        return [
          {
            name: 'img',
            attributes: { src: node.attributes['uri'] ?? '', alt: node.attributes['label'] ?? '' },
            children: [],
          },
        ]
      case 'mataudio':
        return [{ name: 'audio', attributes: { src: node.attributes['uri'] ?? '' }, children: [] }]
      case 'matvideo':
        return [{ name: 'video', attributes: { src: node.attributes['uri'] ?? '' }, children: [] }]
      case 'matbreak':
        return [{ name: 'br', attributes: {}, children: [] }]
      case 'material':
      case 'flow_mat':
      case 'mat_extension':
      case 'altmaterial':
        return materialNodes(node)
      default:
        return []
    }
  })

const knownTags = /<\/?(p|br|b|i|u|em|strong|span|div|img|a|sub|sup|ul|ol|li|table|code|pre|h\d)(\s[^<>]*)?\/?>/i

const textNodes = (node: XmlElement): readonly XmlNode[] => {
  // Written without escapes, against the specification.
  if (node.children.some(isElement)) return node.children
  const text = textOf(node)
  const type = node.attributes['texttype'] ?? node.attributes['type'] ?? 'text/plain'
  const isHtml = /html/i.test(type) || knownTags.test(text) || (looksLikeHtml(text) && /smart_text/i.test(type))
  if (isHtml) return parseHtml(text, defaultLimits)
  return text
    .split('\n')
    .flatMap((line, index): readonly XmlNode[] =>
      index === 0 ? [line] : [{ name: 'br', attributes: {}, children: [] }, line],
    )
}
