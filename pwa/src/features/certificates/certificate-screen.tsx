import { useEffect, useState, type ReactNode } from 'react'
import { shapes as fileDown } from 'virtual:icon/file-down'
import { shapes as searchX } from 'virtual:icon/search-x'
import { shapes as share } from 'virtual:icon/share-2'
import { shapes as revokedIcon } from 'virtual:icon/shield-x'
import { useParams } from 'wouter'
import type { Certificate } from '@edutrack/shared-schema/collections/certificates'
import { addresses } from '#app/addresses.ts'
import { useNow, useServices } from '#app/app-context.ts'
import { useCertificates } from '#app/use-certificates.ts'
import { useCurrent, useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { saveFile } from '#parts/save-file.ts'
import { Banner } from '#ui/banner.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { ScreenSkeleton } from '#ui/skeleton.tsx'
import { useToast } from '#ui/toast.tsx'
import { CertificatePaper } from './certificate-paper.tsx'
import { CertificateState } from './certificate-state.tsx'
import styles from './certificates.module.css'
import { useDecisions } from './use-decisions.ts'

/** One certificate: to see, to save, to show to others. All but asking the school works without a network. */
export const CertificateScreen = (): ReactNode => {
  const { t } = useMessages()
  const { certificateId } = useParams<'/certificates/:certificateId'>()
  const certificates = useCertificates()
  const certificate = useObservable(() => certificates.one(certificateId), [certificates, certificateId])
  const back = { href: addresses.certificates, label: t('certificates.title') }
  if (certificate === null)
    return (
      <>
        <PageHeader title={t('certificates.one')} back={back} />
        <EmptyState
          icon={searchX}
          title={t('certificates.gone-title')}
          action={
            <LinkButton kind="primary" href={addresses.certificates}>
              {t('certificates.see-all')}
            </LinkButton>
          }
        >
          {t('certificates.gone-text')}
        </EmptyState>
      </>
    )
  return (
    <>
      <PageHeader
        title={certificate?.courseTitle ?? ''}
        windowTitle={certificate?.courseTitle ?? t('certificates.one')}
        back={back}
      />
      {certificate === undefined ? <ScreenSkeleton label={t('app.loading')} /> : <Shown certificate={certificate} />}
    </>
  )
}

const Shown = ({ certificate }: { readonly certificate: Certificate }): ReactNode => {
  const { t } = useMessages()
  const certificates = useCertificates()
  const isRevoked = certificate.status === 'revoked'
  const credential = certificates.credential(certificate)
  return (
    <div className={styles['page']}>
      {isRevoked && <Revoked certificate={certificate} />}
      <CertificatePaper certificate={certificate} />
      <CertificateState status={certificate.status} />
      <Actions certificate={certificate} />
      {credential !== undefined && (
        <details className={styles['details']}>
          <summary>{t('certificates.for-programs')}</summary>
          <p>{t('certificates.for-programs-text')}</p>
          <Button onClick={() => saveFile(credential)}>{t('certificates.save-credential')}</Button>
        </details>
      )}
    </div>
  )
}

/** What happened, who decided, and what can be done. Why is asked of the school. */
const Revoked = ({ certificate }: { readonly certificate: Certificate }): ReactNode => {
  const { t, moment } = useMessages()
  const now = useNow()
  const decisions = useDecisions(certificate)
  const revoked = decisions?.find(({ action }) => action === 'revoke')
  return (
    <Banner tone="problem" icon={revokedIcon} title={t('certificates.revoked-title')}>
      {revoked === undefined ? (
        t('certificates.revoked-text')
      ) : (
        <>
          <p>{t('certificates.revoked-by', { name: revoked.byName, date: moment(revoked.at, now) })}</p>
          {revoked.reason !== undefined && <p>{t('certificates.revoked-reason', { reason: revoked.reason })}</p>}
          <p>{t('certificates.revoked-ask')}</p>
        </>
      )}
    </Banner>
  )
}

const Actions = ({ certificate }: { readonly certificate: Certificate }): ReactNode => {
  const { t } = useMessages()
  const certificates = useCertificates()
  const isOnline = useCurrent(useServices().connectivity.isOnline$) ?? true
  const toast = useToast()
  const [isKept, setKept] = useState<boolean>()
  const [isBusy, setBusy] = useState(false)
  useEffect(() => {
    let isCurrent = true
    void certificates.isKept(certificate).then((is) => {
      if (isCurrent) setKept(is)
    })
    return () => {
      isCurrent = false
    }
  }, [certificates, certificate, isOnline])
  const address = certificates.verifyAddress(certificate)
  const save = async (): Promise<void> => {
    setBusy(true)
    const file = await certificates.file(certificate)
    setBusy(false)
    if (!(file instanceof File)) {
      toast({ text: t(`certificates.file-${file}`) })
      return
    }
    saveFile(file)
    setKept(await certificates.isKept(certificate))
    toast({ text: t('certificates.saved', { name: file.name }) })
  }
  const shareIt = async (): Promise<void> => {
    try {
      if ('share' in navigator) await navigator.share({ title: certificate.courseTitle, url: address })
      else {
        await (navigator as Navigator).clipboard.writeText(address)
        toast({ text: t('certificates.copied') })
      }
    } catch {
      // Put away by the person, or kept from by the browser: the address stands below, to be marked.
    }
  }
  const isRevoked = certificate.status === 'revoked'
  const canSave = isKept === true || (isOnline && !isRevoked)
  return (
    <>
      <div className={styles['actions']}>
        <Button kind="primary" icon={fileDown} isBusy={isBusy} disabled={!canSave} onClick={() => void save()}>
          {t('certificates.save-pdf')}
        </Button>
        {!isRevoked && (
          <Button icon={share} onClick={() => void shareIt()}>
            {t('certificates.share')}
          </Button>
        )}
      </div>
      <p className={styles['soft']} role="status">
        {isKept === true
          ? t('certificates.kept')
          : canSave
            ? t('certificates.not-kept')
            : t(isRevoked ? 'certificates.file-missing' : 'certificates.file-offline')}
      </p>
      <p className={styles['address']}>
        {t('certificates.public-page')}{' '}
        {/* Not a screen of the app: the school answers it, also to who has no account. */}
        <a href={address} target="_blank" rel="noopener">
          <bdi>{address}</bdi>
        </a>
      </p>
    </>
  )
}
