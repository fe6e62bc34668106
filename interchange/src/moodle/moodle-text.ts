import type { FormattedText, TextFormat } from '#html/formatted-text.ts'
import { decodeBase64 } from '#media/decode-base64.ts'
import { descendantsNamed, childNamed, isElement, textOf, type XmlElement } from '#xml/xml-node.ts'
import { nodesToXml } from '#xml/write-xml.ts'

const formats = new Map<string, TextFormat>([
  ['html', 'html'],
  ['markdown', 'markdown'],
  ['plain_text', 'plain'],
  ['moodle_auto_format', 'moodle'],
])

/** What stands in `<x format="html"><text>…</text></x>`. */
export const moodleText = (holder: XmlElement | undefined, format: TextFormat = 'html'): FormattedText => ({
  text: rawText(holder),
  format: formats.get(holder?.attributes['format'] ?? '') ?? format,
})

/** The text itself; HTML that stands there without CDATA is put together again. */
export const rawText = (holder: XmlElement | undefined): string => {
  const text = childNamed(holder, 'text') ?? holder
  if (text === undefined) return ''
  return text.children.some(isElement) ? nodesToXml(text.children) : textOf(text)
}

/** The path of `@@PLUGINFILE@@/a%20b.png` among a question's files. */
export const pluginFilePath = (address: string): string | undefined => {
  const path = /^@@PLUGINFILE@@\/?([^?#]*)/.exec(address)?.[1]
  if (path === undefined) return undefined
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** The files that stand in a question, by path; decoded when they are asked for. */
export const moodleFiles = (question: XmlElement): ReadonlyMap<string, () => Uint8Array | undefined> =>
  new Map(
    descendantsNamed(question, 'file').map((file) => {
      const { name = '', path = '/' } = file.attributes
      return [`${path.replace(/^\/+/, '')}${name}`, () => decodeBase64(textOf(file).trim())] as const
    }),
  )
