import { canonicalJson } from '@edutrack/shared-schema/canonical-json'
import { unitContentFields, unitContentOf, type UnitContent } from '@edutrack/shared-schema/collections/units'
import { changeUnit } from './author-course.ts'
import type { CommandContext } from './command-context.ts'

/**
 * Puts an earlier content in the place of a unit's present one: an edit like any other. Whether learners see the unit stays as it is. Resolves to what takes it back:
 * fields that were changed once more meanwhile, here or elsewhere, then stay.
 */
export const restoreUnit = async (
  context: CommandContext,
  id: string,
  content: UnitContent,
): Promise<() => Promise<void>> => {
  const restored = unitContentOf(content)
  let before: UnitContent | undefined
  await changeUnit(context, id, (unit) => {
    before = unitContentOf(unit)
    return restored
  })
  return async () => {
    const former = before
    if (former === undefined) return
    await changeUnit(context, id, (unit) =>
      Object.fromEntries(
        unitContentFields
          .filter((field) => isSame(unit[field], restored[field]))
          .map((field) => [field, former[field]] as const),
      ),
    )
  }
}

const isSame = (a: unknown, b: unknown): boolean => a === b || canonicalJson([a]) === canonicalJson([b])
