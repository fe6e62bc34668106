const MOST_IDS = 20_000

/** Ids of jobs that were committed to the outbox lately: the same job of the next hand-in need not be written again (S15). */
export const createKeptJobs = () => {
  // A Set keeps the order of insertion: the first was added the longest time ago.
  const ids = new Set<string>()
  return {
    has: (id: string): boolean => ids.has(id),
    add: (added: Iterable<string>): void => {
      for (const id of added) ids.add(id)
      for (const oldest of ids) {
        if (ids.size <= MOST_IDS) break
        ids.delete(oldest)
      }
    },
  }
}
