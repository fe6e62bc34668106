import type { PackageText } from '#html/package-text.ts'
import { createLosses, type Losses } from '#losses.ts'
import { explanationOf } from '#model/build-question.ts'
import { checkQuestion } from '#model/check-question.ts'
import type { PackageQuestion } from '#model/course-package.ts'
import { UnusableItem } from '#problems.ts'
import { choiceQuestion, type Built } from '#scored/choice-question.ts'
import { gapsQuestion, type ScoredGap } from '#scored/gaps-question.ts'
import { matchingQuestion } from '#scored/matching-question.ts'
import { orderingQuestion } from '#scored/ordering-question.ts'
import { responsesOf } from '#scored/scoring.ts'
import { sortFeedback, type SortedFeedback } from '#scored/sort-feedback.ts'
import { typedKey } from '#scored/typed-answer.ts'
import { childNamed, childrenNamed, descendantsNamed, textOf, type XmlElement, type XmlNode } from '#xml/xml-node.ts'
import { kindIn, nameOfItem, pointsIn, presentationOf, qti1Metadata } from './qti1-metadata.ts'
import { materialNodes } from './qti1-material.ts'
import { bodyWithGaps, labelsOf, labelNodes, ownMaterial, promptNodes, responsesIn } from './qti1-presentation.ts'
import { createQti1Processing, type Qti1Processing } from './qti1-processing.ts'

export interface Qti1ItemDeps {
  readonly text: PackageText
  /** The file in which the item stands. */
  readonly from: string
  readonly losses: Losses
}

interface Scope extends Qti1ItemDeps {
  readonly item: XmlElement
  readonly presentation: XmlElement
  readonly responses: readonly XmlElement[]
  readonly kind: string
  readonly scoring: Qti1Processing
  readonly feedback: SortedFeedback
  markdown(nodes: readonly XmlNode[]): Promise<string>
  line(nodes: readonly XmlNode[]): Promise<string>
}

/** Reads an item of QTI 1.2, as Common Cartridge, Canvas and Blackboard write them. */
export const readQti1Item = async (item: XmlElement, id: string, deps: Qti1ItemDeps): Promise<PackageQuestion> => {
  const { text, from, losses } = deps
  const metadata = qti1Metadata(item)
  const kind = kindIn(metadata)
  const reason = whyNot(kind)
  if (reason !== undefined) throw new UnusableItem(reason)
  const presentation = presentationOf(item)
  if (presentation === undefined) throw new UnusableItem('There is no text in it.')
  const responses = responsesIn(presentation)
  const scoring = createQti1Processing(item, (name) =>
    isMultiple(responses.find(({ attributes }) => attributes['ident'] === name)),
  )
  const scope: Scope = {
    ...deps,
    item,
    presentation,
    responses,
    kind,
    scoring,
    feedback: sortFeedback(messagesOf(item), choicesOf(responses, scoring), losses),
    markdown: (nodes) => text.markdown(nodes, from, losses),
    line: (nodes) => text.line(nodes, from, losses),
  }
  const { prompt, built } = await builtOf(scope)
  const explanation: string[] = []
  for (const nodes of scope.feedback.general) explanation.push(await scope.markdown(nodes))
  return checkQuestion({
    ...built,
    id,
    title: nameOfItem(item),
    prompt,
    explanation: explanationOf(explanation.filter((part) => part !== '').join('\n\n'), built.notes),
    points: pointsIn(metadata) ?? 1,
    tags: [],
  })
}

const isMultiple = (response: XmlElement | undefined): boolean =>
  /^multiple$/i.test(response?.attributes['rcardinality'] ?? '')

const whyNot = (kind: string): string | undefined => {
  if (/^(calculated|formula)/.test(kind))
    return 'Its numbers are drawn anew for each learner and its answer is a formula, which no question type here has.'
  if (/file.?upload/.test(kind)) return 'It is answered by handing in a file, which questions here can’t take.'
  if (kind.startsWith('text_only')) return 'It is a text without a question. Put it on a page of the course.'
  if (/hot.?spot/.test(kind)) return 'Places are marked on a picture, which no question type here does.'
  if (/^(opinion scale|quiz bowl)/.test(kind)) return `There is no question type here for “${kind}”.`
  return undefined
}

const builtOf = async (scope: Scope): Promise<{ readonly prompt: string; readonly built: Built }> => {
  const { responses, presentation, kind, scoring } = scope
  const [first] = responses
  if (first === undefined) {
    if (/essay/.test(kind))
      return { prompt: await scope.markdown(promptNodes(presentation)), built: await essayOf(scope) }
    throw new UnusableItem('It is a text without a question. Put it on a page of the course.')
  }
  if (responses.some(({ name }) => name === 'response_xy'))
    throw new UnusableItem('Places are marked on a picture, which no question type here does.')
  const gapped = await gapsOf(scope)
  if (gapped !== undefined) return { prompt: '', built: gapped }
  const prompt = await scope.markdown(promptNodes(presentation))
  if (responses.length > 1) return { prompt, built: await matchingOf(scope) }
  if (first.name === 'response_str' || first.name === 'response_num') {
    if (!scoring.isScored || /essay|short response/.test(kind)) return { prompt, built: await essayOf(scope) }
    return { prompt, built: typedOf(first, scope) }
  }
  if (/^ordered$/i.test(first.attributes['rcardinality'] ?? '')) return { prompt, built: await orderOf(first, scope) }
  return { prompt, built: await choiceOf(first, scope) }
}

const nameOf = ({ attributes }: XmlElement): string => attributes['ident'] ?? ''
const MOST_PARTS = 60

const partsOf = async (response: XmlElement, { line }: Scope) => {
  const labels = labelsOf(response)
  if (labels.length > MOST_PARTS) throw new UnusableItem(`It has more than ${String(MOST_PARTS)} parts to choose from.`)
  const parts: { id: string; markdown: string }[] = []
  for (const label of labels) parts.push({ id: nameOf(label), markdown: await line(labelNodes(label)) })
  return parts
}

const choiceOf = async (response: XmlElement, scope: Scope): Promise<Built> => {
  const { scoring, feedback, losses, markdown } = scope
  const variable = nameOf(response)
  const choices: { id: string; markdown: string; hint: string }[] = []
  for (const part of await partsOf(response, scope))
    choices.push({ ...part, hint: await markdown(feedback.forAnswer(variable, part.id)) })
  if (choices.length === 0) throw new UnusableItem('It has no choices.')
  // Canvas grades these part by part, whatever it writes as their rule.
  const isCanvas = scope.kind === 'multiple_answers_question'
  return choiceQuestion(
    { variable, isMultiple: isMultiple(response), choices, declared: scoring.named.get(variable) ?? [], scoring },
    isCanvas ? createLosses() : losses,
  )
}

const orderOf = async (response: XmlElement, scope: Scope): Promise<Built> => {
  const variable = nameOf(response)
  return orderingQuestion(
    {
      variable,
      items: await partsOf(response, scope),
      declared: scope.scoring.named.get(variable) ?? [],
      scoring: scope.scoring,
    },
    scope.losses,
  )
}

const isNumeric = (response: XmlElement, { item, kind }: Scope): boolean =>
  response.name === 'response_num' ||
  kind.startsWith('numeric') ||
  /^(decimal|integer)$/i.test(descendantsNamed(response, 'render_fib')[0]?.attributes['fibtype'] ?? '') ||
  descendantsNamed(childNamed(item, 'resprocessing'), 'vargte', 'varlte', 'vargt', 'varlt').length > 0

const typedOf = (response: XmlElement, scope: Scope): Built => {
  const { scoring, losses } = scope
  const variable = nameOf(response)
  const { full, ...key } = typedKey(
    {
      scoreOf: (value) => scoring.score(responsesOf([variable, [value]])),
      declared: scoring.named.get(variable) ?? [],
      others: [],
      isNumber: isNumeric(response, scope),
    },
    losses,
  )
  return 'accepted' in key
    ? { kind: 'short-text', content: {}, key, full }
    : { kind: 'numeric', content: {}, key, full }
}

const essayOf = async ({ item, markdown }: Scope): Promise<Built> => {
  const notes: string[] = []
  for (const solution of descendantsNamed(item, 'solutionmaterial')) notes.push(await markdown(materialNodes(solution)))
  const text = notes.filter((note) => note !== '').join('\n\n')
  return { kind: 'essay', content: {}, key: text === '' ? {} : { notes: text }, full: 1 }
}

/** Several lists, each with its own text before it: to each belongs one of what they offer. */
const matchingOf = async (scope: Scope): Promise<Built> => {
  const { responses, scoring, losses } = scope
  const items: { id: string; markdown: string }[] = []
  const names = new Map<string, Map<string, string>>()
  const matches = new Map<string, { id: string; markdown: string }>()
  if (responses.length > MOST_PARTS) throw new UnusableItem(`It has more than ${String(MOST_PARTS)} items.`)
  for (const response of responses) {
    if (response.name !== 'response_lid')
      throw new UnusableItem('Several kinds of answers stand in one question, which can’t be taken apart.')
    items.push({ id: nameOf(response), markdown: await scope.line(ownMaterial(response)) })
    const own = new Map<string, string>()
    for (const { id, markdown } of await partsOf(response, scope)) {
      // The same match may have another name in each list.
      if (!matches.has(markdown)) matches.set(markdown, { id: `m${String(matches.size + 1)}`, markdown })
      own.set(matches.get(markdown)?.id ?? '', id)
    }
    names.set(nameOf(response), own)
  }
  return matchingQuestion(
    {
      items,
      matches: [...matches.values()],
      declared: [],
      response: (item, match) => [item, [names.get(item)?.get(match) ?? '']],
      scoring,
    },
    losses,
  )
}

/** `[colour]` in the text and a response `response_colour` for it, as Canvas does; or fields that stand within the text. */
const gapsOf = async (scope: Scope): Promise<Built | undefined> => {
  const { kind, scoring, losses } = scope
  const body = bodyWithGaps(scope.presentation, scope.responses)
  if (body === undefined) return undefined
  const gaps: ScoredGap[] = []
  for (const [index, response] of body.responses.entries()) {
    const variable = nameOf(response)
    const parts = await partsOf(response, scope)
    // Canvas offers as labels what may be typed.
    const isTyped = response.name !== 'response_lid' || kind.startsWith('fill_in_multiple_blanks')
    const texts = new Map(
      labelsOf(response).map((label) => [labelNodes(label).map(textOf).join('').trim(), nameOf(label)]),
    )
    const named = scoring.named.get(variable) ?? []
    gaps.push({
      id: String(index + 1),
      ...(isTyped ? {} : { options: parts }),
      isNumber: isTyped && response.name !== 'response_lid' && isNumeric(response, scope),
      declared:
        response.name === 'response_lid' && isTyped
          ? [...texts].filter(([, name]) => named.includes(name)).map(([label]) => label)
          : named,
      others: [],
      response: (value) => [
        variable,
        [response.name === 'response_lid' && isTyped ? (texts.get(value) ?? textNamed(texts, value)) : value],
      ],
    })
  }
  if (gaps.length > 50) throw new UnusableItem('It has more than 50 gaps.')
  return gapsQuestion(await scope.markdown(body.nodes), gaps, scoring, losses)
}

/** A typed word meets a label whatever its case. */
const textNamed = (texts: ReadonlyMap<string, string>, value: string): string =>
  [...texts].find(([text]) => text.toLowerCase() === value.toLowerCase())?.[1] ?? value

const messagesOf = (item: XmlElement) =>
  childrenNamed(item, 'itemfeedback')
    .map((node) => ({
      id: nameOf(node),
      nodes: descendantsNamed(node, 'material').flatMap(materialNodes),
    }))
    .filter(({ nodes }) => nodes.some((node) => textOf(node).trim() !== '' || typeof node !== 'string'))

const choicesOf = (responses: readonly XmlElement[], scoring: Qti1Processing) => {
  const [only] = responses
  if (only?.name !== 'response_lid' || responses.length > 1 || isMultiple(only)) return []
  return labelsOf(only)
    .slice(0, MOST_PARTS)
    .map((label) => ({
      variable: nameOf(only),
      value: nameOf(label),
      shown: scoring.feedback(responsesOf([nameOf(only), [nameOf(label)]])),
    }))
}
