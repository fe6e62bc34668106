import { gapsQuestion, type ScoredGap } from '#scored/gaps-question.ts'
import type { Built } from '#scored/choice-question.ts'
import { UnusableItem } from '#problems.ts'
import { responsesOf } from '#scored/scoring.ts'
import { typedKey } from '#scored/typed-answer.ts'
import { childrenNamed, descendantsNamed, mapElements, type XmlElement } from '#xml/xml-node.ts'
import { namedValues } from './evaluate-processing.ts'
import { variableOf } from './interactions.ts'
import { bodyNodes, gapNode, isAlone, promptOf, withoutQti } from './qti-body.ts'
import type { QtiScope } from './qti-scope.ts'

const isNumber = (baseType: string | undefined): boolean => baseType === 'float' || baseType === 'integer'

/** A field for a word or a number that stands alone, or at the end of what is asked, is no gap: the question is above it. */
export const lonelyTypedOf = async (
  interactions: readonly XmlElement[],
  scope: QtiScope,
): Promise<{ readonly prompt: string; readonly built: Built } | undefined> => {
  const [only] = interactions
  if (only === undefined || interactions.length > 1 || only.name !== 'textEntryInteraction') return undefined
  if (isAlone(scope.body, only) === 'within') return undefined
  const prompt = await scope.markdown(bodyNodes(scope, () => []))
  if (prompt === '') return undefined
  const { full, ...key } = typedKeyOf(only, scope)
  return {
    prompt,
    built:
      'accepted' in key ? { kind: 'short-text', content: {}, key, full } : { kind: 'numeric', content: {}, key, full },
  }
}

const typedKeyOf = (interaction: XmlElement, { declarations, scoring, item, losses }: QtiScope) => {
  const variable = variableOf(interaction)
  const declaration = declarations.responses.get(variable)
  return typedKey(
    {
      scoreOf: (value) => scoring.score(responsesOf([variable, [value]])),
      declared: declaration?.correct ?? [],
      others: [...(declaration?.mapping?.entries.map(({ key }) => key) ?? []), ...namedValues(item)].slice(0, 200),
      isNumber: isNumber(declaration?.baseType),
    },
    losses,
  )
}

/** Fields and lists within a text. */
export const inlineGapsOf = async (
  interactions: readonly XmlElement[],
  text: string,
  scope: QtiScope,
): Promise<Built> => {
  const { declarations, item } = scope
  const named = namedValues(item)
  const gaps: ScoredGap[] = []
  for (const [index, interaction] of interactions.entries()) {
    const variable = variableOf(interaction)
    const declaration = declarations.responses.get(variable)
    const choices = childrenNamed(interaction, 'inlineChoice')
    const options: { id: string; markdown: string }[] = []
    for (const choice of choices)
      options.push({
        id: choice.attributes['identifier'] ?? '',
        markdown: await scope.line(withoutQti(choice.children)),
      })
    gaps.push({
      id: String(index + 1),
      ...(interaction.name === 'inlineChoiceInteraction' ? { options } : {}),
      isNumber: isNumber(declaration?.baseType),
      declared: declaration?.correct ?? [],
      others: [...(declaration?.mapping?.entries.map(({ key }) => key) ?? []), ...named].slice(0, 50),
      response: (value) => [variable, [value]],
    })
  }
  if (gaps.length > 50) throw new UnusableItem('It has more than 50 gaps.')
  return gapsQuestion(text, gaps, scope.scoring, scope.losses)
}

/** Words that are dragged into gaps: each gap is a list of all of them. */
export const gapMatchOf = async (
  interaction: XmlElement,
  scope: QtiScope,
): Promise<{ readonly prompt: string; readonly built: Built }> => {
  const { declarations, losses } = scope
  const variable = variableOf(interaction)
  const options: { id: string; markdown: string }[] = []
  for (const word of descendantsNamed(interaction, 'gapText', 'gapImg'))
    options.push({ id: word.attributes['identifier'] ?? '', markdown: await scope.line(withoutQti(pictures(word))) })
  const names = descendantsNamed(interaction, 'gap').map(({ attributes }) => attributes['identifier'] ?? '')
  if (names.length === 0 || names.length > 50) throw new UnusableItem('It has no gap, or more than 50 of them.')
  const inside = mapElements(withoutQti(interaction.children), (at) => {
    if (at.name === 'prompt' || at.name === 'gapText' || at.name === 'gapImg') return []
    return at.name === 'gap' ? [gapNode(String(names.indexOf(at.attributes['identifier'] ?? '') + 1))] : undefined
  })
  const text = await scope.markdown(bodyNodes(scope, (at) => (at === interaction ? inside : [])))
  const prompt = await scope.markdown(promptOf(interaction))
  const declared = (declarations.responses.get(variable)?.correct ?? []).map((pair) => pair.split(' '))
  const mapped = (declarations.responses.get(variable)?.mapping?.entries ?? [])
    .filter(({ value }) => value > 0)
    .map(({ key }) => key.split(' '))
  losses.add('Words are chosen from a list for each gap, not dragged; one can be chosen twice.')
  const gaps = names.map((name, index): ScoredGap => ({
    id: String(index + 1),
    options,
    isNumber: false,
    declared: [...declared, ...mapped].flatMap(([word = '', gap]) => (gap === name ? [word] : [])),
    others: [],
    response: (word) => [variable, [`${word} ${name}`]],
  }))
  return { prompt, built: gapsQuestion(text, gaps, scope.scoring, losses) }
}

/** An `object` that is a picture, as a picture. */
const pictures = (node: XmlElement) =>
  mapElements(node.children, (at) =>
    at.name === 'object'
      ? [
          {
            name: 'img',
            attributes: { src: at.attributes['data'] ?? '', alt: node.attributes['objectLabel'] ?? '' },
            children: [],
          },
        ]
      : undefined,
  )
