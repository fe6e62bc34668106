import type { LogChange, StoredDocument, StoreReader } from '#ports/store/store.ts'

const MOST_LEARNERS = 20_000

/**
 * Learners' `people` documents, remembered until the log brings one anew: each request asks for one. Those of staff are read each time, so that a role which is taken
 * away holds nowhere any more; a learner's can only become a wider one, and may do so a moment later on other servers.
 */
export interface KnownLearners {
  /** Anybody's document, remembered or read; undefined where there is none. */
  person(personId: string): Promise<StoredDocument | undefined>
  /** Told of all changes of the log. */
  note(changes: readonly LogChange[]): void
}

/** `isFollowing`: the log's changes are told here as they come; without it nothing is remembered. */
export const createKnownLearners = ({
  store,
  isFollowing,
}: {
  readonly store: Pick<StoreReader, 'document'>
  readonly isFollowing: boolean
}): KnownLearners => {
  const known = new Map<string, StoredDocument>()
  let notes = 0
  return {
    person: async (personId) => {
      const remembered = known.get(personId)
      if (remembered !== undefined) return remembered
      const before = notes
      const person = await store.document('people', personId)
      // What was noted meanwhile may have been read or not.
      if (isFollowing && before === notes && person?.deleted === false && person.content['role'] === 'learner') {
        known.set(personId, person)
        if (known.size > MOST_LEARNERS) known.delete(known.keys().next().value ?? '')
      }
      return person
    },
    note: (changes) => {
      for (const { collection, id } of changes) {
        if (collection !== 'people') continue
        notes += 1
        known.delete(id)
      }
    },
  }
}
