import type { Store, StoreTransaction } from '../ports/store/store.ts'

/**
 * A store under a process that can be killed at each of its steps: the beginning of a transaction, each thing that it writes, and its end. From the kill on nothing of that process is written any more;
 * `revive` is the start of the next one.
 */
export const createMortalStore = (store: Store) => {
  let stepsLeft = Infinity
  const step = (): void => {
    if (stepsLeft <= 0) throw new Error('killed')
    stepsLeft -= 1
  }
  const mortal = (tx: StoreTransaction): StoreTransaction => ({
    ...tx,
    writeDocuments: async (writes) => {
      step()
      return tx.writeDocuments(writes)
    },
    insertRow: async (table, row) => {
      step()
      return tx.insertRow(table, row)
    },
    putRow: async (table, row) => {
      step()
      return tx.putRow(table, row)
    },
    deleteRow: async (table, id) => {
      step()
      return tx.deleteRow(table, id)
    },
  })
  return {
    store: {
      ...store,
      transact: async (work, hint) => {
        step()
        return store.transact(async (tx) => {
          const result = await work(mortal(tx))
          step()
          return result
        }, hint)
      },
    } satisfies Store,
    /** The step after so many is not made. */
    dieAfter: (steps: number): void => void (stepsLeft = steps),
    revive: (): void => void (stepsLeft = Infinity),
  }
}

/**
 * Does work in a process that is killed at its first step, then at its second, and so on, until it gets through. `look` sees what is there after each kill, and says so by throwing where that is
 * wrong. Resolves to how many times it was killed.
 */
export const killAtEachStep = async (
  { dieAfter, revive }: Pick<ReturnType<typeof createMortalStore>, 'dieAfter' | 'revive'>,
  work: () => Promise<unknown>,
  look: () => Promise<void>,
): Promise<number> => {
  for (let steps = 0; ; steps += 1) {
    dieAfter(steps)
    try {
      await work()
      return steps
    } catch (error) {
      if (!(error instanceof Error) || error.message !== 'killed') throw error
    } finally {
      revive()
    }
    await look()
  }
}
