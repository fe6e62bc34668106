import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql'

/** What a list without a bound of its own is taken to hold. */
const LIST_SIZES: Readonly<Record<string, number>> = { courses: 20, modules: 10, units: 10 }
/** Fields that look through the whole catalogue, whatever they are told of it: as dear as so many others, and with words to search for as so many. */
const LOOKS: ReadonlySet<string> = new Set(['courses'])
const LOOK_COST = 200
const SEARCH_COST = 10_000
/** Fields and fragments looked at. Counting goes no further: a query of fragments within fragments can be of any size. */
const MOST_LOOKED_AT = 100_000

/**
 * Refuses queries that nest deeper than `depth`, or whose fields, counted as often as lists repeat them, cost more than `cost`. Aliases count each; what
 * is asked about the schema itself does not. A list of nothing is looked for all the same.
 */
export const limitQueries =
  ({ depth, cost }: { readonly depth: number; readonly cost: number }) =>
  (context: ValidationContext): ASTVisitor => ({
    OperationDefinition: (operation) => {
      const fragments = new Map<string, FragmentDefinitionNode>()
      for (const definition of context.getDocument().definitions)
        if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
      const measured: Measured = { cost: 0, depth: 0, lookedAt: 0 }
      measure(operation.selectionSet, 1, 1, new Set(), fragments, measured)
      if (measured.depth > depth)
        context.reportError(
          new GraphQLError(
            `This query is ${String(measured.depth)} levels deep; at most ${String(depth)} are answered.`,
          ),
        )
      if (measured.cost > cost || measured.lookedAt > MOST_LOOKED_AT)
        context.reportError(
          new GraphQLError(
            `This query may cost as much as ${String(measured.cost)} fields; at most ${String(cost)} are answered. Ask for fewer, with a smaller limit, or search once.`,
          ),
        )
    },
  })

interface Measured {
  cost: number
  depth: number
  lookedAt: number
}

const measure = (
  { selections }: SelectionSetNode,
  level: number,
  times: number,
  within: ReadonlySet<string>,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  measured: Measured,
): void => {
  for (const selection of selections) {
    measured.lookedAt += 1
    if (measured.lookedAt > MOST_LOOKED_AT) return
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const name = selection.name.value
      const fragment = fragments.get(name)
      // A fragment within itself is refused by the rules of GraphQL.
      if (fragment !== undefined && !within.has(name))
        measure(fragment.selectionSet, level, times, new Set([...within, name]), fragments, measured)
    } else if (selection.kind === Kind.INLINE_FRAGMENT)
      measure(selection.selectionSet, level, times, within, fragments, measured)
    else if (!selection.name.value.startsWith('__')) {
      measured.depth = Math.max(measured.depth, level)
      measured.cost += times * costOf(selection)
      if (selection.selectionSet !== undefined)
        measure(selection.selectionSet, level + 1, times * sizeOf(selection), within, fragments, measured)
    }
  }
}

const costOf = (field: FieldNode): number => {
  if (!LOOKS.has(field.name.value)) return 1
  return field.arguments?.some(({ name }) => name.value === 'search') === true ? SEARCH_COST : LOOK_COST
}

const sizeOf = (field: FieldNode): number => {
  const list = LIST_SIZES[field.name.value]
  if (list === undefined) return 1
  const limit = field.arguments?.find(({ name }) => name.value === 'limit')?.value
  if (limit === undefined) return list
  // By a variable it may be whatever the schema allows.
  return limit.kind === Kind.INT ? Math.min(100, Math.max(0, Number(limit.value))) : 100
}
