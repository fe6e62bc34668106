import type { PackageText } from '#html/package-text.ts'
import type { Losses } from '#losses.ts'
import { explanationOf } from '#model/build-question.ts'
import { checkQuestion } from '#model/check-question.ts'
import type { PackageQuestion } from '#model/course-package.ts'
import { UnusableItem } from '#problems.ts'
import type { Built } from '#scored/choice-question.ts'
import type { Scoring } from '#scored/scoring.ts'
import { BLOCK_MARKDOWN } from '#html/html-vocabulary.ts'
import {
  childNamed,
  childrenNamed,
  descendantsNamed,
  isElement,
  mapElements,
  type XmlElement,
  type XmlNode,
} from '#xml/xml-node.ts'
import { readDeclarations } from './declarations.ts'
import { createProcessing } from './evaluate-processing.ts'
import { createFeedback } from './qti-feedback.ts'
import { interactionsOf, isInline, whyNotQti } from './interactions.ts'
import { bodyText, gapsBody } from './qti-body.ts'
import { gapMatchOf, inlineGapsOf, lonelyTypedOf } from './qti-gaps.ts'
import { readBlockInteraction } from './qti-block-interactions.ts'
import type { QtiScope } from './qti-scope.ts'

export interface QtiItemDeps {
  readonly text: PackageText
  /** The item's file. */
  readonly from: string
  readonly losses: Losses
  /** Markdown that the item shares with others. */
  readonly stimulus?: string
  /** The Markdown of a web page of the package that the item shows within itself. */
  readonly pageAt?: (address: string) => Promise<string | undefined>
}

/**
 * Reads an item of QTI 2 or 3. One with several interactions that are no gaps of one text becomes several questions. Throws `UnusableItem` with the reason for one that
 * has no place here.
 */
export const readQtiItem = async (
  item: XmlElement,
  id: string,
  { text, from, losses, stimulus = '', pageAt }: QtiItemDeps,
): Promise<readonly PackageQuestion[]> => {
  const bare = childNamed(item, 'itemBody')
  const body = bare === undefined || pageAt === undefined ? bare : await withPages(bare, pageAt)
  if (body === undefined) throw new UnusableItem('There is no text in it.')
  if (childNamed(item, 'templateProcessing') !== undefined || childNamed(item, 'templateDeclaration') !== undefined)
    throw new UnusableItem('Its numbers or words are drawn anew for each learner, which no question type here does.')
  if (item.attributes['adaptive'] === 'true')
    losses.add('It went on after a first answer (an adaptive item); here it is answered once.')
  const declarations = readDeclarations(item)
  const scoring = createProcessing(item, declarations)
  const feedback = createFeedback(item, scoring, losses)
  const scope: QtiScope = {
    item,
    body,
    declarations,
    scoring,
    feedback,
    losses,
    markdown: (nodes) => text.markdown(nodes, from, losses),
    line: (nodes) => text.line(nodes, from, losses),
  }
  const found = await builtOf(scope)
  const title = item.attributes['title'] ?? ''
  const explanation = await explanationFor(scope)
  return found.map(({ prompt, built }, index) =>
    checkQuestion({
      ...built,
      id: found.length === 1 ? id : `${id}-${String(index + 1)}`,
      title: found.length === 1 ? title : `${title} (${String(index + 1)} of ${String(found.length)})`,
      prompt: [stimulus, prompt].filter((part) => part !== '').join('\n\n'),
      explanation: explanationOf(explanation, built.notes),
      points: pointsOf(scoring, built, found.length),
      tags: [],
    }),
  )
}

/** Passages to read stand in files of their own, which items show as objects. */
const withPages = async (
  body: XmlElement,
  pageAt: (address: string) => Promise<string | undefined>,
): Promise<XmlElement> => {
  const pages = new Map<XmlElement, string>()
  for (const object of descendantsNamed(body, 'object', 'iframe')) {
    const address = object.attributes['data'] ?? object.attributes['src'] ?? ''
    const isPage = /html/i.test(object.attributes['type'] ?? '') || /\.x?html?([?#]|$)/i.test(address)
    const page = isPage ? await pageAt(address) : undefined
    if (page !== undefined) pages.set(object, page)
  }
  if (pages.size === 0) return body
  const children = mapElements(body.children, (at) => {
    const page = pages.get(at)
    return page === undefined ? undefined : [{ name: BLOCK_MARKDOWN, attributes: {}, children: [page] }]
  })
  return { ...body, children }
}

interface Found {
  readonly prompt: string
  readonly built: Built
}

const builtOf = async (scope: QtiScope): Promise<readonly Found[]> => {
  const { body, losses } = scope
  const all = interactionsOf(body)
  const interactions = all.filter(({ name }) => name !== 'endAttemptInteraction')
  if (interactions.length < all.length) losses.add('A button within the question (for a hint, say) is left out.')
  const [first] = interactions
  if (first === undefined) throw new UnusableItem('It is a text without a question. Put it on a page of the course.')
  for (const interaction of interactions) {
    const reason = whyNotQti(interaction)
    if (reason !== undefined) throw new UnusableItem(reason)
  }
  if (interactions.every(isInline)) {
    const lonely = await lonelyTypedOf(interactions, scope)
    return [lonely ?? { prompt: '', built: await inlineGapsOf(interactions, await gapsBody(scope), scope) }]
  }
  if (interactions.length === 1) return [await readOne(first, scope)]
  return readSeveral(interactions, scope)
}

/** Several interactions become a question each; those in the lines of a text are gaps of one. */
const readSeveral = async (interactions: readonly XmlElement[], scope: QtiScope): Promise<readonly Found[]> => {
  const inline = interactions.filter(isInline)
  const blocks = interactions.filter((interaction) => !isInline(interaction))
  const gapped = scope.body.children.filter(
    (child): child is XmlElement => isElement(child) && interactionsOf(wrapped([child])).some(isInline),
  )
  if (gapped.some((child) => interactionsOf(wrapped([child])).some((interaction) => !isInline(interaction))))
    throw new UnusableItem('Gaps in a text and other questions stand in one paragraph, which can’t be taken apart.')
  const parts = blocks.length + (inline.length === 0 ? 0 : 1)
  scope.losses.add(`It had ${String(parts)} questions in one; here they are ${String(parts)}.`)
  const rest = { ...scope, body: wrapped(scope.body.children.filter((child) => !gapped.includes(child as XmlElement))) }
  const found: Found[] = []
  for (const interaction of blocks) found.push(await readOne(interaction, rest))
  if (inline.length > 0) {
    const text = { ...scope, body: wrapped(gapped) }
    found.push({ prompt: '', built: await inlineGapsOf(inline, await gapsBody(text), text) })
  }
  return found
}

const wrapped = (children: readonly XmlNode[]): XmlElement => ({ name: 'itemBody', attributes: {}, children })

const readOne = async (interaction: XmlElement, scope: QtiScope): Promise<Found> => {
  if (interaction.name === 'gapMatchInteraction') return gapMatchOf(interaction, scope)
  const prompt = await bodyText(interaction, scope)
  return { prompt, built: await readBlockInteraction(interaction, scope) }
}

/** What the item says that it is worth; else what its right answer earns. A part of several is worth its part. */
const pointsOf = ({ max }: Scoring, { full }: Built, parts: number): number =>
  parts === 1 ? (max ?? full) : max === undefined ? full : max / parts

/** Feedback that is shown whatever was answered, and notes for all. */
const explanationFor = async ({ item, feedback, markdown }: QtiScope): Promise<string> => {
  const parts: string[] = []
  for (const nodes of feedback.general) parts.push(await markdown(nodes))
  for (const block of childrenNamed(item, 'solution')) parts.push(await markdown(block.children))
  return parts.filter((part) => part !== '').join('\n\n')
}
