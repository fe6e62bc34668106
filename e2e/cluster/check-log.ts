import type { Store } from '@edutrack/sync-server/ports/store/store'

/** What the whole log says: whether its numbers have a gap or a repeat, and how often each hand-in stands in it. */
const readLog = async (
  store: Store,
): Promise<{ readonly faults: readonly string[]; readonly timesByAttempt: ReadonlyMap<string, number> }> => {
  const head = await store.head()
  const faults: string[] = []
  const timesByAttempt = new Map<string, number>()
  let reached = 0
  while (reached < head) {
    const commits = await store.commits(reached, head, 500)
    if (commits.length === 0) {
      faults.push(`nothing after ${String(reached)}, though the head is ${String(head)}`)
      break
    }
    for (const { entries, first, last } of commits) {
      if (first !== reached + 1) faults.push(`${String(first)} follows ${String(reached)}`)
      for (const [index, { collection, id, number }] of entries.entries()) {
        if (number !== first + index) faults.push(`${String(number)} stands in the place of ${String(first + index)}`)
        if (collection === 'attempts') timesByAttempt.set(id, (timesByAttempt.get(id) ?? 0) + 1)
      }
      reached = last
    }
  }
  return { faults, timesByAttempt }
}

/** Which of the hand-ins that devices were told are accepted are not in the school, and which are there twice. */
export const lostAndDoubled = async (
  store: Store,
  accepted: ReadonlySet<string>,
): Promise<{
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  readonly faults: readonly string[]
}> => {
  const { faults, timesByAttempt } = await readLog(store)
  const lost: string[] = []
  const doubled: string[] = []
  for (const id of accepted) {
    const stored = await store.document('attempts', id)
    if (stored === undefined || stored.content['status'] !== 'handed-in') lost.push(id)
    if ((timesByAttempt.get(id) ?? 0) > 1) doubled.push(id)
  }
  return { lost, doubled, faults }
}
