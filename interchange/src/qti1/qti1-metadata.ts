import { childNamed, descendantsNamed, elementsOf, textAt, textOf, type XmlElement } from '#xml/xml-node.ts'

/** What an item, section or assessment notes about itself, by label in lower case: Common Cartridge’s and Canvas’ fields, Blackboard’s elements. */
export const qti1Metadata = (node: XmlElement): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  const own = elementsOf(node).filter(({ name }) =>
    /^(qtimetadata|itemmetadata|assessmentmetadata|sectionmetadata)$/.test(name),
  )
  for (const holder of own) {
    for (const field of descendantsNamed(holder, 'qtimetadatafield', 'qti_metadatafield'))
      found.set(textAt(field, 'fieldlabel').toLowerCase(), textAt(field, 'fieldentry'))
    for (const element of elementsOf(holder))
      if (/^(bbmd|qmd)_/.test(element.name)) found.set(element.name.toLowerCase(), textOf(element).trim())
  }
  return found
}

/** `60` minutes, or `PT1H30M`. */
export const secondsOf = (text: string | undefined): number | undefined => {
  if (text === undefined || text === '') return undefined
  const long = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/i.exec(text)
  const seconds =
    long === null ? Number(text) * 60 : Number(long[1] ?? 0) * 3600 + Number(long[2] ?? 0) * 60 + Number(long[3] ?? 0)
  return Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds) : undefined
}

/** What an item is worth. */
export const pointsIn = (metadata: ReadonlyMap<string, string>): number | undefined => {
  for (const label of ['points_possible', 'cc_weighting', 'qmd_weighting', 'qmd_absolutescore_max', 'max_score']) {
    const points = Number(metadata.get(label) ?? '')
    if (metadata.get(label) && Number.isFinite(points) && points > 0) return points
  }
  return undefined
}

/** What kind of question it is, by its own word; empty where it has none. */
export const kindIn = (metadata: ReadonlyMap<string, string>): string =>
  (
    metadata.get('question_type') ??
    metadata.get('cc_profile') ??
    metadata.get('bbmd_questiontype') ??
    metadata.get('qmd_itemtype') ??
    ''
  )
    .toLowerCase()
    .replace(/^cc\.|\.v\d.*$/g, '')

export const presentationOf = (item: XmlElement): XmlElement | undefined => childNamed(item, 'presentation')

/** Canvas calls every question “Question”: that is no name. */
export const nameOfItem = (item: XmlElement): string => {
  const title = (item.attributes['title'] ?? '').trim()
  return /^question( \d+)?$/i.test(title) ? '' : title
}
