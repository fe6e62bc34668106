import type { SyncState } from '#app/services.ts'
import type { Observable } from 'rxjs'

type Problem = SyncState['problem$'] extends Observable<infer Value> ? Value : never

/** Why the work is where it is, and what a person can do about it. `none`: it goes by itself. */
export const summaryOf = ({
  problem,
  isOnline,
  unsent,
}: {
  readonly problem: Problem
  readonly isOnline: boolean
  readonly unsent: number
}): {
  readonly reason:
    | 'nothing'
    | 'going'
    | 'offline'
    | 'offline-nothing'
    | 'not-signed-in'
    | 'not-signed-in-nothing'
    | 'protocol-mismatch'
    | 'no-room'
    | 'unavailable'
  readonly action: 'send' | 'sign-in' | 'update' | 'none'
} => {
  if (problem === 'not-signed-in')
    return { reason: unsent > 0 ? 'not-signed-in' : 'not-signed-in-nothing', action: 'sign-in' }
  if (problem === 'protocol-mismatch') return { reason: 'protocol-mismatch', action: 'update' }
  if (problem === 'offline' || !isOnline)
    return unsent > 0 ? { reason: 'offline', action: 'none' } : { reason: 'offline-nothing', action: 'none' }
  if (problem === 'unavailable' || problem === 'no-room') return { reason: problem, action: 'send' }
  return unsent > 0 ? { reason: 'going', action: 'send' } : { reason: 'nothing', action: 'send' }
}
