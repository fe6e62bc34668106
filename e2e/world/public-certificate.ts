import type { JsonWebKey } from 'node:crypto'
import { readBadge } from '@edutrack/sync-server/testing/read-badge'

/**
 * What a stranger's program makes of a certificate, of which it has the address alone: its credential, read and checked by libraries that are not ours, with
 * the key that it names, and looked up in the list of those taken back that it names. Throws where the credential is not genuine.
 */
export const readCredential = async (
  schoolUrl: string,
  certificateId: string,
): Promise<{ readonly badge: Awaited<ReturnType<typeof readBadge>>; readonly isRevoked: boolean }> => {
  const token = await (await fetch(`${schoolUrl}/api/certificates/${certificateId}/credential`)).text()
  const badge = await readBadge(token, async (address) => (await (await fetch(address)).json()) as JsonWebKey)
  const { revokedCredential } = (await (await fetch(badge.credentialStatus.id)).json()) as {
    readonly revokedCredential: readonly { readonly id: string }[]
  }
  return { badge, isRevoked: revokedCredential.some(({ id }) => id === badge.id) }
}
