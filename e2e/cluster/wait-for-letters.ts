import { setTimeout as pause } from 'node:timers/promises'
import type { ClusterWorld } from './cluster-world.ts'

/** Jobs of a worker that was killed are taken over after its lock has run out, at the next look for such. */
const PATIENCE_MS = 45_000

/** How many different letters of an enrolment have come once no more are on their way, and how many came again. Others, of grades, come by the clock. */
export const waitForLetters = async (
  world: Pick<ClusterWorld, 'letters'>,
  expected: number,
): Promise<{ readonly came: number; readonly repeated: number }> => {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    const letters = (await world.letters()).filter(({ subject }) => subject.startsWith('You are enrolled'))
    const came = new Set(letters.map(({ messageId }) => messageId)).size
    if (came >= expected || performance.now() > until) return { came, repeated: letters.length - came }
    await pause(500)
  }
}
