import type { CommandContext } from '#local-db/commands/command-context.ts'
import { restoreUnit } from '#local-db/commands/restore-unit.ts'
import { askSchoolFor } from '#sync/ask-school.ts'
import type { UnitHistory, UnitVersion } from './unit-history.ts'

export const openUnitHistory = (context: CommandContext, fetchIt: typeof fetch): UnitHistory => ({
  versions: async (unitId) => {
    const answer = await askSchoolFor<{ readonly versions: readonly UnitVersion[] }>(fetchIt, { path: at(unitId) })
    return answer.ok ? { ok: true, value: answer.value.versions } : answer
  },
  version: (unitId, number) => askSchoolFor(fetchIt, { path: `${at(unitId)}/${String(number)}` }),
  restore: (unitId, content) => restoreUnit(context, unitId, content),
})

const at = (unitId: string): string => `/api/units/${encodeURIComponent(unitId)}/versions`
