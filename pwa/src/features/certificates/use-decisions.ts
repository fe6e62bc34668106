import { useEffect, useState } from 'react'
import type { Certificate } from '@edutrack/shared-schema/collections/certificates'
import type { CertificateDecision } from '#app/certificates.ts'
import { useServices } from '#app/app-context.ts'
import { useCertificates } from '#app/use-certificates.ts'
import { useCurrent } from '#app/use-observable.ts'

/** What staff has decided about a certificate; undefined until the school has told, asked anew when it changes or the network comes back. */
export const useDecisions = (certificate: Certificate): readonly CertificateDecision[] | undefined => {
  const certificates = useCertificates()
  const isOnline = useCurrent(useServices().connectivity.isOnline$) ?? true
  const [decisions, setDecisions] = useState<readonly CertificateDecision[]>()
  useEffect(() => {
    let isCurrent = true
    void certificates.decisions(certificate).then((told) => {
      if (isCurrent && told !== undefined) setDecisions(told)
    })
    return () => {
      isCurrent = false
    }
  }, [certificates, certificate, isOnline])
  return decisions
}
