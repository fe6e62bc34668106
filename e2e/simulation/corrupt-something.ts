import type { RxCollection } from 'rxdb/plugins/core'
import { changeDocuments } from '@edutrack/pwa/local-db/change-documents'
import type { LocalDocument } from '@edutrack/pwa/local-db/local-document'
import type { Chance } from './chance.ts'
import type { SimulatedDevice } from './simulated-device.ts'

/** Where progress was lost, going on from less would look to the oracle as if it had gone back. */
const corruptible = ['courses', 'units', 'questions', 'enrolments', 'attempts', 'notices'] as const

/**
 * What a bad disk or a mistake of ours might do: documents that the school has as well are gone from the device, or are of an older state. What is unsent is left
 * alone: nobody could bring it back. Resolves to whether there was something to harm.
 */
export const corruptSomething = async (phone: SimulatedDevice, luck: Chance): Promise<boolean> => {
  const name = luck.pick(corruptible)
  const stored = (await phone.database[name].find().exec())
    .map((document) => document.toMutableJSON() as unknown as LocalDocument)
    .filter((document) => document.unsentSince === 0 && (name !== 'attempts' || document['status'] === 'handed-in'))
  if (stored.length === 0) return false
  const victims = stored.filter(() => luck.happens(0.5)).map(({ id }) => id)
  if (victims.length === 0) victims.push(luck.pick(stored).id)
  const isGone = luck.happens(0.6)
  await changeDocuments(phone.database[name] as unknown as RxCollection, victims, (_id, current) =>
    isGone || current === undefined ? 'delete' : { ...current, serverNumber: Math.max(1, current.serverNumber - 1) },
  )
  return true
}
