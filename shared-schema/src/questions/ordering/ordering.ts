import { z } from 'zod'
import { defineQuestionType } from '#questions/question-type.ts'
import { longestRisingRun } from './longest-rising-run.ts'

const ids = z.array(z.string().max(40)).max(30)

/**
 * Items to be put in order. Partial credit follows the moves that are missing: `m` is the least number of items that would have to be taken out and put in at
 * another place to make the order right (all items but the longest run of them, neighbours or not, that already stand right among themselves; an item that was
 * not placed counts as one to move), and the answer earns `1 − m / (n − 1)`. So one item at a wrong place costs one step, wherever it stands, although it has shifted
 * all that come after it; the whole order reversed earns nothing. `parts` says of each placed item whether it is of that run.
 *
 * The stored order of `items` is on the learner's device: it must not be the right one (see `concealOrder`), and neither may ids count them up.
 */
export const ordering = defineQuestionType({
  kind: 'ordering',
  content: z.object({
    items: z
      .array(z.object({ id: z.string().min(1).max(40), markdown: z.string().max(2000) }))
      .min(2)
      .max(30),
  }),
  /** All items, first to last. */
  key: z.object({ order: ids.min(2) }),
  answer: z.object({ order: ids }),
  isAnswered: (answer) => answer.order.length > 0,
  grade: ({ key }, answer) => {
    const right = [...new Set(key.order)]
    const placed = [...new Set(answer.order)].filter((id) => right.includes(id))
    const run = longestRisingRun(placed.map((id) => right.indexOf(id)))
    const standing = new Set(run.map((place) => right[place]))
    const steps = right.length - 1
    return {
      // One item alone stands right among itself, and says nothing.
      fraction: steps < 1 ? Number(placed.length > 0) : Math.max(0, standing.size - 1) / steps,
      parts: Object.fromEntries(placed.map((id) => [id, standing.size > 1 && standing.has(id)])),
    }
  },
})
