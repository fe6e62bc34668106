import type { Responses, Scoring } from '#scored/scoring.ts'
import { childNamed, childrenNamed, descendantsNamed, elementsOf, textOf, type XmlElement } from '#xml/xml-node.ts'

class UnknownRule extends Error {}

export interface Qti1Processing extends Scoring {
  /** Answers that conditions name as giving points, by response: what may be right. */
  readonly named: ReadonlyMap<string, readonly string[]>
  /** Whether any condition gives points: without, a person grades. */
  readonly isScored: boolean
}

const MOST_STEPS = 20_000

/**
 * The response processing of a QTI 1.2 item as a function. Programs disagree with the specification about two things, and are followed: several `varequal` for one typed
 * answer are alternatives, and conditions that add points are all looked at.
 */
export const createQti1Processing = (item: XmlElement, isMultiple: (response: string) => boolean): Qti1Processing => {
  const processings = childrenNamed(item, 'resprocessing')
  const variables = processings.flatMap((processing) => descendantsNamed(childNamed(processing, 'outcomes'), 'decvar'))
  const max = variables
    .map(({ attributes }) => Number(attributes['maxvalue']))
    .find((value) => Number.isFinite(value) && value > 0)
  const conditions = processings.flatMap((processing) => childrenNamed(processing, 'respcondition'))
  const scored = conditions.filter((condition) => pointsOf(condition, max) > 0)

  const run = (responses: Responses): { readonly score: number; readonly feedback: readonly string[] } | undefined => {
    let steps = 0
    const holds = (node: XmlElement): boolean => {
      steps += 1
      if (steps > MOST_STEPS) throw new UnknownRule()
      return isTrue(node, responses, holds, isMultiple)
    }
    let score = 0
    const feedback: string[] = []
    try {
      for (const condition of conditions) {
        if (!holds(childNamed(condition, 'conditionvar') ?? condition)) continue
        let isSet = false
        for (const variable of childrenNamed(condition, 'setvar')) {
          const value = amount(variable, max)
          const action = (variable.attributes['action'] ?? 'Set').toLowerCase()
          if (action === 'add') score += value
          else if (action === 'subtract') score -= value
          else if (action === 'multiply') score *= value
          else {
            score = value
            isSet = true
          }
        }
        feedback.push(
          ...childrenNamed(condition, 'displayfeedback').map(({ attributes }) => attributes['linkrefid'] ?? ''),
        )
        if (isSet && (condition.attributes['continue'] ?? 'No').toLowerCase() === 'no') break
      }
    } catch (error) {
      if (error instanceof UnknownRule) return undefined
      throw error
    }
    return { score, feedback }
  }
  return {
    score: (responses) => run(responses)?.score,
    feedback: (responses) => run(responses)?.feedback ?? [],
    named: namedAnswers(scored),
    isScored: scored.length > 0,
    ...(max === undefined ? {} : { max }),
  }
}

const amount = (variable: XmlElement, max: number | undefined): number => {
  const text = textOf(variable).trim()
  // Blackboard’s word for all points.
  if (/\.max$/i.test(text)) return max ?? 1
  const value = Number(text === '' ? '1' : text)
  return Number.isFinite(value) ? value : 0
}

const pointsOf = (condition: XmlElement, max: number | undefined): number =>
  childrenNamed(condition, 'setvar').reduce(
    (sum, variable) =>
      sum + (/^(subtract|divide)$/i.test(variable.attributes['action'] ?? '') ? 0 : amount(variable, max)),
    0,
  )

const isTrue = (
  node: XmlElement,
  responses: Responses,
  holds: (node: XmlElement) => boolean,
  isMultiple: (response: string) => boolean,
): boolean => {
  const response = node.attributes['respident'] ?? ''
  const given = responses.get(response) ?? []
  const wanted = textOf(node).trim()
  const number = (test: (value: number, bound: number) => boolean): boolean =>
    given.some((text) => text.trim() !== '' && test(Number(text), Number(wanted)))
  const isCaseSensitive = !/^no$/i.test(node.attributes['case'] ?? 'No')
  const same = (text: string): boolean =>
    isCaseSensitive ? text.trim() === wanted : text.trim().toLowerCase() === wanted.toLowerCase()
  switch (node.name) {
    case 'conditionvar':
    case 'respcondition':
      return allOf(
        elementsOf(node).filter(
          ({ name }) => node.name === 'conditionvar' || !/^(setvar|displayfeedback|qticomment)$/.test(name),
        ),
        holds,
        isMultiple,
      )
    case 'and':
      return allOf(elementsOf(node), holds, isMultiple)
    case 'or':
      return elementsOf(node).some(holds)
    case 'not':
      return !allOf(elementsOf(node), holds, isMultiple)
    case 'other':
      return true
    case 'unanswered':
      return given.length === 0
    case 'varequal':
      return given.some(
        (text) => same(text) || (text.trim() !== '' && wanted !== '' && Number(text) === Number(wanted)),
      )
    case 'varsubstring':
      return given.some((text) =>
        isCaseSensitive ? text.includes(wanted) : text.toLowerCase().includes(wanted.toLowerCase()),
      )
    case 'varsubset': {
      const parts = wanted.split(',').map((part) => part.trim())
      return given.length > 0 && given.every((text) => parts.includes(text))
    }
    case 'vargt':
      return number((value, bound) => value > bound)
    case 'vargte':
      return number((value, bound) => value >= bound)
    case 'varlt':
      return number((value, bound) => value < bound)
    case 'varlte':
      return number((value, bound) => value <= bound)
    case 'var_extension':
    case 'durequal':
    case 'durlt':
    case 'durgte':
      return false
    default:
      throw new UnknownRule()
  }
}

/** All hold; but several words for one answer that takes a single one are alternatives. */
const allOf = (
  nodes: readonly XmlElement[],
  holds: (node: XmlElement) => boolean,
  isMultiple: (response: string) => boolean,
): boolean => {
  const alternatives = new Map<string, XmlElement[]>()
  const rest: XmlElement[] = []
  for (const node of nodes) {
    const response = node.attributes['respident'] ?? ''
    if (node.name !== 'varequal' || isMultiple(response)) rest.push(node)
    else alternatives.set(response, [...(alternatives.get(response) ?? []), node])
  }
  return rest.every(holds) && [...alternatives.values()].every((group) => group.some(holds))
}

/** Positively named, not under `not`. */
const namedAnswers = (conditions: readonly XmlElement[]): ReadonlyMap<string, readonly string[]> => {
  const named = new Map<string, string[]>()
  const visit = (node: XmlElement): void => {
    if (node.name === 'not') return
    const response = node.attributes['respident']
    if (response !== undefined && /^(varequal|varsubstring|vargte?|varlte?)$/.test(node.name)) {
      const texts = named.get(response) ?? []
      if (texts.length < 200) named.set(response, [...texts, textOf(node).trim()])
    }
    for (const child of elementsOf(node)) visit(child)
  }
  for (const condition of conditions) visit(condition)
  return named
}
