import { childNamed, childrenNamed, textOf, type XmlElement } from '#xml/xml-node.ts'

export type Cardinality = 'single' | 'multiple' | 'ordered' | 'record'

export interface ResponseDeclaration {
  readonly id: string
  readonly cardinality: Cardinality
  readonly baseType: string
  readonly correct: readonly string[]
  readonly mapping?: Mapping
}

export interface Mapping {
  readonly defaultValue: number
  readonly lowerBound?: number
  readonly upperBound?: number
  readonly entries: readonly { readonly key: string; readonly value: number; readonly isCaseSensitive: boolean }[]
}

export interface OutcomeDeclaration {
  readonly id: string
  readonly baseType: string
  readonly initial: readonly string[]
  readonly normalMaximum?: number
  /** Of a table that `lookupOutcomeValue` uses. */
  readonly table?: XmlElement
}

export interface Declarations {
  readonly responses: ReadonlyMap<string, ResponseDeclaration>
  readonly outcomes: ReadonlyMap<string, OutcomeDeclaration>
}

export const readDeclarations = (item: XmlElement): Declarations => ({
  responses: new Map(
    childrenNamed(item, 'responseDeclaration').map((node) => [node.attributes['identifier'] ?? '', response(node)]),
  ),
  outcomes: new Map(
    childrenNamed(item, 'outcomeDeclaration').map((node) => [node.attributes['identifier'] ?? '', outcome(node)]),
  ),
})

const response = (node: XmlElement): ResponseDeclaration => {
  const mapping = childNamed(node, 'mapping')
  const baseType = node.attributes['baseType'] ?? 'identifier'
  return {
    id: node.attributes['identifier'] ?? '',
    cardinality: (node.attributes['cardinality'] ?? 'single') as Cardinality,
    baseType,
    correct: values(childNamed(node, 'correctResponse')).map((value) => tidyValue(value, baseType)),
    ...(mapping === undefined ? {} : { mapping: readMapping(mapping, baseType) }),
  }
}

const readMapping = (node: XmlElement, baseType: string): Mapping => {
  const [lower, upper] = ['lowerBound', 'upperBound'].map((name) => numberOf(node.attributes[name]))
  return {
    defaultValue: numberOf(node.attributes['defaultValue']) ?? 0,
    ...(lower === undefined ? {} : { lowerBound: lower }),
    ...(upper === undefined ? {} : { upperBound: upper }),
    entries: childrenNamed(node, 'mapEntry').map(({ attributes }) => ({
      key: tidyValue(attributes['mapKey'] ?? '', baseType),
      value: numberOf(attributes['mappedValue']) ?? 0,
      isCaseSensitive: attributes['caseSensitive'] !== 'false',
    })),
  }
}

const outcome = (node: XmlElement): OutcomeDeclaration => {
  const normalMaximum = numberOf(node.attributes['normalMaximum'])
  const table = childNamed(node, 'matchTable') ?? childNamed(node, 'interpolationTable')
  return {
    id: node.attributes['identifier'] ?? '',
    baseType: node.attributes['baseType'] ?? 'float',
    initial: values(childNamed(node, 'defaultValue')),
    ...(normalMaximum === undefined ? {} : { normalMaximum }),
    ...(table === undefined ? {} : { table }),
  }
}

const values = (holder: XmlElement | undefined): readonly string[] =>
  childrenNamed(holder, 'value').map((value) => textOf(value).trim())

export const numberOf = (text: string | undefined): number | undefined => {
  const value = text === undefined || text.trim() === '' ? NaN : Number(text)
  return Number.isFinite(value) ? value : undefined
}

/** Pairs have one space between their parts; strings stay as they are. */
export const tidyValue = (value: string, baseType: string): string =>
  baseType === 'string' ? value.trim() : value.trim().replace(/\s+/g, ' ')
