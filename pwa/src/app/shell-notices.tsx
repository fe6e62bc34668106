import { useState, type ReactNode } from 'react'
import { NEVER } from 'rxjs'
import { shapes as key } from 'virtual:icon/key-round'
import { shapes as sprout } from 'virtual:icon/sprout'
import { useLocation } from 'wouter'
import { useMessages } from '#i18n/messages.tsx'
import { Banner } from '#ui/banner.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { addresses, signInThenTo } from './addresses.ts'
import { useServices } from './app-context.ts'
import styles from './shell-notices.module.css'
import { Troubles } from './troubles.tsx'
import { useOpenLearning } from './use-learning.tsx'
import { useCurrent, useObservable } from './use-observable.ts'

/** What concerns every screen: something could not be done, the session has ended, a newer build waits or is needed. */
export const ShellNotices = (): ReactNode => {
  const { t } = useMessages()
  const { session, update } = useServices()
  const [path] = useLocation()
  const learning = useOpenLearning()
  // The outbox says it by itself, with what waits for it.
  const isExpired = useCurrent(session.current$)?.isExpired === true && path !== addresses.outbox
  const isWaiting = useCurrent(update.isWaiting$) === true
  const isNeeded = useObservable(() => learning?.sync.problem$ ?? NEVER, [learning]) === 'protocol-mismatch'
  const [isPutOff, setPutOff] = useState(false)
  const [isTaking, setTaking] = useState(false)
  const isUpdateShown = (isNeeded && path !== addresses.outbox) || (isWaiting && !isPutOff)
  return (
    <div className={styles['notices']}>
      <Troubles />
      {isExpired && (
        <Banner
          icon={key}
          title={t('session.expired-title')}
          action={
            <LinkButton kind="primary" href={signInThenTo(path)}>
              {t('session.sign-in')}
            </LinkButton>
          }
        >
          {t('session.expired-text')}
        </Banner>
      )}
      {isUpdateShown && (
        <Banner
          icon={sprout}
          title={t(isNeeded ? 'update.needed-title' : 'update.title')}
          action={
            <>
              <Button
                kind={isNeeded ? 'primary' : 'secondary'}
                isBusy={isTaking}
                onClick={() => {
                  setTaking(true)
                  void update.take()
                }}
              >
                {t('update.take')}
              </Button>
              {!isNeeded && (
                <Button kind="quiet" onClick={() => setPutOff(true)}>
                  {t('update.later')}
                </Button>
              )}
            </>
          }
        >
          {t(isNeeded ? 'update.needed-text' : 'update.text')}
        </Banner>
      )}
    </div>
  )
}
