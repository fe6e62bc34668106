import type { ReactNode } from 'react'
import { shapes as medal } from 'virtual:icon/medal'
import { addresses } from '#app/addresses.ts'
import { useCertificates } from '#app/use-certificates.ts'
import { useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { ListRow } from '#parts/list-row.tsx'
import { LinkButton } from '#ui/button.tsx'
import { CardList } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { CertificateState } from './certificate-state.tsx'
import styles from './certificates.module.css'

/** The person's certificates, the latest first. */
export const CertificatesScreen = (): ReactNode => {
  const { t, date, number } = useMessages()
  const certificates = useCertificates()
  const mine = useObservable(() => certificates.mine(), [certificates])
  return (
    <>
      <PageHeader title={t('certificates.title')} back={{ href: addresses.me, label: t('nav.me') }} />
      <div className={styles['page']}>
        {mine === undefined ? (
          <Skeleton lines={2} shape="card" />
        ) : mine.length === 0 ? (
          <EmptyState
            icon={medal}
            title={t('certificates.empty-title')}
            action={
              <LinkButton kind="primary" href={addresses.courses}>
                {t('certificates.find-course')}
              </LinkButton>
            }
          >
            {t('certificates.empty-text')}
          </EmptyState>
        ) : (
          <CardList>
            {mine.map((certificate) => (
              <ListRow
                key={certificate.id}
                href={addresses.certificate(certificate.id)}
                icon={medal}
                title={certificate.courseTitle}
                sub={t('certificates.issued-with', {
                  date: date(certificate.issuedAt),
                  grade: number(certificate.percent),
                })}
                end={<CertificateState status={certificate.status} />}
              />
            ))}
          </CardList>
        )}
      </div>
    </>
  )
}
