import type { Clock } from '#ports/clock/clock.ts'
import type { Store } from '#ports/store/store.ts'
import { certificateDrafts } from './certificate-drafts.ts'
import { prepareCredentialKeys } from './credential-keys.ts'
import { certificateDecisions } from './decide-certificate.ts'

/** Makes what certificates need of the store, where it is not there yet: before a server takes requests or jobs. */
export const prepareCertificates = async (deps: {
  readonly store: Store
  readonly clock: Pick<Clock, 'now'>
}): Promise<void> => {
  await deps.store.migrate([certificateDecisions, certificateDrafts])
  await prepareCredentialKeys(deps)
}
