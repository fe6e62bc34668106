import { z } from 'zod'
import { clientPart, clientStateHash } from '@edutrack/shared-schema/collections/define-collection'
import { units, type Unit } from '@edutrack/shared-schema/collections/units'
import { PROTOCOL_VERSION } from '@edutrack/shared-schema/protocol/version'
import type { StoreReader } from '#ports/store/store.ts'
import type { Reader } from '#sync/collection-rules.ts'
import type { SyncEngine } from '#sync/sync-engine.ts'
import { sampleIds } from './course-to-documents.ts'

/** `activity.json`, `edits`: what instructors have changed in the texts of units since, in this order; so that these have a history. */
export const editSource = z.strictObject({
  person: z.string(),
  course: z.string(),
  unit: z.string(),
  /** What stood there, and what stands there since. */
  before: z.string().min(1),
  after: z.string().min(1),
})
type EditSource = z.infer<typeof editSource>

/** Sends the edits as the app does, so that versions are kept by the rules. What is done already, or what people have changed since, is left as it is. */
export const sendEdits = async (
  deps: {
    readonly engine: Pick<SyncEngine, 'handle'>
    readonly store: StoreReader
    readonly now: number
    readonly readerOf: (person: string) => Reader
  },
  edits: readonly EditSource[],
): Promise<void> => {
  for (const { person, course, unit: name, before, after } of edits) {
    const unit = (await deps.store.document('units', sampleIds.unit(course, name)))?.content as Unit | undefined
    if (unit === undefined || unit.markdown.includes(after) || !unit.markdown.includes(before)) continue
    const reader = deps.readerOf(person)
    const document = { ...clientPart(units, unit), id: unit.id, markdown: unit.markdown.replace(before, () => after) }
    const { push } = await deps.engine.handle(reader, {
      protocol: PROTOCOL_VERSION,
      device: `sample-desk-${person}`,
      person: reader.personId,
      clock: deps.now,
      push: [{ collection: 'units', rows: [{ assumed: clientStateHash(units, unit), document }] }],
    })
    const outcome = push[0]?.results[0]?.outcome
    if (outcome !== 'accepted')
      throw new Error(`The sample school's edit of ${unit.id} by ${person} came to "${String(outcome)}"`)
  }
}
