import type { Invitation } from '@edutrack/shared-schema/protocol/roster'

/** Whether a link lets people in now, and if not, why. */
export const linkState = (
  { revokedAt, expiresAt, capacity, used }: Pick<Invitation, 'revokedAt' | 'expiresAt' | 'capacity' | 'used'>,
  now: number,
): 'revoked' | 'expired' | 'full' | 'open' => {
  if (revokedAt !== undefined) return 'revoked'
  if (expiresAt !== undefined && expiresAt <= now) return 'expired'
  return capacity !== undefined && used >= capacity ? 'full' : 'open'
}
