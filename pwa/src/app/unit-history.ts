import type { UnitContent } from '@edutrack/shared-schema/collections/units'
import type { UnitVersion, UnitVersionContent } from '@edutrack/shared-schema/protocol/unit-history'
import type { Answered } from './services.ts'

export type { UnitVersion, UnitVersionContent }

/** What a unit was before. The school keeps its versions, so reading them needs the network; going back is an edit like any other and needs none. */
export interface UnitHistory {
  /** The latest first. */
  versions(unitId: string): Promise<Answered<readonly UnitVersion[]>>
  version(unitId: string, number: number): Promise<Answered<UnitVersionContent>>
  /** Whether learners see the unit stays as it is. Resolves to what takes it back. */
  restore(unitId: string, content: UnitContent): Promise<() => Promise<void>>
}
