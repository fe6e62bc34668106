import { concealOrder } from '@edutrack/shared-schema/questions/conceal-order'
import { ordering } from '@edutrack/shared-schema/questions/ordering/ordering'
import type { Losses } from '#losses.ts'
import { UnusableItem } from '#problems.ts'
import type { Built } from './choice-question.ts'
import { compareScores, responsesOf, type Scoring } from './scoring.ts'

export interface ScoredOrdering {
  readonly variable: string
  readonly items: readonly { readonly id: string; readonly markdown: string }[]
  readonly declared: readonly string[]
  readonly scoring: Scoring
}

export const orderingQuestion = ({ variable, items, declared, scoring }: ScoredOrdering, losses: Losses): Built => {
  const order = declared.filter((id) => items.some((item) => item.id === id))
  if (order.length < 2) throw new UnusableItem('It does not say which order is right.')
  if (order.length < items.length) losses.add('Items that have no place in the right order are left out.')
  const kept = items.filter(({ id }) => order.includes(id))
  const isTold = kept.every(({ id }, index) => order[index] === id)
  const content = { items: [...(isTold ? concealOrder(kept) : kept)] }
  const score = scoring.score(responsesOf([variable, order]))
  const full = score !== undefined && score > 0 ? score : 1
  const swapped = order.map((_, index) => {
    const other = [...order]
    const [a, b] = [other[index] as string, other[(index + 1) % order.length] as string]
    other[index] = b
    other[(index + 1) % order.length] = a
    return other
  })
  const probes = [order, order.toReversed(), ...swapped].map((given) => ({
    responses: responsesOf([variable, given]),
    ours: ordering.grade({ content, key: { order } }, { order: given }).fraction,
  }))
  compareScores(scoring, full, probes, losses)
  return { kind: 'ordering', content, key: { order }, full }
}
