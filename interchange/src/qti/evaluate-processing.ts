import type { Responses, Scoring } from '#scored/scoring.ts'
import { childNamed, childrenNamed, elementsOf, textOf, type XmlElement } from '#xml/xml-node.ts'
import { numberOf, tidyValue, type Declarations, type Mapping } from './declarations.ts'

/** A rule that uses something not known here. */
class UnknownRule extends Error {}
/** `exitResponse`: the rest is not run. */
class Exit extends Error {}

/** A value; null where there is none. Numbers and truths are kept as their texts, pairs as `a b`. */
interface Value {
  readonly items: readonly string[]
  readonly cardinality: string
  readonly baseType: string
}

/** Steps of one run, and of all runs of an item: a rule made to be long is treated as unknown. */
const MOST_STEPS = 20_000
const MOST_STEPS_OF_ITEM = 3_000_000

/**
 * The response processing of a QTI item as a function: the templates of all versions, and rules made of the operators that items use. Without any rule, an item is
 * scored by its mapping or its correct response.
 */
export const createProcessing = (item: XmlElement, declarations: Declarations): Scoring => {
  const { outcomes } = declarations
  const processing = childNamed(item, 'responseProcessing')
  const template = templateOf(processing)
  const scoreId = outcomes.has('SCORE')
    ? 'SCORE'
    : ([...outcomes.values()].find(({ baseType }) => baseType === 'float' || baseType === 'integer')?.id ?? 'SCORE')
  let stepsOfItem = 0
  const memory = new Map<string, ReadonlyMap<string, Value | null> | undefined>()

  const run = (responses: Responses): ReadonlyMap<string, Value | null> | undefined => {
    const id = JSON.stringify([...responses])
    if (memory.has(id)) return memory.get(id)
    const found = runOnce(responses)
    memory.set(id, found)
    return found
  }
  const runOnce = (responses: Responses): ReadonlyMap<string, Value | null> | undefined => {
    if (stepsOfItem > MOST_STEPS_OF_ITEM) return undefined
    const machine = createMachine(declarations, responses)
    try {
      if (processing !== undefined && template === undefined) machine.rules(elementsOf(processing))
      else machine.template(template ?? 'default', scoreId)
    } catch (error) {
      if (error instanceof UnknownRule) return undefined
      if (!(error instanceof Exit)) throw error
    } finally {
      stepsOfItem += machine.steps()
    }
    return machine.values()
  }
  const maximum = outcomes.get(scoreId)?.normalMaximum ?? numberOf(outcomes.get('MAXSCORE')?.initial[0])
  return {
    score: (responses) => {
      const values = run(responses)
      if (values === undefined) return undefined
      return numberOf(values.get(scoreId)?.items[0]) ?? 0
    },
    feedback: (responses) =>
      [...(run(responses)?.values() ?? [])].flatMap((value) => (value?.baseType === 'identifier' ? value.items : [])),
    ...(maximum === undefined || maximum <= 0 ? {} : { max: maximum }),
  }
}

const templateOf = (processing: XmlElement | undefined): string | undefined => {
  const address = processing?.attributes['template'] ?? processing?.attributes['templateLocation']
  return address === undefined || elementsOf(processing as XmlElement).length > 0
    ? undefined
    : address
        .replace(/^.*\//, '')
        .replace(/\.xml$/i, '')
        .replace(/^CC2_/i, '')
        .toLowerCase()
}

const createMachine = ({ responses: declared, outcomes }: Declarations, given: Responses) => {
  const values = new Map<string, Value | null>()
  let steps = 0
  for (const [id, { baseType, initial }] of outcomes)
    values.set(
      id,
      initial.length > 0
        ? single(initial, baseType)
        : baseType === 'float' || baseType === 'integer'
          ? number(0)
          : null,
    )

  const step = (): void => {
    steps += 1
    if (steps > MOST_STEPS) throw new UnknownRule()
  }
  const responseOf = (id: string): Value | null => {
    const declaration = declared.get(id)
    const items = given.get(id) ?? []
    return items.length === 0
      ? null
      : { items, cardinality: declaration?.cardinality ?? 'single', baseType: declaration?.baseType ?? 'identifier' }
  }
  const variable = (id: string): Value | null => {
    if (declared.has(id)) return responseOf(id)
    if (values.has(id)) return values.get(id) ?? null
    if (id === 'numAttempts') return number(1)
    if (id === 'completionStatus') return single(['completed'], 'identifier')
    if (id === 'duration') return number(0)
    throw new UnknownRule()
  }
  const correct = (id: string): Value | null => {
    const declaration = declared.get(id)
    return declaration === undefined || declaration.correct.length === 0
      ? null
      : { items: declaration.correct, cardinality: declaration.cardinality, baseType: declaration.baseType }
  }
  const mapped = (id: string): Value => {
    const declaration = declared.get(id)
    if (declaration?.mapping === undefined) throw new UnknownRule()
    return number(map(declaration.mapping, given.get(id) ?? [], declaration.baseType))
  }

  const rules = (nodes: readonly XmlElement[]): void => {
    for (const node of nodes) rule(node)
  }
  const rule = (node: XmlElement): void => {
    step()
    switch (node.name) {
      case 'responseCondition':
        condition(node)
        return
      case 'setOutcomeValue': {
        const id = node.attributes['identifier'] ?? ''
        const value = evaluate(firstOf(node))
        const baseType = outcomes.get(id)?.baseType ?? value?.baseType ?? 'float'
        values.set(id, value === null ? null : { ...value, baseType })
        return
      }
      case 'lookupOutcomeValue':
        lookup(node)
        return
      case 'responseProcessingFragment':
        rules(elementsOf(node))
        return
      case 'exitResponse':
        throw new Exit()
      default:
        throw new UnknownRule()
    }
  }
  const condition = (node: XmlElement): void => {
    for (const branch of elementsOf(node)) {
      const [test, ...then] = elementsOf(branch)
      if (branch.name === 'responseElse') return rules(elementsOf(branch))
      if (test === undefined || !/^response(Else)?If$/.test(branch.name)) throw new UnknownRule()
      if (isTrue(evaluate(test))) return rules(then)
    }
  }
  const lookup = (node: XmlElement): void => {
    const id = node.attributes['identifier'] ?? ''
    const table = outcomes.get(id)?.table
    const source = numeric(evaluate(firstOf(node)))
    if (table === undefined || source === undefined) throw new UnknownRule()
    const entry = elementsOf(table).find(({ name, attributes }) =>
      name === 'matchTableEntry'
        ? Number(attributes['sourceValue']) === source
        : attributes['includeBoundary'] === 'false'
          ? source > Number(attributes['sourceValue'])
          : source >= Number(attributes['sourceValue']),
    )
    const target = entry?.attributes['targetValue'] ?? table.attributes['defaultValue']
    values.set(id, target === undefined ? null : single([target], outcomes.get(id)?.baseType ?? 'float'))
  }

  const evaluate = (node: XmlElement): Value | null => {
    step()
    const { attributes } = node
    const parts = elementsOf(node)
    const id = attributes['identifier'] ?? ''
    switch (node.name) {
      case 'variable':
        return variable(id)
      case 'correct':
        return correct(id)
      case 'default':
        return outcomes.has(id) && (outcomes.get(id)?.initial.length ?? 0) > 0
          ? single(outcomes.get(id)?.initial ?? [], outcomes.get(id)?.baseType ?? 'float')
          : null
      case 'mapResponse':
        return mapped(id)
      case 'baseValue': {
        const baseType = attributes['baseType'] ?? 'string'
        return single([tidyValue(textOf(node), baseType)], baseType)
      }
      case 'null':
        return null
      case 'isNull': {
        const value = evaluate(firstOf(node))
        return truth(value === null || value.items.length === 0 || (value.items.length === 1 && value.items[0] === ''))
      }
      case 'not': {
        const value = evaluate(firstOf(node))
        return value === null ? null : truth(!isTrue(value))
      }
      case 'and':
        return truth(parts.every((part) => isTrue(evaluate(part))))
      case 'or':
        return truth(parts.some((part) => isTrue(evaluate(part))))
      case 'anyN': {
        const count = parts.filter((part) => isTrue(evaluate(part))).length
        return truth(count >= Number(attributes['min'] ?? 0) && count <= Number(attributes['max'] ?? parts.length))
      }
      case 'match':
        return both(parts, (a, b) => isSame(a, b))
      case 'stringMatch':
        return both(parts, (a, b) => {
          const [x = '', y = ''] = [a.items[0], b.items[0]]
          const [left, right] = attributes['caseSensitive'] === 'false' ? [x.toLowerCase(), y.toLowerCase()] : [x, y]
          return attributes['substring'] === 'true' ? left.includes(right) : left === right
        })
      case 'substring':
        return both(parts, (a, b) => {
          const [x = '', y = ''] = [a.items[0], b.items[0]]
          return attributes['caseSensitive'] === 'false' ? y.toLowerCase().includes(x.toLowerCase()) : y.includes(x)
        })
      case 'equal':
        return both(parts, (a, b) => isEqual(a, b, attributes))
      case 'equalRounded':
        return both(parts, (a, b) => {
          const figures = Number(attributes['figures'] ?? 3)
          const isSignificant = (attributes['roundingMode'] ?? 'significantFigures') === 'significantFigures'
          if (!Number.isInteger(figures) || figures < (isSignificant ? 1 : 0) || figures > 100) throw new UnknownRule()
          const rounded = (value: Value): string =>
            isSignificant ? Number(value.items[0]).toPrecision(figures) : Number(value.items[0]).toFixed(figures)
          return rounded(a) === rounded(b)
        })
      case 'gt':
        return compare(parts, (a, b) => a > b)
      case 'gte':
        return compare(parts, (a, b) => a >= b)
      case 'lt':
        return compare(parts, (a, b) => a < b)
      case 'lte':
        return compare(parts, (a, b) => a <= b)
      case 'sum':
        return calculate(parts, (numbers) => numbers.reduce((sum, value) => sum + value, 0))
      case 'product':
        return calculate(parts, (numbers) => numbers.reduce((product, value) => product * value, 1))
      case 'subtract':
        return calculate(parts, ([a = 0, b = 0]) => a - b)
      case 'divide':
        return calculate(parts, ([a = 0, b = 0]) => (b === 0 ? undefined : a / b))
      case 'power':
        return calculate(parts, ([a = 0, b = 0]) => a ** b)
      case 'min':
        return calculate(parts, (numbers) => Math.min(...numbers.slice(0, 1000)))
      case 'max':
        return calculate(parts, (numbers) => Math.max(...numbers.slice(0, 1000)))
      case 'round':
        return calculate(parts, ([a = 0]) => Math.round(a))
      case 'truncate':
        return calculate(parts, ([a = 0]) => Math.trunc(a))
      case 'integerToFloat':
        return evaluate(firstOf(node))
      case 'multiple':
      case 'ordered': {
        const held = parts.map(evaluate).filter((value) => value !== null)
        const items = held.flatMap((value) => value.items)
        return items.length === 0
          ? null
          : { items, cardinality: node.name, baseType: held[0]?.baseType ?? 'identifier' }
      }
      case 'containerSize':
        return number(evaluate(firstOf(node))?.items.length ?? 0)
      case 'index': {
        const value = evaluate(firstOf(node))
        const item = value?.items[Number(attributes['n'] ?? 1) - 1]
        return value === null || item === undefined ? null : single([item], value.baseType)
      }
      case 'member':
        return both(parts, (a, b) => b.items.some((item) => isSameItem(item, a.items[0] ?? '', b.baseType)))
      case 'contains':
        return both(parts, (a, b) =>
          b.items.every((item) => a.items.some((other) => isSameItem(item, other, b.baseType))),
        )
      case 'delete':
        return bothValues(parts, (a, b) => ({
          ...b,
          items: b.items.filter((item) => !isSameItem(item, a.items[0] ?? '', b.baseType)),
        }))
      default:
        throw new UnknownRule()
    }
  }
  const both = (parts: readonly XmlElement[], test: (a: Value, b: Value) => boolean): Value | null =>
    bothValues(parts, (a, b) => truth(test(a, b)))
  const bothValues = (parts: readonly XmlElement[], make: (a: Value, b: Value) => Value): Value | null => {
    const [a, b] = parts.map(evaluate)
    if (a === undefined || b === undefined) throw new UnknownRule()
    return a === null || b === null ? null : make(a, b)
  }
  const compare = (parts: readonly XmlElement[], test: (a: number, b: number) => boolean): Value | null => {
    const [a, b] = parts.map((part) => numeric(evaluate(part)))
    return a === undefined || b === undefined ? null : truth(test(a, b))
  }
  const calculate = (
    parts: readonly XmlElement[],
    make: (numbers: readonly number[]) => number | undefined,
  ): Value | null => {
    const held = parts.map(evaluate)
    // A sum with something missing is missing, by the letter; programs mean what is there.
    const numbers = held.flatMap((value) => value?.items.map(Number) ?? [])
    if (numbers.some((value) => !Number.isFinite(value))) return null
    const result = make(numbers)
    return result === undefined || !Number.isFinite(result) ? null : number(result)
  }

  const template = (name: string, scoreId: string): void => {
    const [first] = declared.values()
    if (first === undefined) throw new UnknownRule()
    const main = declared.get('RESPONSE') ?? first
    if (name === 'map_response' || (name === 'default' && main.mapping !== undefined))
      values.set(scoreId, mapped(main.id))
    else if (name === 'match_correct' || name === 'default') {
      // Several responses without a rule: each right one counts.
      const all = name === 'default' ? [...declared.values()] : [main]
      const right = all.filter(({ id }) => {
        const [a, b] = [responseOf(id), correct(id)]
        return a !== null && b !== null && isSame(a, b)
      })
      values.set(scoreId, number(right.length / all.length))
    } else throw new UnknownRule()
  }

  return { rules, template, values: () => values, steps: () => steps }
}

const single = (items: readonly string[], baseType: string): Value => ({ items, cardinality: 'single', baseType })
const number = (value: number): Value => single([String(value)], 'float')
const truth = (value: boolean): Value => single([String(value)], 'boolean')
const isTrue = (value: Value | null): boolean => value?.items[0] === 'true'
const numeric = (value: Value | null): number | undefined => numberOf(value?.items[0])

const firstOf = (node: XmlElement): XmlElement => {
  const [first] = elementsOf(node)
  if (first === undefined) throw new UnknownRule()
  return first
}

const isSameItem = (a: string, b: string, baseType: string): boolean => {
  if (baseType === 'float' || baseType === 'integer') return Number(a) === Number(b)
  if (baseType === 'pair') return a.split(' ').toSorted().join(' ') === b.split(' ').toSorted().join(' ')
  return a === b
}

const isSame = (a: Value, b: Value): boolean => {
  if (a.items.length !== b.items.length) return false
  const baseType = b.baseType === 'pair' || a.baseType === 'pair' ? 'pair' : b.baseType
  if (a.cardinality !== 'multiple' && b.cardinality !== 'multiple')
    return a.items.every((item, index) => isSameItem(item, b.items[index] as string, baseType))
  const left = [...b.items]
  return a.items.every((item) => {
    const at = left.findIndex((other) => isSameItem(item, other, baseType))
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
}

const isEqual = (a: Value, b: Value, attributes: XmlElement['attributes']): boolean => {
  const [value, right] = [Number(a.items[0]), Number(b.items[0])]
  if (!Number.isFinite(value) || !Number.isFinite(right)) return false
  const mode = attributes['toleranceMode'] ?? 'exact'
  if (mode === 'exact') return value === right
  const [low = 0, high = low] = (attributes['tolerance'] ?? '0').trim().split(/\s+/).map(Number)
  // The last digit of a difference is the computer's.
  const slack = Math.abs(right) * Number.EPSILON * 4
  const [below, above] =
    mode === 'relative' ? [(Math.abs(right) * low) / 100, (Math.abs(right) * high) / 100] : [low, high]
  return value >= right - below - slack && value <= right + above + slack
}

const map = (
  { defaultValue, lowerBound, upperBound, entries }: Mapping,
  given: readonly string[],
  baseType: string,
): number => {
  let sum = 0
  for (const item of new Set(given)) {
    const entry = entries.find(({ key, isCaseSensitive }) =>
      baseType === 'string' && !isCaseSensitive
        ? key.toLowerCase() === item.toLowerCase()
        : isSameItem(key, item, baseType),
    )
    sum += entry?.value ?? defaultValue
  }
  return Math.min(upperBound ?? Infinity, Math.max(lowerBound ?? -Infinity, sum))
}

/** Texts and numbers that a rule names by itself: candidates for what is right. */
export const namedValues = (item: XmlElement): readonly string[] => {
  const found: string[] = []
  const visit = (node: XmlElement): void => {
    if (found.length > 200) return
    if (node.name === 'baseValue') found.push(textOf(node).trim())
    for (const child of elementsOf(node)) visit(child)
  }
  for (const processing of childrenNamed(item, 'responseProcessing')) visit(processing)
  return found
}
