/** A gap, as it stands in the Markdown of a text with gaps. */
export const gapMark = (gapId: string): string => `[[${gapId}]]`

export type GappedPart = { readonly markdown: string } | { readonly gapId: string }

/** A text with gaps, cut at its gaps; brackets around anything but the id of a gap are text. */
export const gappedText = (text: string, gaps: readonly { readonly id: string }[]): readonly GappedPart[] => {
  const known = new Set(gaps.map(({ id }) => id))
  const parts: GappedPart[] = []
  let from = 0
  for (const mark of text.matchAll(GAP)) {
    const gapId = mark[1] as string
    if (!known.has(gapId)) continue
    if (mark.index > from) parts.push({ markdown: text.slice(from, mark.index) })
    parts.push({ gapId })
    from = mark.index + mark[0].length
  }
  if (from < text.length) parts.push({ markdown: text.slice(from) })
  return parts
}

/** Ids of the gaps in a text, in its order. */
export const gapIdsIn = (text: string, gaps: readonly { readonly id: string }[]): readonly string[] =>
  gappedText(text, gaps).flatMap((part) => ('gapId' in part ? [part.gapId] : []))

const GAP = /\[\[([A-Za-z0-9_-]{1,40})\]\]/g
