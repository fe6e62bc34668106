import type { LogChange, StoreReader } from '../ports/store/store.ts'
import { channelsOf, touchedReaders } from './channels-of.ts'
import type { Reader } from './collection-rules.ts'

const MOST_PEOPLE = 20_000

/**
 * The channels of readers (S3), remembered as long as the log brings nothing that changes them. Whoever asks has read the log on to the head that they answer
 * for, so what is remembered is as true as what the store would say.
 */
export interface ReaderChannels {
  of(reader: Reader): Promise<readonly string[]>
  /** Told of every change of the log, in order. */
  note(entry: LogChange): void
}

export const createReaderChannels = ({ store }: { readonly store: StoreReader }): ReaderChannels => {
  const byReader = new Map<string, readonly string[]>()
  const idsOfStaff = new Set<string>()
  let notes = 0
  const forget = (personId: string): void => {
    for (const role of ['learner', 'instructor', 'administrator'] as const) byReader.delete(keyOf({ personId, role }))
  }
  return {
    of: async (reader) => {
      const key = keyOf(reader)
      const known = byReader.get(key)
      if (known !== undefined) return known
      const before = notes
      const channels = await channelsOf(store, reader)
      // What was noted while the store was read may have been read or not: it is asked again the next time.
      if (before === notes) {
        byReader.set(key, channels)
        if (reader.role !== 'learner') idsOfStaff.add(reader.personId)
        if (byReader.size > MOST_PEOPLE) byReader.delete(byReader.keys().next().value ?? '')
      }
      return channels
    },
    note: (entry) => {
      const touched = touchedReaders(entry)
      if (touched === undefined) return
      notes += 1
      if (touched === 'staff') {
        for (const personId of idsOfStaff) forget(personId)
        idsOfStaff.clear()
      } else for (const personId of touched) forget(personId)
    },
  }
}

const keyOf = ({ personId, role }: Reader): string => `${role} ${personId}`
