import { choiceQuestion, type Built } from '#scored/choice-question.ts'
import { matchingQuestion } from '#scored/matching-question.ts'
import { orderingQuestion } from '#scored/ordering-question.ts'
import { responsesOf } from '#scored/scoring.ts'
import { typedKey } from '#scored/typed-answer.ts'
import { UnusableItem } from '#problems.ts'
import { childrenNamed, descendantsNamed, type XmlElement } from '#xml/xml-node.ts'
import { interactionWords, variableOf } from './interactions.ts'
import { scorerRubrics, withoutQti } from './qti-body.ts'
import type { QtiScope } from './qti-scope.ts'

/** More would be refused later, after they were all tried. */
const MOST_PARTS = 60

export const readBlockInteraction = async (interaction: XmlElement, scope: QtiScope): Promise<Built> => {
  switch (interaction.name) {
    case 'choiceInteraction':
    case 'hottextInteraction':
      return choiceOf(interaction, scope)
    case 'orderInteraction':
      return orderOf(interaction, scope)
    case 'matchInteraction':
      return matchOf(interaction, scope)
    case 'associateInteraction':
      return associateOf(interaction, scope)
    case 'extendedTextInteraction':
      return essayOf(scope, interaction)
    case 'sliderInteraction':
      return sliderOf(interaction, scope)
    default:
      throw new UnusableItem(`There is no question type here for this kind (“${interactionWords(interaction)}”).`)
  }
}

const identifierOf = ({ attributes }: XmlElement): string => attributes['identifier'] ?? ''

const partsOf = async (nodes: readonly XmlElement[], { line }: QtiScope) => {
  if (nodes.length > MOST_PARTS) throw new UnusableItem(`It has more than ${String(MOST_PARTS)} parts to choose from.`)
  const parts: { id: string; markdown: string }[] = []
  for (const node of nodes) parts.push({ id: identifierOf(node), markdown: await line(withoutQti(node.children)) })
  return parts
}

const choiceOf = async (interaction: XmlElement, scope: QtiScope): Promise<Built> => {
  const { declarations, scoring, feedback, losses, markdown } = scope
  const variable = variableOf(interaction)
  const declaration = declarations.responses.get(variable)
  const isText = interaction.name === 'hottextInteraction'
  const nodes = isText ? descendantsNamed(interaction, 'hottext') : childrenNamed(interaction, 'simpleChoice')
  if (isText) losses.add('Words to tap in the text have become choices below it.')
  const parts = await partsOf(nodes, scope)
  const choices: { id: string; markdown: string; hint: string }[] = []
  for (const [index, part] of parts.entries()) {
    const node = nodes[index] as XmlElement
    const hints = [...feedback.within(node), ...feedback.forAnswer(variable, part.id)]
    choices.push({ ...part, hint: await markdown(hints) })
  }
  return choiceQuestion(
    {
      variable,
      isMultiple: declaration?.cardinality === 'multiple' && interaction.attributes['maxChoices'] !== '1',
      choices,
      declared: declaration?.correct ?? [],
      scoring,
    },
    losses,
  )
}

const orderOf = async (interaction: XmlElement, scope: QtiScope): Promise<Built> => {
  const variable = variableOf(interaction)
  return orderingQuestion(
    {
      variable,
      items: await partsOf(childrenNamed(interaction, 'simpleChoice'), scope),
      declared: scope.declarations.responses.get(variable)?.correct ?? [],
      scoring: scope.scoring,
    },
    scope.losses,
  )
}

const pairsOf = (variable: string, { declarations }: QtiScope): readonly (readonly [string, string])[] => {
  const declaration = declarations.responses.get(variable)
  const right = declaration?.correct ?? []
  const mapped = (declaration?.mapping?.entries ?? []).filter(({ value }) => value > 0).map(({ key }) => key)
  return (right.length > 0 ? right : mapped).map((pair) => {
    const [a = '', b = ''] = pair.split(' ')
    return [a, b]
  })
}

const matchOf = async (interaction: XmlElement, scope: QtiScope): Promise<Built> => {
  const variable = variableOf(interaction)
  const [first, second] = childrenNamed(interaction, 'simpleMatchSet')
  if (first === undefined || second === undefined) throw new UnusableItem('One of its two lists is missing.')
  const items = await partsOf(childrenNamed(first, 'simpleAssociableChoice'), scope)
  const matches = await partsOf(childrenNamed(second, 'simpleAssociableChoice'), scope)
  const pairs = pairsOf(variable, scope)
  const isTurned = repeats(pairs.map(([item]) => item)) && !repeats(pairs.map(([, match]) => match))
  if (isTurned) {
    scope.losses.add('Its two lists have changed places, so that each item has one match.')
    return matchingQuestion(
      {
        items: matches,
        matches: items,
        declared: pairs.map(([item, match]) => [match, item] as const),
        response: (item, match) => [variable, [`${match} ${item}`]],
        scoring: scope.scoring,
      },
      scope.losses,
    )
  }
  return matchingQuestion(
    {
      items,
      matches,
      declared: pairs,
      response: (item, match) => [variable, [`${item} ${match}`]],
      scoring: scope.scoring,
    },
    scope.losses,
  )
}

const repeats = (names: readonly string[]): boolean => new Set(names).size < names.length

/** Pairs out of one list: the first of each is the item, the second its match. */
const associateOf = async (interaction: XmlElement, scope: QtiScope): Promise<Built> => {
  const variable = variableOf(interaction)
  const choices = await partsOf(childrenNamed(interaction, 'simpleAssociableChoice'), scope)
  const pairs = pairsOf(variable, scope)
  if (repeats(pairs.flat()))
    throw new UnusableItem('Some of its items belong to several others at once, which no question type here has.')
  const firsts = new Set(pairs.map(([item]) => item))
  scope.losses.add('Its pairs came from one list; here there is a list of items and one of matches.')
  return matchingQuestion(
    {
      items: choices.filter(({ id }) => firsts.has(id)),
      matches: choices.filter(({ id }) => !firsts.has(id)),
      declared: pairs,
      response: (item, match) => [variable, [`${item} ${match}`]],
      scoring: scope.scoring,
    },
    scope.losses,
  )
}

const essayOf = async ({ body, declarations, markdown }: QtiScope, interaction: XmlElement): Promise<Built> => {
  const notes: string[] = []
  for (const nodes of scorerRubrics(body)) notes.push(await markdown(nodes))
  notes.push(...(declarations.responses.get(variableOf(interaction))?.correct ?? []))
  const text = notes.filter((note) => note !== '').join('\n\n')
  return { kind: 'essay', content: {}, key: text === '' ? {} : { notes: text }, full: 1 }
}

const sliderOf = async (interaction: XmlElement, { declarations, scoring, losses }: QtiScope): Promise<Built> => {
  const variable = variableOf(interaction)
  const declaration = declarations.responses.get(variable)
  losses.add('A number is typed instead of set with a slider.')
  const key = typedKey(
    {
      scoreOf: (value) => scoring.score(responsesOf([variable, [value]])),
      declared: declaration?.correct ?? [],
      others: declaration?.mapping?.entries.map((entry) => entry.key) ?? [],
      isNumber: true,
    },
    losses,
  )
  const { full, ...right } = key
  if ('accepted' in right) throw new UnusableItem('It does not say which number is right.')
  return { kind: 'numeric', content: {}, key: right, full }
}
