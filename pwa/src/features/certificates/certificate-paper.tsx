import type { ReactNode } from 'react'
import type { Certificate } from '@edutrack/shared-schema/collections/certificates'
import { useMessages } from '#i18n/messages.tsx'
import styles from './certificates.module.css'

/** The certificate as it looks on paper, drawn from what is on the device. */
export const CertificatePaper = ({ certificate }: { readonly certificate: Certificate }): ReactNode => {
  const { t, date, number } = useMessages()
  const { personName, courseTitle, issuedAt, status } = certificate
  return (
    <article className={styles['paper']} data-status={status} aria-label={t('certificates.one')}>
      <svg className={styles['seal']} viewBox="0 0 64 84" aria-hidden="true">
        <path className={styles['ribbon']} d="M18 50 v32 l14 -10 14 10 v-32z" />
        <path className={styles['petals']} d={PETALS} />
        <circle className={styles['disc']} cx="32" cy="32" r="22" />
        <path className={styles['tick']} d="M23 33 l7 7 12 -15" />
      </svg>
      <p className={styles['kind']}>{t('certificates.one')}</p>
      <p className={styles['soft']}>{t('certificates.certifies')}</p>
      <p className={styles['name']}>
        <bdi>{personName}</bdi>
      </p>
      <p className={styles['soft']}>{t('certificates.completed')}</p>
      <p className={styles['course']}>
        <bdi>{courseTitle}</bdi>
      </p>
      <p>{t('certificates.issued-with', { date: date(issuedAt), grade: number(certificate.percent) })}</p>
    </article>
  )
}

const STEPS = 36
/** A star of many short points. */
const PETALS = `M${Array.from({ length: STEPS }, (_, step) => {
  const radius = step % 2 === 0 ? 31 : 28
  const angle = (step * 2 * Math.PI) / STEPS
  return `${(32 + radius * Math.cos(angle)).toFixed(1)} ${(32 + radius * Math.sin(angle)).toFixed(1)}`
}).join('L')}Z`
