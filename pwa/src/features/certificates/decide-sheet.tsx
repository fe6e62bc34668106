import { useState, type ReactNode } from 'react'
import type { Certificate } from '@edutrack/shared-schema/collections/certificates'
import { useNow, useServices } from '#app/app-context.ts'
import type { CertificateDecision } from '#app/certificates.ts'
import { useCertificates } from '#app/use-certificates.ts'
import { useCurrent } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Button } from '#ui/button.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { TextField } from '#ui/text-field.tsx'
import { useToast } from '#ui/toast.tsx'
import styles from './teach-certificates.module.css'
import { useDecisions } from './use-decisions.ts'

/** What can be done with one learner's certificate, and what was done. Needs the network, and says so before the tap. */
export const DecideSheet = ({
  certificate,
  onClose,
}: {
  readonly certificate: Certificate
  readonly onClose: () => void
}): ReactNode => {
  const { t, tOf, moment } = useMessages()
  const now = useNow()
  const certificates = useCertificates()
  const isOnline = useCurrent(useServices().connectivity.isOnline$) ?? true
  const toast = useToast()
  const decisions = useDecisions(certificate)
  const [reason, setReason] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const isValid = certificate.status === 'valid'

  const decide = async (action: CertificateDecision['action']): Promise<void> => {
    if (isBusy) return
    setBusy(true)
    setProblem(null)
    const outcome = await certificates.decide(certificate, { action, ...(reason.trim() === '' ? {} : { reason }) })
    setBusy(false)
    if (!outcome.ok) {
      setProblem(tOf(outcome.messageId))
      return
    }
    onClose()
    const back = action === 'revoke' ? 'restore' : 'revoke'
    toast({
      text: t(`teach-certificates.done-${action}`, { name: certificate.personName }),
      // What is made anew has replaced what was: there is nothing to go back to.
      ...(action === 'reissue'
        ? {}
        : { undo: { label: t('action.undo'), run: () => void certificates.decide(certificate, { action: back }) } }),
    })
  }
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={certificate.personName}
      closeLabel={t('action.close')}
      footer={
        <div className={styles['actions']}>
          <Button disabled={!isOnline} isBusy={isBusy} onClick={() => void decide('reissue')}>
            {t('teach-certificates.reissue')}
          </Button>
          {isValid ? (
            <Button kind="danger" disabled={!isOnline} isBusy={isBusy} onClick={() => void decide('revoke')}>
              {t('teach-certificates.revoke')}
            </Button>
          ) : (
            <Button kind="primary" disabled={!isOnline} isBusy={isBusy} onClick={() => void decide('restore')}>
              {t('teach-certificates.restore')}
            </Button>
          )}
        </div>
      }
    >
      <div className={styles['body']}>
        {!isOnline && <p>{t('teach-certificates.offline')}</p>}
        <p>{t(isValid ? 'teach-certificates.explain-valid' : 'teach-certificates.explain-revoked')}</p>
        <TextField
          label={t('teach-certificates.reason')}
          hint={t('teach-certificates.reason-hint')}
          value={reason}
          maxLength={500}
          rows={2}
          onChange={({ target }) => setReason(target.value)}
        />
        {problem !== null && (
          <p role="alert" className={styles['problem']}>
            {problem}
          </p>
        )}
        {decisions !== undefined && decisions.length > 0 && (
          <section aria-label={t('teach-certificates.history')}>
            <h3>{t('teach-certificates.history')}</h3>
            <ul className={styles['history']}>
              {decisions.map(({ at, action, byName, reason: why }) => (
                <li key={at}>
                  {t(`teach-certificates.did-${action}`, { name: byName, date: moment(at, now) })}
                  {why !== undefined && (
                    <>
                      {' '}
                      <bdi>{why}</bdi>
                    </>
                  )}
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Sheet>
  )
}
