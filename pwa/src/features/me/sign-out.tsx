import { useState, type ReactNode } from 'react'
import { shapes as hand } from 'virtual:icon/hand'
import { shapes as logOut } from 'virtual:icon/log-out'
import { useLocation } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useServices } from '#app/app-context.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useCurrent, useObservable } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Banner } from '#ui/banner.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { Sheet } from '#ui/sheet.tsx'
import styles from './me.module.css'

/** The way out. Unsent work is named first; wiping it takes a choice of its own. */
export const SignOut = (): ReactNode => {
  const { t } = useMessages()
  const { session, connectivity } = useServices()
  const { sync } = useLearning()
  const [, navigate] = useLocation()
  const isOnline = useCurrent(connectivity.isOnline$) ?? true
  const outbox = useObservable(() => sync.outbox$, [sync])
  const [isAsking, setAsking] = useState(false)
  const [isWiping, setWiping] = useState(false)
  const [isSure, setSure] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const unsent = outbox?.filter(({ state }) => state === 'on-this-phone' || state === 'sending').length ?? 0
  const isLoss = isWiping && unsent > 0
  return (
    <div className={styles['out']}>
      <Button icon={logOut} isIconDirectional onClick={() => setAsking(true)}>
        {t('sign-out.submit')}
      </Button>
      <Sheet
        isOpen={isAsking}
        onClose={() => {
          setAsking(false)
          setWiping(false)
          setSure(false)
        }}
        title={t('sign-out.title')}
        closeLabel={t('action.close')}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t('sign-out.stay')}</Button>
            <Button
              kind={isLoss ? 'danger' : 'primary'}
              isBusy={isBusy}
              disabled={isLoss && !isSure}
              onClick={() => {
                setBusy(true)
                void session
                  .signOut({ wipe: isWiping })
                  .then(() => navigate(addresses.signIn, { replace: true }))
                  .finally(() => setBusy(false))
              }}
            >
              {t(isWiping ? 'sign-out.submit-wipe' : 'sign-out.submit')}
            </Button>
          </>
        }
      >
        {unsent > 0 ? (
          <Banner
            tone="needs-you"
            icon={hand}
            title={t('sign-out.unsent-title', { count: unsent })}
            action={<LinkButton href={addresses.outbox}>{t('sign-out.see-outbox')}</LinkButton>}
          >
            {t(isOnline ? 'sign-out.unsent-online' : 'sign-out.unsent-offline')}
          </Banner>
        ) : (
          <p>{t('sign-out.all-sent')}</p>
        )}
        <Checkbox
          label={t('sign-out.wipe')}
          hint={t('sign-out.wipe-hint')}
          isChecked={isWiping}
          onChange={(isOn) => {
            setWiping(isOn)
            setSure(false)
          }}
        />
        {isLoss && <Checkbox label={t('sign-out.sure', { count: unsent })} isChecked={isSure} onChange={setSure} />}
      </Sheet>
    </div>
  )
}
