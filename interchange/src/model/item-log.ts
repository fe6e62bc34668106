import { createLosses, type Losses } from '#losses.ts'
import { UnusableItem } from '#problems.ts'
import type { ImportItem } from './report.ts'

/** Collects what becomes of each thing of a package. */
export interface ItemLog {
  readonly items: readonly ImportItem[]
  add(item: ImportItem): void
  /**
   * Takes one thing in. What `take` returns names what it became, and it is lossy where a loss was noted; where `take` throws `UnusableItem`, it is skipped, for that
   * reason, as what the source calls it.
   */
  taking<Taken>(
    source: { readonly id: string; readonly title: string; readonly type: string },
    take: (losses: Losses) => Promise<{ readonly taken: Taken; readonly type: string; readonly title?: string }>,
  ): Promise<Taken | undefined>
}

export const createItemLog = (): ItemLog => {
  const items: ImportItem[] = []
  const add = (item: ImportItem): void =>
    void items.push({ ...item, title: tidy(item.title), reason: sentence(item.reason.trim()) })
  return {
    items,
    add,
    taking: async (source, take) => {
      const losses = createLosses()
      try {
        const { taken, type, title } = await take(losses)
        const reason = losses.reason()
        add({ id: source.id, title: title ?? source.title, type, status: reason === '' ? 'imported' : 'lossy', reason })
        return taken
      } catch (error) {
        if (!(error instanceof UnusableItem)) throw error
        add({ ...source, status: 'skipped', reason: error.message })
        return undefined
      }
    },
  }
}

const tidy = (title: string): string => title.replace(/\s+/g, ' ').trim().slice(0, 200)

/** Reasons within a sentence begin small. */
const sentence = (text: string): string =>
  text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?…]$/.test(text) ? '' : '.'}`
