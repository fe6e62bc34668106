import { useEffect, useState, type ReactNode } from 'react'
import { shapes as badgeCheck } from 'virtual:icon/badge-check'
import { shapes as download } from 'virtual:icon/download'
import { shapes as printer } from 'virtual:icon/printer'
import { shapes as share } from 'virtual:icon/share-2'
import { shapes as shieldAlert } from 'virtual:icon/shield-alert'
import { shapes as shieldCheck } from 'virtual:icon/shield-check'
import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Learning } from '#app/services.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { Logo } from '#ui/logo.tsx'
import { useToast } from '#ui/toast.tsx'
import styles from './receipt-card.module.css'
import { receiptFile, saveFile } from './save-file.ts'

type Verdict = Awaited<ReturnType<Learning['verifyReceipt']>>

/** The school's signed word that it has a hand-in (S14): to read, to check, to keep. */
export const ReceiptCard = ({
  attempt,
  title,
  personName,
  verify,
}: {
  readonly attempt: Attempt
  readonly title: string
  readonly personName: string
  readonly verify: Learning['verifyReceipt']
}): ReactNode => {
  const { t, exactTime } = useMessages()
  const toast = useToast()
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const { receipt } = attempt
  useEffect(() => {
    let isCurrent = true
    void verify(attempt).then(
      (found) => {
        if (isCurrent) setVerdict(found)
      },
      () => {
        if (isCurrent) setVerdict('unknown-key')
      },
    )
    return () => {
      isCurrent = false
    }
  }, [attempt, verify])
  if (receipt === undefined) return null

  const file = receiptFile(attempt, receipt, title, personName)
  const canShare = navigator.canShare?.({ files: [file] }) === true
  const rows = [
    [t('receipt.work'), title],
    [t('receipt.person'), personName],
    [t('receipt.received'), exactTime(receipt.receivedAt)],
    ...(attempt.handedInAt === undefined ? [] : [[t('receipt.handed-in'), exactTime(attempt.handedInAt)]]),
  ] as const
  return (
    <section className={styles['receipt']} aria-label={t('receipt.title')}>
      <header className={styles['head']}>
        <span className={styles['seal']}>
          <Icon shapes={badgeCheck} />
        </span>
        <div>
          <h2 className={styles['title']}>{t('receipt.title')}</h2>
          <p className={styles['number']}>{receipt.number}</p>
        </div>
        <span className={styles['logo']}>
          <Logo />
        </span>
      </header>
      <dl className={styles['facts']}>
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Check verdict={verdict} />
      <details className={styles['proof']}>
        <summary>{t('receipt.proof')}</summary>
        <p>{t('receipt.proof-text')}</p>
        <dl>
          <div>
            <dt>{t('receipt.hash')}</dt>
            <dd className={styles['code']}>{receipt.contentHash}</dd>
          </div>
          <div>
            <dt>{t('receipt.signature')}</dt>
            <dd className={styles['code']}>{receipt.signature}</dd>
          </div>
          <div>
            <dt>{t('receipt.key')}</dt>
            <dd className={styles['code']}>{receipt.keyId}</dd>
          </div>
        </dl>
      </details>
      <div className={styles['actions']}>
        {canShare && (
          <Button
            icon={share}
            // A person who changes their mind has not met an error.
            onClick={() => void navigator.share({ files: [file], title: file.name }).catch(() => undefined)}
          >
            {t('receipt.share')}
          </Button>
        )}
        <Button
          icon={download}
          onClick={() => {
            saveFile(file)
            toast({ text: t('receipt.saved', { name: file.name }) })
          }}
        >
          {t('receipt.save')}
        </Button>
        <Button icon={printer} onClick={() => globalThis.print()}>
          {t('receipt.print')}
        </Button>
      </div>
    </section>
  )
}

const Check = ({ verdict }: { readonly verdict: Verdict | null }): ReactNode => {
  const { t } = useMessages()
  const isDoubtful = verdict === 'invalid'
  return (
    <p role="status" className={isDoubtful ? styles['doubt'] : styles['check']}>
      <Icon shapes={verdict === 'valid' ? shieldCheck : shieldAlert} />
      <span>{t(`receipt.check-${verdict ?? 'running'}`)}</span>
    </p>
  )
}
