import type { Question } from '@edutrack/shared-schema/collections/questions'
import { concealOrder } from '@edutrack/shared-schema/questions/conceal-order'
import type { QuestionSource } from './course-format.ts'

interface Made {
  readonly content: Question['content']
  readonly key: NonNullable<Question['key']>
}
type Source<Kind extends QuestionSource['kind']> = Extract<QuestionSource, { readonly kind: Kind }>

/** Texts in an order that tells nothing, with ids that count along it and so tell nothing either. */
const concealed = (texts: readonly string[]): readonly { readonly id: string; readonly markdown: string }[] =>
  concealOrder(texts.map((markdown) => ({ markdown }))).map(({ markdown }, index) => ({
    id: String(index + 1),
    markdown,
  }))

const idAmong = (parts: ReturnType<typeof concealed>, text: string): string =>
  parts.find(({ markdown }) => markdown === text)?.id as string

export const matchingOf = ({ pairs, others = [] }: Source<'matching'>): Made => {
  const items = concealed(Object.keys(pairs))
  const matches = concealed([...new Set([...Object.values(pairs), ...others])])
  return {
    content: { items: [...items], matches: [...matches] },
    key: {
      pairs: Object.fromEntries(items.map(({ id, markdown }) => [id, idAmong(matches, pairs[markdown] as string)])),
    },
  }
}

export const orderingOf = ({ order }: Source<'ordering'>): Made => {
  const items = concealed(order)
  return { content: { items: [...items] }, key: { order: order.map((text) => idAmong(items, text)) } }
}

export const gapsOf = ({ text, gaps }: Source<'gaps'>): Made => {
  const options = (gap: (typeof gaps)[string]) => concealed('options' in gap ? gap.options : [])
  return {
    content: {
      text,
      gaps: Object.entries(gaps).map(([id, gap]) =>
        'options' in gap ? { id, kind: 'chosen', options: [...options(gap)] } : { id, kind: 'typed' },
      ),
    },
    key: {
      gaps: Object.fromEntries(
        Object.entries(gaps).map(([id, gap]) => [
          id,
          'options' in gap ? { optionId: idAmong(options(gap), gap.right) } : { accepted: gap.accepted },
        ]),
      ),
    },
  }
}
