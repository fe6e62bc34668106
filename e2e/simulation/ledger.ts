import { canonicalJson } from '@edutrack/shared-schema/canonical-json'
import { attempts, type Attempt } from '@edutrack/shared-schema/collections/attempts'
import { clientPart } from '@edutrack/shared-schema/collections/define-collection'
import type { Progress } from '@edutrack/shared-schema/collections/progress'

/** What people did, as their devices acknowledged it: what the school has to hold in the end. */
export interface Ledger {
  /** The app has said "handed in": from here on it must never be lost. */
  noteHandIn(attempt: Attempt): void
  handIns(): ReadonlyMap<string, { readonly personId: string; readonly content: string }>
  /** Progress that a device shows; rejects one that goes back. */
  notePlace(device: string, progress: Progress): void
}

export const contentOf = (attempt: Attempt): string => canonicalJson(clientPart(attempts, attempt))

export const createLedger = (): Ledger => {
  const handIns = new Map<string, { personId: string; content: string }>()
  const shown = new Map<string, Progress>()
  return {
    noteHandIn: (attempt) => {
      if (!handIns.has(attempt.id)) handIns.set(attempt.id, { personId: attempt.personId, content: contentOf(attempt) })
    },
    handIns: () => handIns,
    notePlace: (device, now) => {
      const key = `${device}/${now.id}`
      const before = shown.get(key)
      if (before !== undefined) {
        const problems = [
          now.furthest < before.furthest && 'furthest',
          before.doneAt !== undefined && (now.doneAt === undefined || now.doneAt > before.doneAt) && 'doneAt',
          now.openedAt > before.openedAt && 'openedAt',
          Object.entries(before.secondsByDevice).some(([id, seconds]) => (now.secondsByDevice[id] ?? 0) < seconds) &&
            'secondsByDevice',
        ].filter((problem) => problem !== false)
        if (problems.length > 0)
          throw new Error(
            `Progress ${now.id} went back on ${device} in ${problems.join(', ')}: ${canonicalJson(before)} → ${canonicalJson(now)}`,
          )
      }
      shown.set(key, now)
    },
  }
}
