/** A line of a page: which paragraph, and how far into it (0–1). Stays the same line in another width and another size of text. */
export interface Line {
  readonly block: number
  readonly within: number
}

/** What is measured, in px from the top of the window. */
export interface Blocks {
  readonly count: number
  edges(block: number): { readonly top: number; readonly bottom: number }
}

/** The line at height `y`; the gap below a paragraph belongs to it. */
export const lineAt = (blocks: Blocks, y: number): Line => {
  let low = 0
  let high = blocks.count - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (blocks.edges(middle).top <= y) low = middle
    else high = middle - 1
  }
  if (blocks.count === 0) return { block: 0, within: 0 }
  const { top, bottom } = blocks.edges(low)
  return { block: low, within: bottom > top ? Math.min(1, Math.max(0, (y - top) / (bottom - top))) : 0 }
}

/** Where a line is now. */
export const heightOf = (blocks: Blocks, { block, within }: Line): number => {
  if (blocks.count === 0) return 0
  const { top, bottom } = blocks.edges(Math.min(Math.max(0, Math.round(block)), blocks.count - 1))
  return top + (bottom - top) * within
}

/** 0–1: what share of the page is above `y`. */
export const positionOf = (page: { readonly top: number; readonly bottom: number }, y: number): number =>
  page.bottom <= page.top ? 0 : Math.min(1, Math.max(0, (y - page.top) / (page.bottom - page.top)))
