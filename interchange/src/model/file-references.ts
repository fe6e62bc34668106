/** `](file:<id>`, as our Markdown names a file; the id may be encoded as addresses are. */
const REFERENCE = /(\]\(\s*<?)file:(?:\/\/)?([^)\s>]+)/g

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Files that a Markdown text names. */
export const fileIdsIn = (markdown: string): readonly string[] =>
  [...markdown.matchAll(REFERENCE)].map(([, , id = '']) => decode(id))

/** The text with other ids; one for which there is no other stays. Ids are written as addresses are. */
export const withFileIds = (markdown: string, idOf: (id: string) => string | undefined): string =>
  markdown.replace(REFERENCE, (whole, head: string, id: string) => {
    const other = idOf(decode(id))
    return other === undefined ? whole : `${head}file:${encodeFileId(other)}`
  })

export const encodeFileId = (id: string): string =>
  id
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/[()']/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`))
    .join('/')

/** The same for every text within some JSON, such as the content of a question. */
export const mapTexts = <Value>(value: Value, change: (text: string) => string): Value => {
  if (typeof value === 'string') return change(value) as Value
  if (Array.isArray(value)) return value.map((part: unknown) => mapTexts(part, change)) as Value
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [name, mapTexts(part as unknown, change)]),
    ) as Value
  return value
}

/** All texts within some JSON. */
export const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : []
}

const UNIT_LINK = /\[((?:\\.|[^\]\\]){0,2000})\]\(\s*<?unit:([^)\s>]+)>?(?:\s+"[^"]*")?\)/g

/** The text with other names for the units that it links to; a link to one that has none becomes its words. */
export const withUnitIds = (markdown: string, idOf: (id: string) => string | undefined): string =>
  markdown.replace(UNIT_LINK, (_whole, words: string, id: string) => {
    const other = idOf(decode(id))
    return other === undefined ? words : `[${words}](unit:${encodeFileId(other)})`
  })
