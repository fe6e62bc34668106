import type { ReactNode } from 'react'
import { shapes as lock } from 'virtual:icon/shield-check'
import { shapes as plus } from 'virtual:icon/monitor-down'
import { shapes as alert } from 'virtual:icon/circle-alert'
import { useInstall } from '#app/app-context.ts'
import { useCurrent } from '#app/use-observable.ts'
import { useMessages } from '#i18n/messages.tsx'
import { useStorage } from '#parts/use-storage.ts'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'

/** Whether the browser keeps what is here, and installing, which makes it keep it. */
export const KeptHere = (): ReactNode => {
  const { t, bytes } = useMessages()
  const install = useInstall()
  const state = useCurrent(install.state$)
  const storage = useStorage()
  const used = storage === undefined ? null : t('me.used', { size: bytes(storage.usedBytes) })
  if (state === 'installed' || storage?.isKept === true)
    return (
      <Banner icon={lock} title={t('me.kept-title')}>
        {t(state === 'installed' ? 'me.kept-installed' : 'me.kept-text')} {used}
      </Banner>
    )
  return (
    <Banner
      icon={state === 'offered' ? plus : alert}
      title={t('me.install-title')}
      action={
        state === 'offered' ? (
          <Button kind="primary" onClick={() => void install.ask()}>
            {t('me.install')}
          </Button>
        ) : undefined
      }
    >
      {t(state === 'offered' ? 'me.install-text' : 'me.install-by-hand')} {used}
    </Banner>
  )
}
