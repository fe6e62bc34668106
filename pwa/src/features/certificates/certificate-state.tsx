import type { ReactNode } from 'react'
import { shapes as valid } from 'virtual:icon/badge-check'
import { shapes as revoked } from 'virtual:icon/shield-x'
import type { Certificate } from '@edutrack/shared-schema/collections/certificates'
import { useMessages } from '#i18n/messages.tsx'
import { Icon } from '#ui/icon.tsx'
import styles from './certificates.module.css'

/** Icon, word and colour of whether it is valid. */
export const CertificateState = ({ status }: Pick<Certificate, 'status'>): ReactNode => {
  const { t } = useMessages()
  return (
    <span className={styles['state']} data-status={status}>
      <Icon shapes={status === 'valid' ? valid : revoked} size="s" />
      <span>{t(`certificates.state-${status}`)}</span>
    </span>
  )
}
